#include <slipway/check/not_restorable.hpp>

#include <slipway/check/check.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/server.hpp>
#include <slipway/resources/systemd.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
inline constexpr auto good =
    guarded<"good">(role(op<"file">(files::file("/etc/ssh/sshd_config").content("x")), op<"unit">(systemd::restart("ssh")),
                         op<"command">(server::shell("nft flush ruleset").undo("true")),
                         op<"reason">(apt::packages("sudo").latest(), irreversible("it is compatible"))));
inline constexpr auto bad =
    role(op<"outside">(server::shell("x")),
         guarded<"bad">(role(op<"command">(server::shell("x").creates("/y")), op<"package">(apt::packages("tree").absent()))));
inline constexpr auto nested = guarded<"outer">(guarded<"inner">(op<"file">(files::file("/a"))));
inline constexpr auto open =
    guarded<"guard">(role(dynamic<"decide">(reads(), [](dynamic_context&) {}), op<"file">(files::file("/a"))));

template <const auto& Role>
std::string mistakes_of() {
  std::string all;
  for (std::size_t i = 0; i != found_in_role<Role>.count; ++i) {
    const auto& f = found_in_role<Role>.items[i];
    all +=
        std::to_string(static_cast<int>(f.what)) + " " + std::string(f.who[0].second) + " " + std::string(f.who[1].second) + "; ";
  }
  return all;
}
std::string number(mistake m) { return std::to_string(static_cast<int>(m)); }
}  // namespace

TEST_CASE("not_restorable: all of a guard can be taken back, or says why not, in a guard nothing risks a lockout") {
  CHECK(mistakes_of<good>().empty());
}

TEST_CASE("not_restorable: what nothing takes back, in a guard") {
  const auto what = number(mistake::not_restorable);
  CHECK(mistakes_of<bad>() == what + " command bad; " + what + " package bad; ");
}

TEST_CASE("not_restorable: guards do not nest") {
  CHECK(mistakes_of<nested>() == number(mistake::guard_in_a_guard) + " inner outer; ");
}

TEST_CASE("not_restorable: nothing is decided in a guard") {
  CHECK(mistakes_of<open>() == number(mistake::stage_in_a_guard) + " decide guard; ");
}
