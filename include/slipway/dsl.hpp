// Describes deployments: everything that the compiler needs to check one, and nothing that runs it.
#pragma once

#include <boost/hana/define_struct.hpp>

#include <slipway/check/check.hpp>
#include <slipway/facts/os.hpp>
#include <slipway/facts/system.hpp>
#include <slipway/model/machine.hpp>
#include <slipway/model/operation.hpp>
#include <slipway/model/role.hpp>
#include <slipway/program/program_of.hpp>
#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/link.hpp>
