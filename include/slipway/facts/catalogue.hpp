// Every family of facts, for `site facts`.
#pragma once

#include <span>

#include <slipway/facts/application_packages.hpp>
#include <slipway/facts/apt_sources.hpp>
#include <slipway/facts/authorized_keys.hpp>
#include <slipway/facts/certificate.hpp>
#include <slipway/facts/clock.hpp>
#include <slipway/facts/command.hpp>
#include <slipway/facts/containers.hpp>
#include <slipway/facts/cron_jobs.hpp>
#include <slipway/facts/databases.hpp>
#include <slipway/facts/directory.hpp>
#include <slipway/facts/disks.hpp>
#include <slipway/facts/environment.hpp>
#include <slipway/facts/file.hpp>
#include <slipway/facts/git.hpp>
#include <slipway/facts/interfaces.hpp>
#include <slipway/facts/modules.hpp>
#include <slipway/facts/mounts.hpp>
#include <slipway/facts/network.hpp>
#include <slipway/facts/nix.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/facts/packages.hpp>
#include <slipway/facts/ports.hpp>
#include <slipway/facts/processes.hpp>
#include <slipway/facts/security.hpp>
#include <slipway/facts/services.hpp>
#include <slipway/facts/sysctl.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/facts/users.hpp>

namespace slipway::facts {

/// In the order in which people look for them.
[[nodiscard]] inline std::span<const fact_family& (*const)()> catalogue() {
  static constexpr const fact_family& (*all[])(){&os,
                                                 &system,
                                                 &network,
                                                 &clock,
                                                 &security,
                                                 &disks,
                                                 &mounts,
                                                 &interfaces,
                                                 &addresses,
                                                 &ports,
                                                 &processes,
                                                 &users,
                                                 &groups,
                                                 &packages,
                                                 &services,
                                                 &timers,
                                                 &cron_jobs,
                                                 &authorized_keys,
                                                 &sudo_rules,
                                                 &apt_sources,
                                                 &apt_keys,
                                                 &pip_packages,
                                                 &npm_packages,
                                                 &snaps,
                                                 &flatpaks,
                                                 &nix,
                                                 &nix_generations,
                                                 &modules,
                                                 &limits,
                                                 &containers,
                                                 &images,
                                                 &postgresql_roles,
                                                 &mysql_users,
                                                 &file,
                                                 &directory,
                                                 &lines,
                                                 &certificate,
                                                 &git,
                                                 &sysctl,
                                                 &environment,
                                                 &command,
                                                 &mysql_databases,
                                                 &postgresql_databases};
  return all;
}

}  // namespace slipway::facts
