// Every family that there is: what is recorded on a host can be taken back when its operation has left the program.
#pragma once

#include <array>
#include <span>

#include <slipway/resources/account.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/nix.hpp>
#include <slipway/resources/path.hpp>
#include <slipway/resources/shell.hpp>
#include <slipway/resources/systemd.hpp>
#include <slipway/resources/text.hpp>

namespace slipway::resources {

[[nodiscard]] inline std::span<const family* const> catalogue() {
  static const std::array<const family*, 7> all{&account_family(), &apt_family(),     &nix_family(), &path_family(),
                                                &shell_family(),   &systemd_family(), &text_family()};
  return all;
}

}  // namespace slipway::resources
