#pragma once

#include <slipway/facts/sysctl.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& sysctl() {
  static constexpr fact_field fields[]{{"sysctl.value"}};
  static const fact_family f{"sysctl", R"sh(
facts_sysctl() { # KEY NAME NAMES...
  while [ $# -gt 0 ]; do
    _path='' _rest=$2
    while :; do case $_rest in *.*) _path=$_path${_rest%%.*}/ _rest=${_rest#*.} ;; *) break ;; esac; done
    # the kernel gives a number in one piece: of what a shell reads letter by letter it gives the first
    if _value=$(cat "/proc/sys/$_path$_rest" 2>/dev/null); then fact "sysctl.value@$1" "$_value"; fi
    shift 3
  done
}
)sh",
                             fields, fact_shape::subjects, "its name"};
  return f;
}

}  // namespace slipway::facts
