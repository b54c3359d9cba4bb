#include <slipway/plan/condition_text.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using slipway::plan::condition_text;
using sw::changed, sw::op;

namespace {
constexpr auto a = op<"A">(sw::files::file("/a"));
constexpr auto b = op<"B">(sw::files::file("/b"));
constexpr auto debian = sw::fact::os.id == "debian";
constexpr auto large = sw::fact::memory.total > 1024;
}  // namespace

TEST_CASE("condition_text: as in the program, with the parentheses that it needs") {
  CHECK(condition_text({}).empty());
  CHECK(condition_text(changed(a).tokens) == "changed(\"A\")");
  CHECK(condition_text((!changed(a)).tokens) == "!changed(\"A\")");
  CHECK(condition_text(debian.tokens) == "os.id == \"debian\"");
  CHECK(condition_text((!large).tokens) == "!(memory.total > 1024)");
  CHECK(condition_text((changed(a) || changed(b)).tokens) == "changed(\"A\") || changed(\"B\")");
  CHECK(condition_text((changed(a) || (changed(b) && debian)).tokens) ==
        "changed(\"A\") || changed(\"B\") && os.id == \"debian\"");
  CHECK(condition_text(((changed(a) || changed(b)) && debian).tokens) ==
        "(changed(\"A\") || changed(\"B\")) && os.id == \"debian\"");
  CHECK(condition_text((!(changed(a) && large)).tokens) == "!(changed(\"A\") && memory.total > 1024)");
  CHECK(condition_text((!(!changed(a))).tokens) == "!!changed(\"A\")");
}

TEST_CASE("condition_text: every comparison") {
  const auto& total = sw::fact::memory.total;
  CHECK(condition_text((total == 1).tokens) == "memory.total == 1");
  CHECK(condition_text((total != 1).tokens) == "memory.total != 1");
  CHECK(condition_text((total < 1).tokens) == "memory.total < 1");
  CHECK(condition_text((total <= 1).tokens) == "memory.total <= 1");
  CHECK(condition_text((total >= -1).tokens) == "memory.total >= -1");
}

TEST_CASE("condition_text: facts of paths, and what is either true or false") {
  CHECK(condition_text((sw::fact::file("/etc/motd").size > 3).tokens) == "file(\"/etc/motd\").size > 3");
  CHECK(condition_text((sw::fact::file("/a.b/c").exists == true).tokens) == "file(\"/a.b/c\").exists");
  CHECK(condition_text((sw::fact::file("/a").exists != false).tokens) == "file(\"/a\").exists != false");
  CHECK(condition_text((!sw::fact::reboot_required).tokens) == "!reboot_required");
  CHECK(condition_text(sw::detail::as_condition(sw::fact::packages.contains("a")).tokens) == "packages.contains(\"a\")");
  CHECK(condition_text((sw::fact::packages.count() > 3).tokens) == "packages.count() > 3");
  CHECK(condition_text((sw::fact::lines<"^P">("/a").count > 3).tokens) == "lines(\"/a\", \"^P\").count > 3");
}

TEST_CASE("condition_text: globs, data, and how operations ended") {
  CHECK(condition_text((!sw::fact::hostname.matches("web-*")).tokens) == "!hostname.matches(\"web-*\")");
  CHECK(condition_text((sw::data_of<"workers"> > 2 && sw::failed(a)).tokens) == "data(\"workers\") > 2 && failed(\"A\")");
  CHECK(condition_text(sw::succeeded(a).tokens) == "succeeded(\"A\")");
}
