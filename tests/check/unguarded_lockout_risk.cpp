#include <slipway/check/unguarded_lockout_risk.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/line.hpp>
#include <slipway/resources/link.hpp>
#include <slipway/resources/server.hpp>
#include <slipway/resources/systemd.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
inline constexpr auto risky =
    role(op<"sshd">(files::file("/etc/ssh/sshd_config.d/a.conf").content("x")), op<"sudoers">(files::line("/etc/sudoers", "x")),
         op<"network">(files::link("/etc/netplan/a.yaml").to("b")),
         op<"firewall">(server::shell("/usr/sbin/nft -f /etc/x").affects_nothing_else()), op<"unit">(systemd::restart("ssh")),
         op<"package">(apt::packages("sudo").absent()), op<"masked">(systemd::service("nftables").masked()));
inline constexpr auto harmless =
    role(op<"client">(files::file("/etc/ssh/ssh_config.d/a.conf").content("x")),
         op<"unit">(systemd::service("ssh").running().enabled()),
         op<"package">(apt::packages("openssh-server", "sudo").creates("/etc/ssh/**")),
         op<"near">(files::file("/etc/sudoers_notes").content("x")),
         op<"command">(server::shell("notnft").affects_nothing_else()), op<"user">(server::user("anna").absent()),
         op<"sshd">(files::file("/etc/ssh/sshd_config").content("x"), unguarded("there is a console")));

template <const auto& Role>
std::string risks() {
  std::string all;
  for (std::size_t i = 0; i != found_in_role<Role>.count; ++i)
    if (const auto& f = found_in_role<Role>.items[i]; f.what == mistake::unguarded_lockout_risk)
      all += std::string(f.who[0].second) + " " + std::string(f.who[1].second) + "; ";
  return all;
}
}  // namespace

TEST_CASE("unguarded_lockout_risk: what may end the operator's access") {
  CHECK(risks<risky>() ==
        "sshd /etc/ssh/sshd_config.d/a.conf; sudoers /etc/sudoers; network /etc/netplan/a.yaml; firewall nft; unit ssh; package "
        "sudo; "
        "masked nftables; ");
  CHECK(risks<harmless>().empty());
}

TEST_CASE("unguarded_lockout_risk: keys of a user") {
  row r{};
  r.lockout_user = "deploy";
  r.lockout_risk = "/home/deploy/.ssh/authorized_keys";
  findings found;
  find_lockout_risk(r, {}, found);
  find_lockout_risk(r, "root", found);
  CHECK(found.count == 0);
  find_lockout_risk(r, "deploy", found);
  CHECK(found.count == 1);
}

static_assert(resources::keys_of_user("/home/deploy/.ssh/authorized_keys") == "deploy");
static_assert(resources::keys_of_user("/root/.ssh") == "root");
static_assert(resources::keys_of_user("/home/a/b/.ssh").empty() && resources::keys_of_user("/srv/.ssh/authorized_keys").empty());
static_assert(resources::program_of("/usr/sbin/nft -f x") == "nft" && resources::program_of("a=b nft").empty());
