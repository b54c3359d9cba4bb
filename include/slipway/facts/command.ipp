#pragma once

#include <slipway/facts/command.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& command() {
  static constexpr fact_field fields[]{{"command.output"}, {"command.status", fact_type::number}};
  static const fact_family f{"command", R"sh(
facts_command() { # KEY COMMAND NAMES...
  while [ $# -gt 0 ]; do
    _output=$(sh -c "$2" 2>/dev/null)
    fact "command.status@$1" $?
    if [ ${#_output} -le 65536 ]; then fact "command.output@$1" "$_output"; fi
    shift 3
  done
}
)sh",
                             fields, fact_shape::subjects, "a command"};
  return f;
}

}  // namespace slipway::facts
