#pragma once

#include <slipway/facts/system.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& system() {
  static const fact_family f{"system", R"sh(
facts_system() {
  if read -r _value </proc/sys/kernel/hostname; then fact hostname "$_value"; fi
  if read -r _value </proc/sys/kernel/osrelease; then fact kernel "$_value"; fi
  if _value=$(uname -m); then fact arch "$_value"; fi
  _count=0
  while read -r _name _; do
    case $_name in cpu[0-9]*) _count=$((_count + 1)) ;; esac
  done </proc/stat
  if [ $_count -gt 0 ]; then fact cpu.count $_count; fi
  while read -r _name _value _; do
    case $_name in
      MemTotal:) fact memory.total $((_value * 1024)) ;;
      MemAvailable:) fact memory.available $((_value * 1024)) ;;
    esac
  done </proc/meminfo
}
)sh"};
  return f;
}

}  // namespace slipway::facts
