#include <slipway/front/fact_catalogue.hpp>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "catch.hpp"

using namespace slipway::front;

TEST_CASE("fact_catalogue: it says each fact's type and what it is asked about") {
  const auto lines = fact_catalogue_lines();
  const auto has = [&](const std::string& line) { return std::ranges::find(lines, line) != lines.end(); };
  CHECK(has("memory.total               bytes"));
  CHECK(has("reboot_required            true or false"));
  CHECK(has("file.sha256                text, of a path: file.sha256:..."));
  CHECK(has("groups                     list of name, gid (number), members; one by its name: groups:..."));
}

TEST_CASE("fact_catalogue: as JSON") {
  const auto all = json_of_fact_catalogue();
  const auto line = [&](std::string_view name) {
    const auto found = std::ranges::find_if(all, [&](const auto& o) { return o.at("fact").as_string() == boost::json::string_view(name); });
    return found == all.end() ? "" : boost::json::serialize(*found);
  };
  CHECK(line("memory.total") == R"({"fact":"memory.total","type":"number","unit":"bytes"})");
  CHECK(line("reboot_required") == R"({"fact":"reboot_required","type":"boolean"})");
  CHECK(line("file.sha256") == R"({"fact":"file.sha256","type":"text","about":"a path"})");
  CHECK(line("groups") ==
        R"({"fact":"groups","type":"list","fields":[{"name":"name","type":"text"},{"name":"gid","type":"number"},)"
        R"({"name":"members","type":"text"}],"about":"its name"})");
}
