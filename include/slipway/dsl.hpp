// Describes deployments: everything that the compiler needs to check one, and nothing that runs it.
#pragma once

#include <boost/hana/define_struct.hpp>

// first those that errors are reported in: the compiler prints the way to each
#include <slipway/core/wrong.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/mode.hpp>
#include <slipway/model/policy.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/condition.hpp>
#include <slipway/model/operation.hpp>
#include <slipway/model/role.hpp>
#include <slipway/model/guard.hpp>
#include <slipway/check/report.hpp>

#include <slipway/check/check.hpp>
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
#include <slipway/facts/os.hpp>
#include <slipway/facts/packages.hpp>
#include <slipway/facts/ports.hpp>
#include <slipway/facts/processes.hpp>
#include <slipway/facts/security.hpp>
#include <slipway/facts/services.hpp>
#include <slipway/facts/sysctl.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/facts/users.hpp>
#include <slipway/model/machine.hpp>
#include <slipway/program/program_of.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/block.hpp>
#include <slipway/resources/cron.hpp>
#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/line.hpp>
#include <slipway/resources/link.hpp>
#include <slipway/resources/server.hpp>
#include <slipway/resources/systemd.hpp>
#include <slipway/resources/timer.hpp>
