#include <slipway/resources/block.hpp>

#include "catch.hpp"

#include <slipway/check/conflicting_operations.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/model/operation.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::files::block;
using namespace slipway::tests;

namespace {

std::string marked(std::string_view lines, std::string_view name = "block", std::string_view sign = "#") {
  const auto marker = [&](std::string_view word) {
    return std::string(sign) + " " + std::string(word) + " slipway " + std::string(name) + "\n";
  };
  return marker("BEGIN") + std::string(lines) + marker("END");
}

std::string without_last(std::string text) {
  text.pop_back();
  return text;
}

constexpr std::string_view awkward = "x\\y\\n\\\\ $HOME `id` & \"q\" 's' %s %% \xc3\xa4\t;|<>*?[a] !\n  \n\r\n& \\& \\1\n# END\n";

struct example {
  std::optional<std::string> before;
  std::string text, found, after;
};

const std::vector<example> present{
    {"a\n", "x\ny\n", "absent", "a\n" + marked("x\ny\n")},
    {"a\n", "x\ny", "absent", "a\n" + marked("x\ny\n")},
    {"a", "", "absent", "a\n" + marked("")},
    {std::nullopt, "x\n", "absent", marked("x\n")},
    {"", "x\n", "absent", marked("x\n")},
    {"a\n" + marked("x\n") + "b\n", "x\n", "present", "a\n" + marked("x\n") + "b\n"},
    {"a\n" + marked("x\n") + "b", "y\nz\n", "other", "a\n" + marked("y\nz\n") + "b"},
    {marked("x\n") + "b\n", "", "other", marked("") + "b\n"},
    {marked("\n"), "", "other", marked("")},
    {without_last(marked("x\n")), "x\n", "present", without_last(marked("x\n"))},
    {without_last("a\n" + marked("x\n")), "y\n", "other", without_last("a\n" + marked("y\n"))},
    {marked("1.0\n"), "1\n", "other", marked("1\n")},
    {marked("x\n") + "a\n" + marked("x\n"), "x\n", "other", marked("x\n") + "a\n"},
    {marked("x\n", "another"), "x\n", "absent", marked("x\n", "another") + marked("x\n")},
    {"a\r\nb\r\n", "x\r\n", "absent", "a\r\nb\r\n" + marked("x\r\n")},
    {"a\n", std::string(awkward), "absent", "a\n" + marked(awkward)},
    {marked(awkward) + "%s \\ & 'q'\n", "x\n", "other", marked("x\n") + "%s \\ & 'q'\n"},
};

}  // namespace

TEST_CASE("block: what a file is and what it becomes") {
  for (const auto& t : all_tools()) {
    const host h(t);
    for (const auto& e : present) {
      const scratch s;
      const auto path = s.path("file");
      if (e.before) s.write("file", *e.before);
      INFO(t.name << ": " << e.before.value_or("(no file)") << " + " << e.text);
      const auto o = h.carry_out(block(path, e.text));
      CHECK(o.found == e.found);
      CHECK(o.output == "");
      CHECK(o.applied);
      CHECK(o.after == "present");
      CHECK(s.read("file") == e.after);
    }
  }
}

TEST_CASE("block: names and comment signs") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    const auto path = s.path("file");
    CHECK(h.carry_out(block(path, "x\n").named("one \\ & 'two'")).after == "present");
    CHECK(h.carry_out(block(path, "y\n").named("three").comment("//")).after == "present");
    CHECK(s.read("file") == marked("x\n", "one \\ & 'two'") + marked("y\n", "three", "//"));
    CHECK(h.carry_out(block(path).named("one \\ & 'two'").absent()).after == "absent");
    CHECK(h.carry_out(block(path).named("three").absent()).found == "absent");
    CHECK(s.read("file") == marked("y\n", "three", "//"));
    CHECK(h.undo(block(path, "z\n").named("three").comment("//")).after == "absent");
    CHECK(s.read("file") == "");
  }
}

TEST_CASE("block: a marker without the other is left alone") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const std::string begin = "# BEGIN slipway block\n", end = "# END slipway block\n";
    for (const auto& broken : {"a\n" + begin + "b\n", end + "b\n", begin + begin + end, begin + end + end, marked("") + begin}) {
      const scratch s;
      s.write("file", broken);
      const auto path = s.path("file");
      const auto o = h.carry_out(block(path, "x\n"));
      INFO(t.name << ": " << broken);
      CHECK(o.found == "unprobeable (a marker of the block is missing)");
      CHECK_FALSE(o.applied);
      CHECK(o.output.find("a marker of the block is missing") != std::string::npos);
      CHECK(s.read("file") == broken);
      CHECK(h.contents(block(path, "x\n")).empty());
    }
  }
}

TEST_CASE("block: contents for diffs") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    s.write("file", "a\n" + marked(awkward) + "b");
    const auto path = s.path("file");
    auto contents = h.contents(block(path, "x\n"));
    INFO(t.name);
    CHECK((contents[{0, "before"}]) == "a\n" + marked(awkward) + "b");
    CHECK((contents[{0, "after"}]) == "a\n" + marked("x\n") + "b");
    CHECK((h.contents(block(path).absent())[{0, "after"}]) == "a\nb");
  }
}

TEST_CASE("block: from a template, with facts that phase one does not know yet") {
  const auto lets = std::array{sw::let<"port">(8080), sw::let<"os">(sw::fact::os.id)};
  sw::row operation;
  operation.lets = lets;
  const sw::plan::source_table none;
  const std::map<std::string, std::string> facts{{"os.id", "debian"}};
  const auto before = sw::plan::host_scope({}, none, nullptr).with(operation);
  const auto after = sw::plan::host_scope({}, none, &facts).with(operation);
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    const auto path = s.path("file");
    const auto plain = block(path).from_template("{{port}}", lets[0]);
    CHECK(plain.desired(before) == "present");
    CHECK(h.carry_out(plain, before).after == "present");
    CHECK(s.read("file") == marked("8080\n"));

    const auto b = block(path).from_template("{{os}}\n{{port}}\n", lets[0], lets[1]).named("facts");
    const auto desired = "present sha256=" + sw::sha256("debian\n8080\n");
    INFO(t.name);
    CHECK(b.desired(after) == desired);
    CHECK(h.probe(b, before) == "absent");
    s.write("file", marked("old\n", "facts"));
    CHECK(h.probe(b, before) == "present sha256=" + sw::sha256("old\n"));
    CHECK(h.contents(b, before).empty());
    const auto o = h.carry_out(b, after);
    CHECK(o.after == desired);
    CHECK(h.probe(b, before) == desired);
    CHECK(s.read("file") == marked("debian\n8080\n", "facts"));
    s.write("file", marked("", "facts"));
    CHECK(h.probe(b, before) == "present sha256=" + sw::sha256(""));
  }
}

TEST_CASE("block: wrong arguments") {
  using Catch::Matchers::StartsWith;
  CHECK_THROWS_WITH(block("/x", "a\n# END slipway block\n"), StartsWith("text_must_not_contain_the_markers_of_a_block"));
  CHECK_THROWS_WITH(block("/x", "a").named("a\nb"), StartsWith("text_must_be_one_line"));
  CHECK_THROWS_WITH(block("/x", "a").named(""), StartsWith("text_must_not_be_empty"));
  CHECK_THROWS_WITH(block("/x", "a").comment(""), StartsWith("text_must_not_be_empty"));
  CHECK_THROWS_WITH(block("/x", std::string_view("a\0b", 3)), StartsWith("text_must_not_contain_nul"));
  CHECK_THROWS_WITH(block("/x", std::string(100'000, 'x')), StartsWith("text_must_be_shorter_than_100000_bytes"));
  CHECK_THROWS_WITH(sw::op(sw::named("x"), block("/x")), StartsWith("block_needs_text_or_absent"));
}

namespace {

constexpr auto one = claims_of<1>(block("/etc/hosts", "x"));
constexpr auto same = claims_of<1>(block("/etc/hosts", "x"));
constexpr auto changed = claims_of<1>(block("/etc/hosts", "y"));
constexpr auto gone = claims_of<1>(block("/etc/hosts").absent());
constexpr auto named = claims_of<1>(block("/etc/hosts", "y").named("other"));
static_assert(one[0].kind == sw::claim_kind::part && one[0].subject == "/etc/hosts" && one[0].part == "block");
static_assert(!sw::rules::conflict(one[0], same[0]));
static_assert(sw::rules::conflict(one[0], changed[0]));
static_assert(sw::rules::conflict(one[0], gone[0]));
static_assert(!sw::rules::conflict(one[0], named[0]));

constexpr auto filled = block("/etc/hosts").from_template("{{x}}", sw::let<"x">(1));
static_assert(row_of(filled).text == "{{x}}" && row_of(filled).lets.size() == 1);
static_assert(row_of(block("/etc/hosts", "{{x}}")).text.empty());

}  // namespace
