#pragma once

#include <slipway/facts/os.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& os() {
  static const fact_family f{"os", R"sh(
facts_os() {
  [ -r /etc/os-release ] || return 0
  while IFS='=' read -r _name _value || [ -n "$_name" ]; do
    _value=${_value#[\"\']}; _value=${_value%[\"\']}
    case $_name in
      ID) fact os.id "$_value" ;;
      VERSION_ID) fact os.version "$_value" ;;
      VERSION_CODENAME) fact os.codename "$_value" ;;
    esac
  done </etc/os-release
}
)sh"};
  return f;
}

}  // namespace slipway::facts
