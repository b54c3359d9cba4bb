#pragma once

#include <slipway/resources/reboot.hpp>

namespace slipway::resources {

SLIPWAY_DECL const family& reboot_family() {
  static constexpr family reboot{"reboot",
                                 {},
                                 R"sh(
ask_for_reboot() { # whoever is told comes back at once: the host goes down behind it
  if command -v systemctl >/dev/null 2>&1 && systemctl reboot; then return 0; fi
  shutdown -r now || reboot
}
)sh",
                                 {},
                                 {}};
  return reboot;
}

}  // namespace slipway::resources
