#pragma once

#include <slipway/facts/security.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& security() {
  static constexpr fact_field fields[]{{"selinux.mode"},
                                       {"apparmor.enabled", fact_type::boolean},
                                       {"apparmor.profiles", fact_type::number},
                                       {"reboot_required", fact_type::boolean}};
  static const fact_family f{"security", R"sh(
facts_security() {
  if one_line /sys/fs/selinux/enforce; then
    case $_value in 1) fact selinux.mode enforcing ;; *) fact selinux.mode permissive ;; esac
  else
    fact selinux.mode disabled
  fi
  if one_line /sys/module/apparmor/parameters/enabled && [ "$_value" = Y ]; then
    fact apparmor.enabled true
    if [ -r /sys/kernel/security/apparmor/profiles ]; then
      _count=0
      while read -r _; do _count=$((_count + 1)); done </sys/kernel/security/apparmor/profiles
      fact apparmor.profiles $_count
    fi
  else
    fact apparmor.enabled false
  fi
  facts_security_reboot
}

facts_security_reboot() {
  if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then fact reboot_required true; return; fi
  if command -v needs-restarting >/dev/null; then
    _lines=$(needs-restarting -r 2>/dev/null)
    # 1 is also what it ends with when it cannot tell
    case $?:$_lines in
      0:*) fact reboot_required false ;;
      1:*'eboot is required'*) fact reboot_required true ;;
    esac
    return
  fi
  # where modules are on disk at all, those of the running kernel were replaced
  if one_line /proc/sys/kernel/osrelease && [ ! -d "/lib/modules/$_value" ] && [ -r /proc/modules ]; then
    set +f; set -- /lib/modules/*; set -f
    if [ -d "$1/kernel" ]; then fact reboot_required true; return; fi
  fi
  fact reboot_required false
}
)sh",
                             fields};
  return f;
}

}  // namespace slipway::facts
