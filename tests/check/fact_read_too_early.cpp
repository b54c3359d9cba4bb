#include <slipway/check/fact_read_too_early.hpp>

#include <slipway/check/check.hpp>
#include <slipway/facts/file.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/server.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto version = fact::file("/usr/share/tool/version");
constexpr auto install = op<"Install it">(apt::packages("tool").creates("/usr/share/tool/**"));
constexpr auto other = op<"Install another">(apt::packages("other").creates("/usr/share/other/**"));
constexpr auto anything = op<"Do something">(server::shell("x"));
constexpr auto write = op<"Write it">(files::file("/usr/share/tool/version").content("1"));
constexpr auto say = op<"Say it">(files::file("/etc/motd").from_template("{{v}}", let<"v">(version.content)));
constexpr auto guess = op<"Guess">(files::file("/etc/issue").content("x"), when(version.exists == true));
constexpr auto who = op<"Say who">(files::file("/etc/host").from_template("{{v}}", let<"v">(fact::os.id)));

inline constexpr auto right = role(other, say, guess, install, anything, write);
inline constexpr auto wrong = role(other, install, say, write, guess);
inline constexpr auto unclear = role(anything, who, say);

constexpr auto decide = dynamic<"Decide">(reads(version.content), [](dynamic_context&) {});
inline constexpr auto later = role(anything, write, decide);
inline constexpr auto in_its_stage = role(anything, decide, who, say);

template <const auto& Role>
std::vector<std::string> mistakes() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found_in_role<Role>.count; ++i) {
    const auto& f = found_in_role<Role>.items[i];
    if (f.what == mistake::fact_read_too_early)
      all.push_back(std::string(f.who[0].second) + ", " + std::string(f.who[1].second) + ", " + std::string(f.who[2].second));
  }
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("fact_read_too_early: in texts and conditions, after what may change the fact") {
  CHECK(mistakes<right>() == lines{});
  CHECK(mistakes<wrong>() == lines{"Say it, Install it, /usr/share/tool/version", "Guess, Install it, /usr/share/tool/version"});
  CHECK(mistakes<unclear>() == lines{"Say it, Do something, /usr/share/tool/version"});
}

TEST_CASE("fact_read_too_early: a decision is made after all that comes before it, and may do anything") {
  CHECK(mistakes<later>() == lines{});
  CHECK(mistakes<in_its_stage>() == lines{"Say it, Decide, /usr/share/tool/version"});
}
