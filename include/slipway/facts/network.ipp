#pragma once

#include <slipway/facts/network.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& network() {
  static constexpr fact_field fields[]{
      {"network.gateway"}, {"network.interface"}, {"network.gateway6"}, {"dns.servers"}, {"dns.search"}};
  static const fact_family f{"network", R"sh(
facts_network() {
  if [ -r /proc/net/route ]; then facts_network_route; fi
  if [ -r /proc/net/ipv6_route ]; then facts_network_route6; fi
  [ -r /etc/resolv.conf ] || return 0
  _servers='' _search=''
  while read -r _name _value || [ -n "$_name" ]; do
    case $_name in
      nameserver) set -- $_value; _servers="$_servers${_servers:+ }${1-}" ;;
      search | domain) set -- $_value; _search=$* ;;
    esac
  done </etc/resolv.conf
  if [ -n "$_servers" ]; then fact dns.servers "$_servers"; fi
  # systemd-resolved writes . where nothing is searched
  if [ -n "$_search" ] && [ "$_search" != . ]; then fact dns.search "$_search"; fi
}

facts_network_route() { # addresses are hexadecimal there, the last byte first
  while read -r _interface _destination _gateway _ _ _ _ _mask _; do
    # that of a route that refuses is *
    if [ "$_destination$_mask" != 0000000000000000 ] || [ "$_interface" = '*' ]; then continue; fi
    fact network.interface "$_interface"
    if [ "$_gateway" = 00000000 ]; then return; fi
    _rest=${_gateway#??} _a=${_gateway%"$_rest"}
    _gateway=$_rest _rest=${_gateway#??} _b=${_gateway%"$_rest"}
    _gateway=$_rest _rest=${_gateway#??} _c=${_gateway%"$_rest"}
    fact network.gateway "$((0x$_rest)).$((0x$_c)).$((0x$_b)).$((0x$_a))"
    return
  done </proc/net/route
}

facts_network_route6() {
  while read -r _destination _length _ _ _gateway _ _ _ _flags _interface; do
    if [ "$_destination" != 00000000000000000000000000000000 ] || [ "$_length" != 00 ] || [ "$_interface" = lo ]; then continue; fi
    if [ "$_gateway" = 00000000000000000000000000000000 ]; then return; fi
    facts_network_address6
    fact network.gateway6 "$_address"
    return
  done </proc/net/ipv6_route
}

facts_network_address6() { # sets _address to what people write: fe80::1
  _address=:
  while [ -n "$_gateway" ]; do
    _rest=${_gateway#????} _part=${_gateway%"$_rest"} _gateway=$_rest
    while :; do case $_part in 0?*) _part=${_part#0} ;; *) break ;; esac; done
    _address=$_address$_part:
  done
  _zeros=:0:0:0:0:0:0:0:
  while [ $_zeros != :0: ]; do
    case $_address in *$_zeros*) _address=${_address%%"$_zeros"*}::${_address#*"$_zeros"}; break ;; esac
    _zeros=${_zeros#:0}
  done
  case $_address in ::*) ;; *) _address=${_address#:} ;; esac
  case $_address in *::) ;; *) _address=${_address%:} ;; esac
}
)sh",
                             fields};
  return f;
}

}  // namespace slipway::facts
