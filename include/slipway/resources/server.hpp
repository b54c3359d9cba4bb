// What a server has besides files: users, groups, commands of one's own, restarts.
#pragma once

#include <slipway/resources/group.hpp>
#include <slipway/resources/reboot.hpp>
#include <slipway/resources/shell.hpp>
#include <slipway/resources/user.hpp>
