#pragma once

#include <slipway/facts/disks.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL disk_record disk_record::read(const record_line& line) {
  return {line.text(0), line.number(1), line.flag(2), line.text(3)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& disks() {
  static const fact_family f{"disks", R"sh(
facts_disks() {
  fact_list disks
  set +f; set -- /sys/block/*; set -f
  for _disk; do
    case ${_disk##*/} in loop* | ram* | zram* | sr* | fd*) continue ;; esac
    if ! one_line "$_disk/size"; then continue; fi
    # such as one of the network that is not connected
    if [ "$_value" = 0 ]; then continue; fi
    _size=$((_value * 512)) _rotates=false
    if one_line "$_disk/queue/rotational" && [ "$_value" = 1 ]; then _rotates=true; fi
    if one_line "$_disk/device/model"; then _value=${_value%"${_value##*[! ]}"}; fi
    fact_record disks "${_disk##*/}" "$_size" "$_rotates" "$_value"
  done
}
)sh",
                             fact::disk_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
