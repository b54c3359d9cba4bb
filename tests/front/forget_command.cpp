#include <slipway/front/forget_command.hpp>

#include <slipway/dsl.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/state_record.hpp>

#include "catch.hpp"
#include "shells.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {
inline constexpr auto nothing = sw::role(sw::op<"Reload">(sw::systemd::reload("a")));
template <sw::fixed_string Name>
struct m : sw::machine<Name> {
  static constexpr auto& operations = nothing;
};
struct site : sw::layout<"site", m<"web-1">, m<"web-2">, m<"web-3">> {};
struct smaller : sw::layout<"site", m<"web-1">> {};

/// What is left of the record that has all of them, or the message.
std::string left_after(const std::vector<std::string>& include, const std::vector<std::string>& exclude = {}) {
  const shells::scratch folder;
  request asked;
  asked.what = command::forget;
  asked.which.include = include;
  asked.which.exclude = exclude;
  asked.json = true;
  asked.state = folder / "state.json";
  state_record all(asked.state, sw::program_of<site>);
  for (const auto& d : sw::program_of<site>.deployables) all.deployed(d, {}, "r1");
  REQUIRE(all.save().empty());
  printer print(asked);
  try {
    const auto status = forget_command(sw::program_of<smaller>, asked, print);
    CHECK(status == 0);
  } catch (const usage_error& e) {
    return e.what();
  }
  std::string names;
  const state_record left(asked.state, sw::program_of<smaller>);
  for (const auto& [name, known] : left.all()) names += name + " ";
  return names;
}
}  // namespace

TEST_CASE("forget: what has left the layout, and nothing else") {
  CHECK(left_after({"web-3"}) == "Machine:web-1 Machine:web-2 ");
  CHECK(left_after({"Machine:web-*"}) == "Machine:web-1 ");
  CHECK(left_after({"web-*"}, {"*-2"}) == "Machine:web-1 Machine:web-2 ");
}

TEST_CASE("forget: what is not there, or is in the layout") {
  CHECK(left_after({}) == "forget needs the names of what is gone for good, such as forget 'Machine:web-3'");
  CHECK(left_after({"web-1"}) == "'web-1' is in the layout 'site', and is not forgotten: take it out of the program first");
  CHECK(left_after({"web-9"}) ==
        "nothing that has left the layout 'site' matches 'web-9'; there is Machine:web-2, Machine:web-3");
}
