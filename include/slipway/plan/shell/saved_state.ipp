// Shell text: how what a guard saves is looked at, by the change and by what takes it back.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view saved_state_text = R"sh(
has_systemd() { [ "$user_id" = 0 ] && [ -d /run/systemd/system ]; }

boot_units() { # sets unit_folder, where a unit of ours outlives a reboot: NixOS keeps the usual one read-only
  unit_folder=/etc/systemd/system
  if [ ! -w $unit_folder ]; then unit_folder=/etc/systemd/system.control; fi
}

flush() { # FOLDER: its file system, where that can be asked for
  sync -f "$1" 2>/dev/null || sync
}

unit_line() { # UNIT: prints it, whether it is there, whether it runs, whether it starts at boot
  _properties=$(systemctl show -p LoadState -p ActiveState -p UnitFileState -- "$1") || return 1
  _load='' _active='' _boot=''
  IFS=$newline
  for _line in $_properties; do
    case $_line in
      LoadState=*) _load=${_line#*=} ;;
      ActiveState=*) _active=${_line#*=} ;;
      UnitFileState=*) _boot=${_line#*=} ;;
    esac
  done
  unset IFS
  printf '%s %s %s %s\n' "$1" "${_load:--}" "${_active:--}" "${_boot:--}"
}

print_links() { # NAME up|down
  _found=$(ip -o link show) || return 1
  printf '%s\n' "$_found" | while read -r _ _name _flags _; do
    _name=${_name%:}
    case $_flags in *[\<,]UP[,\>]*) printf '%s up\n' "${_name%%@*}" ;; *) printf '%s down\n' "${_name%%@*}" ;; esac
  done
}

print_addresses() { # as `ip address add` takes them
  _found=$(ip -o address show) || return 1
  printf '%s\n' "$_found" | while read -r _ _name _kind _address _rest; do
    # the kernel makes those by itself
    case "$_kind $_rest" in inet6*' scope link'*) continue ;; esac
    _words="$_address dev $_name"
    set -- ${_rest%%\\*}
    while [ $# -gt 1 ]; do
      case $1 in
        brd | scope | peer | metric) _words="$_words $1 $2"; shift ;;
        noprefixroute) _words="$_words $1" ;;
      esac
      shift
    done
    printf '%s\n' "$_words"
  done
}

print_routes() { # -4|-6: as `ip route add` takes them
  _found=$(ip -o "$1" route show table all 2>/dev/null) || return 1
  printf '%s\n' "$_found" | while read -r _line; do
    case "$1 $_line " in
      *' table local '* | -?' multicast '* | *' expires '* | *' proto ra '* | -6*' proto kernel '*) continue ;;
    esac
    _words=
    for _word in $_line; do case $_word in linkdown | dead | \\) ;; *) _words="$_words $_word" ;; esac; done
    if [ -n "$_words" ]; then printf '%s\n' "${_words# }"; fi
  done
}

print_rules() { # -4|-6: as `ip rule add` takes them
  _found=$(ip -o "$1" rule show 2>/dev/null) || return 1
  printf '%s\n' "$_found" | while read -r _order _rest; do
    if [ -n "$_order" ]; then printf 'pref %s %s\n' "${_order%:}" "${_rest%" [detached]"}"; fi
  done
}
)sh";

}  // namespace slipway::plan::detail
