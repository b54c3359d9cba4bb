// Shell text: whether the host is well.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

// generated: health_N, which calls health_one, for each N of $health_numbers; health_patience in hundredths of a second
inline constexpr std::string_view health_text = R"sh(
unwell='' unwell_before='' failed_before='' failed_now='' asked_before=''

not_well() { unwell="$unwell${unwell:+$newline}$1"; }

health_one() { # NUMBER KIND TEXT: what was not well before is not held against a change
  case " $unwell_before " in *" $1 "*) return ;; esac
  case $2 in
    systemd) health_systemd ;;
    command) within_10_seconds sh -c "$3" </dev/null >/dev/null 2>&1 || not_well "the command fails: $3" ;;
    http) health_http "$3" ;;
    port) health_port "$3" || not_well "nothing listens on port $3" ;;
  esac
}

within_10_seconds() (
  cd / || exit 1
  if command -v timeout >/dev/null; then exec timeout 10 "$@"; else exec "$@"; fi
)

health_systemd() { # once it was asked before, only what has failed since
  if [ ! -d /run/systemd/system ]; then return 0; fi
  _state=$(systemctl is-system-running 2>/dev/null)
  case $_state in
    running) return 0 ;;
    starting | initializing) if [ -z "$asked_before" ]; then not_well 'systemd has not finished starting'; fi ;;
    degraded) ;;
    *) if [ -z "$asked_before" ]; then not_well "systemd is $_state"; fi ;;
  esac
  _failed_units=$(systemctl list-units --failed --plain --no-legend --full --no-pager 2>/dev/null)
  IFS=$newline
  for _line in $_failed_units; do
    unset IFS
    case " $failed_before " in *" ${_line%% *} "*) continue ;; esac
    failed_now="$failed_now ${_line%% *}"
    not_well "$_line"
  done
  unset IFS
}

health_http() { # ADDRESS
  _status=0
  if command -v curl >/dev/null; then
    _answer=$(curl -s -o /dev/null -m 10 -w '%{http_code}' -- "$1" 2>/dev/null)
    case $_answer in
      [23]??) ;;
      000 | '') not_well "no answer from $1" ;;
      *) not_well "$1 answers $_answer" ;;
    esac
    return
  fi
  if command -v wget >/dev/null; then within_10_seconds wget -q -O /dev/null "$1" </dev/null >/dev/null 2>&1 || _status=1
  elif command -v python3 >/dev/null && python3 -c 'import urllib.request' 2>/dev/null; then
    within_10_seconds python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=9).close()' "$1" \
      </dev/null >/dev/null 2>&1 || _status=1
  elif command -v perl >/dev/null && perl -MHTTP::Tiny -e 1 2>/dev/null; then
    within_10_seconds perl -MHTTP::Tiny -e 'exit !HTTP::Tiny->new(timeout => 9)->get($ARGV[0])->{success}' "$1" \
      </dev/null >/dev/null 2>&1 || _status=1
  elif command -v bash >/dev/null && [ "${1#http://}" != "$1" ]; then health_http_by_bash "$1" || _status=1
  else not_well "nothing on the host can ask for $1: install curl, wget, python3 or perl"
  fi
  if [ $_status != 0 ]; then not_well "no answer, or an error, from $1"; fi
}

health_http_by_bash() {
  _rest=${1#http://}
  _authority=${_rest%%/*}
  _name=${_authority%:*} _port=80
  case $_authority in *:*) _port=${_authority##*:} ;; esac
  # shellcheck disable=SC2016 # the other shell's
  within_10_seconds bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" "$3" "$1" >&3 &&
    read -r _ status _ <&3 && [ "${status:-500}" -lt 400 ]' - "$_name" "$_port" "/${_rest#"$_authority"}" </dev/null >/dev/null 2>&1
}

health_port() { # NUMBER: the kernel's own list
  _wanted=$(printf '%04X' "$1")
  for _list in /proc/net/tcp /proc/net/tcp6; do
    if [ ! -r "$_list" ]; then continue; fi
    while read -r _ _address _ _state _; do
      case $_address-$_state in *":$_wanted-0A") return 0 ;; esac
    done <"$_list"
  done
  return 1
}

ask_health() { # sets unwell, a line for each thing that is not well
  unwell='' failed_now=''
  for _number in $health_numbers; do "health_$_number"; done
}

remember_health() {
  for _number in ${health_numbers-}; do
    unwell='' failed_now=''
    "health_$_number"
    failed_before="$failed_before$failed_now"
    # what has failed is known by name
    if [ -n "$unwell" ] && [ -z "$failed_now" ]; then unwell_before="$unwell_before $_number"; fi
  done
  asked_before=yes
}

print_health() { # NUMBER LINE for each thing that is not well
  for _number in $health_numbers; do
    unwell=''
    "health_$_number"
    IFS=$newline
    for _line in $unwell; do unset IFS; escape "$_line"; printf '%s unwell %s %s\n' "$nonce" "$_number" "$escaped"; done
    unset IFS
  done
}

stay_well() { # tries again as long as a host may take to become well
  clock
  _until=$((now + health_patience))
  while :; do
    ask_health
    if [ -z "$unwell" ]; then return 0; fi
    clock
    # a unit that has failed stays so
    if [ -n "$failed_now" ] || [ "$now" -ge "$_until" ]; then break; fi
    sleep 0.5 || sleep 1
  done
  IFS=$newline
  for _line in $unwell; do unset IFS; record unwell - "$_line"; done
  unset IFS
  return 1
}
)sh";

}  // namespace slipway::plan::detail
