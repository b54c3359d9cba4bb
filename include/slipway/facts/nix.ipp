#pragma once

#include <slipway/facts/nix.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL nix_generation_record nix_generation_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.flag(2), line.flag(3), line.flag(4)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& nix() {
  static constexpr fact_field fields[]{{"nix.current_system"}, {"nix.booted_system"}, {"nix.system_profile"}};
  static const fact_family f{"nix", R"sh(
facts_nix() {
  facts_nix_link nix.current_system /run/current-system
  facts_nix_link nix.booted_system /run/booted-system
  facts_nix_link nix.system_profile /nix/var/nix/profiles/system
}

facts_nix_link() { # NAME LINK
  if [ -e "$2" ]; then fact "$1" "$(readlink -f "$2")"; fi
}
)sh",
                             fields};
  return f;
}

SLIPWAY_DECL const fact_family& nix_generations() {
  static const fact_family f{"nix_generations", R"sh(
facts_nix_generations() {
  if [ ! -e /nix/var/nix/profiles/system ]; then return 0; fi
  fact_list nix_generations
  _current=$(readlink /nix/var/nix/profiles/system)
  _running=$(readlink -f /run/current-system)
  _booted=$(readlink -f /run/booted-system)
  set +f; set -- /nix/var/nix/profiles/system-*-link; set -f
  for _link; do
    if [ ! -L "$_link" ]; then continue; fi
    _path=$(readlink -f "$_link") _is_current=false _is_running=false _is_booted=false
    if [ "${_link##*/}" = "$_current" ]; then _is_current=true; fi
    if [ "$_path" = "$_running" ]; then _is_running=true; fi
    if [ "$_path" = "$_booted" ]; then _is_booted=true; fi
    _link=${_link%-link}
    fact_record nix_generations "${_link##*/system-}" "$_path" $_is_current $_is_running $_is_booted
  done
}
)sh",
                             fact::nix_generation_record::fields, fact_shape::list, "its number"};
  return f;
}
}  // namespace facts

}  // namespace slipway
