#pragma once

#include <slipway/facts/system.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& system() {
  static constexpr fact_field fields[]{{"hostname"},
                                       {"fqdn"},
                                       {"kernel"},
                                       {"arch"},
                                       {"boot_id"},
                                       {"uptime", fact_type::number, "seconds"},
                                       {"virtualisation"},
                                       {"init_system"},
                                       {"cpu.count", fact_type::number},
                                       {"cpu.model"},
                                       {"memory.total", fact_type::number, "bytes"},
                                       {"memory.available", fact_type::number, "bytes"},
                                       {"swap.total", fact_type::number, "bytes"},
                                       {"swap.free", fact_type::number, "bytes"}};
  static const fact_family f{"system", R"sh(
facts_system() {
  if one_line /proc/sys/kernel/hostname; then
    fact hostname "$_value"
    facts_system_fqdn "$_value"
  fi
  if one_line /proc/sys/kernel/osrelease; then fact kernel "$_value"; fi
  if one_line /proc/sys/kernel/arch || _value=$(uname -m); then fact arch "$_value"; fi
  if one_line /proc/sys/kernel/random/boot_id; then fact boot_id "$_value"; fi
  if one_line /proc/uptime; then fact uptime "${_value%%.*}"; fi
  if [ -d /run/systemd/system ]; then fact init_system systemd
  elif [ -d /run/openrc ]; then fact init_system openrc
  elif one_line /proc/1/comm; then fact init_system "$_value"
  fi
  facts_system_processors
  facts_system_memory
  facts_system_virtualisation
}

facts_system_fqdn() { # HOSTNAME
  case $1 in *.*) fact fqdn "$1"; return ;; esac
  [ -r /etc/hosts ] || return 0
  while read -r _address _name _rest || [ -n "$_address" ]; do
    case $_address in '#'*) continue ;; esac
    case $_name in *.*) ;; *) continue ;; esac
    for _other in ${_rest%%'#'*}; do if [ "$_other" = "$1" ]; then fact fqdn "$_name"; return; fi; done
  done </etc/hosts
}

facts_system_processors() {
  _count=0
  while read -r _name _; do
    case $_name in cpu[0-9]*) _count=$((_count + 1)) ;; cpu) ;; *) break ;; esac
  done </proc/stat
  if [ $_count -gt 0 ]; then fact cpu.count $_count; fi
  # the first processor's lines: the shell reads letter by letter
  _flags=
  while IFS=: read -r _name _value; do
    case $_name in
      'model name'*) fact cpu.model "${_value# }" ;;
      flags*) _flags="$_value " ;;
      '') break ;;
    esac
  done </proc/cpuinfo
}

facts_system_memory() {
  while read -r _name _value _; do
    case $_name in
      MemTotal:) fact memory.total $((_value * 1024)) ;;
      MemAvailable:) fact memory.available $((_value * 1024)) ;;
      SwapTotal:) fact swap.total $((_value * 1024)) ;;
      SwapFree:) fact swap.free $((_value * 1024)); break ;;
    esac
  done </proc/meminfo
}

facts_system_virtualisation() {
  if one_line /run/systemd/container; then fact virtualisation "$_value"; return; fi
  if [ -e /.dockerenv ]; then fact virtualisation docker; return; fi
  if [ -e /run/.containerenv ]; then fact virtualisation podman; return; fi
  # of a container's /sys the vendor is the machine's below it
  if one_line /proc/1/environ; then
    case $_value in *container=lxc*) fact virtualisation lxc; return ;; esac
  fi
  _vendor=''
  if one_line /sys/class/dmi/id/sys_vendor; then _vendor=$_value; fi
  if one_line /sys/class/dmi/id/product_name; then _vendor="$_vendor $_value"; fi
  case $_vendor in
    *Amazon?EC2*.metal*) fact virtualisation none ;;
    *KVM* | *QEMU* | Google* | *Amazon?EC2* | *OpenStack* | DigitalOcean* | Hetzner*) fact virtualisation kvm ;;
    *VMware*) fact virtualisation vmware ;;
    *VirtualBox*) fact virtualisation oracle ;;
    *Microsoft*Virtual*) fact virtualisation microsoft ;;
    *Xen*) fact virtualisation xen ;;
    *)
      case $_flags in
        *' hypervisor '*) fact virtualisation other ;;
        *) fact virtualisation none ;;
      esac ;;
  esac
}
)sh",
                             fields};
  return f;
}

}  // namespace slipway::facts
