#include <slipway/front/fact_request.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {
inline constexpr auto nothing = sw::role(sw::op<"Write it">(sw::files::file("/a")));
struct web_1 : sw::machine<"web-1"> {
  static constexpr auto& operations = nothing;
};
struct os : sw::machine<"os"> {
  static constexpr auto& operations = nothing;
};
struct site : sw::layout<"site", web_1, os> {};

// facts as people write them, then a bar and the patterns; or the problem
std::string read(const std::vector<std::string>& words) {
  const auto made = read_fact_request(sw::program_of<site>, words, facts_without_words::scalars);
  if (!made.problem.empty()) return made.problem;
  std::string all;
  for (const auto& f : made.facts) {
    all += (all.empty() ? "" : " ") + std::string(f.name);
    if (!f.about.empty()) all += ":" + std::string(f.about);
    if (!f.argument().empty()) all += ":" + std::string(f.argument());
  }
  for (const auto& p : made.patterns) all += " | " + p;
  return all;
}
}  // namespace

TEST_CASE("fact_request: facts, families of facts, lists, records") {
  CHECK(read({"os.id", "memory"}) == "os.id memory.total memory.available");
  CHECK(read({"network"}) == "network.gateway network.interface network.gateway6 dns.servers dns.search");
  CHECK(read({"mounts", "packages:nginx"}) == "mounts packages:nginx");
  CHECK(read({"os.id", "os.id"}) == "os.id");
}

TEST_CASE("fact_request: facts about something") {
  CHECK(read({"file.size:/etc/motd"}) == "file.size:/etc/motd");
  CHECK(read({"git:/srv/a:b"}) == "git.commit:/srv/a:b git.branch:/srv/a:b git.remote:/srv/a:b git.clean:/srv/a:b");
  CHECK(read({"lines.found:/etc/x:^a:b"}) == "lines.found:/etc/x:^a:b");
  CHECK(read({"file"}) == "'file' is asked about a path: write file:/etc/motd");
  CHECK(read({"file:"}) == "'file:' is asked about a path, which is missing");
  CHECK(read({"lines:/etc/x"}) == "'lines' is asked about a path and an expression: write lines:/etc/ssh/sshd_config:^Port");
}

TEST_CASE("fact_request: what names a fact is no pattern") {
  CHECK(read({"os.id", "web-*", "Machine:os"}) == "os.id | web-* | Machine:os");
  CHECK(read({"os"}) == "os.id os.version os.codename os.family");
  CHECK(read({"os.id", "web-1"}) == "os.id | web-1");
  CHECK(read({"memroy"}) == "'memroy' is neither a fact nor a deployable; did you mean 'memory'?");
  CHECK(read({"web-2"}) == "'web-2' is neither a fact nor a deployable; did you mean 'web-1'?");
}

TEST_CASE("fact_request: without words every single value, or every list too") {
  const auto scalars = read_fact_request(sw::program_of<site>, {"web-1"}, facts_without_words::scalars);
  const auto all = read_fact_request(sw::program_of<site>, {}, facts_without_words::all);
  const auto has = [](const fact_request& r, std::string_view name) {
    return std::ranges::find(r.facts, name, &sw::fact_reference::name) != r.facts.end();
  };
  CHECK((has(scalars, "kernel") && !has(scalars, "packages") && !has(scalars, "file.size")));
  CHECK((has(all, "kernel") && has(all, "packages") && !has(all, "file.size")));
}
