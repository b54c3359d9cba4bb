#pragma once

#include <slipway/facts/environment.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& environment() {
  static constexpr fact_field fields[]{{"environment.value"}};
  static const fact_family f{"environment", R"sh(
facts_environment() { # KEY NAME NAMES...
  while [ $# -gt 0 ]; do
    case $2 in
      '' | [0-9]* | *[!A-Za-z0-9_]*) ;;
      *) if eval "[ -n \"\${$2+set}\" ]"; then eval "fact \"environment.value@$1\" \"\$$2\""; fi ;;
    esac
    shift 3
  done
}
)sh",
                             fields, fact_shape::subjects, "its name"};
  return f;
}

}  // namespace slipway::facts
