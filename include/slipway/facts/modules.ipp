#pragma once

#include <slipway/facts/modules.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL module_record module_record::read(const record_line& line) { return {line.text(0), line.number(1), line.number(2)}; }

SLIPWAY_DECL limit_record limit_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& modules() {
  static const fact_family f{"modules", R"sh(
facts_modules() {
  if [ ! -r /proc/modules ]; then return 0; fi
  fact_list modules
  while read -r _name _size _users _; do fact_record modules "$_name" "$_size" "$_users"; done </proc/modules
}
)sh",
                             fact::module_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& limits() {
  static const fact_family f{"limits", R"sh(
facts_limits() {
  if [ ! -r /proc/self/limits ]; then return 0; fi
  fact_list limits
  while read -r _first _line; do
    if [ "$_first" != Max ]; then continue; fi
    set -- $_line
    _name=
    while [ $# -gt 1 ]; do
      case $1 in unlimited | [0-9]*) break ;; esac
      _name=$_name${_name:+ }$1
      shift
    done
    if [ $# -gt 1 ]; then fact_record limits "$_name" "$1" "$2" "${3-}"; fi
  done </proc/self/limits
}
)sh",
                             fact::limit_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
