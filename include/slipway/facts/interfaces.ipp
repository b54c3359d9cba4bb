#pragma once

#include <slipway/facts/interfaces.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL interface_record interface_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.number(2), line.text(3), line.number(4)};
}

SLIPWAY_DECL address_record address_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.number(2), line.text(3), line.text(4)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& interfaces() {
  static const fact_family f{"interfaces", R"sh(
facts_interfaces() {
  fact_list interfaces
  set +f; set -- /sys/class/net/*; set -f
  for _interface; do
    if ! one_line "$_interface/address"; then continue; fi
    _mac=$_value
    one_line "$_interface/mtu"; _mtu=$_value
    one_line "$_interface/operstate"; _state=$_value
    one_line "$_interface/speed"
    case $_value in -*) _value= ;; esac
    fact_record interfaces "${_interface##*/}" "$_mac" "$_mtu" "$_state" "$_value"
  done
}
)sh",
                             fact::interface_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& addresses() {
  static const fact_family f{"addresses", R"sh(
facts_addresses() {
  if ! _lines=$(ip -o addr 2>/dev/null); then return 0; fi
  fact_list addresses
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS=$_ifs
    set -- $_line
    _interface=$2 _family='' _address='' _scope=''
    while [ $# -gt 1 ]; do
      case $1 in
        inet) _family=ipv4 _address=$2 ;;
        inet6) _family=ipv6 _address=$2 ;;
        scope) _scope=${2%%\\*} ;;
      esac
      shift
    done
    if [ -z "$_family" ]; then continue; fi
    case $_address in */*) ;; *) _address=$_address/ ;; esac
    fact_record addresses "${_address%/*}" "${_interface%:}" "${_address#*/}" "$_family" "$_scope"
  done
  IFS=$_ifs
}
)sh",
                             fact::address_record::fields, fact_shape::list, "the address"};
  return f;
}
}  // namespace facts

}  // namespace slipway
