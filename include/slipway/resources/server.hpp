// What a server has besides files: users, groups, and commands of one's own.
#pragma once

#include <slipway/resources/group.hpp>
#include <slipway/resources/shell.hpp>
#include <slipway/resources/user.hpp>
