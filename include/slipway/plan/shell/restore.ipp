// Shell text: puts back what a guard has saved. Complete in itself: it works when the change is gone, and at boot.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

// generated before it: guard_number, steps_in_reverse, p_I the paths, undo_STEP, with_packages, with_network, marks_key, who
inline constexpr std::string_view restore_text = R"sh(
guard_folder=${0%/*}
saved=$guard_folder/saved run=${guard_folder%/*}
run_id=${run##*/} base=${run%/runs/*}
guard_unit() { printf '%s' "slipway-guard-$run_id-$guard_number-$1"; }
say() { printf '%s\n' "$*"; }
note() { say "$*"; }
limited() { # with a deadline where the host can keep one
  _input=${limited_input:-/dev/null} limited_input=
  if command -v timeout >/dev/null; then timeout -k 5 120 "$@" <"$_input"; else "$@" <"$_input"; fi
}

watch() { # without systemd: until the deadline has passed, or who should settle it is gone
  while [ ! -e "$guard_folder/settled" ]; do
    if [ ! -d "$guard_folder" ]; then exit 0; fi
    read -r _ _due why <"$guard_folder/deadline"
    clock
    if [ "$now" -ge "$_due" ]; then return 0; fi
    if ! is_running; then why=ended; return 0; fi
    sleep 0.2 || sleep 1
  done
  exit 0
}

is_running() { # whether the change is
  read -r _ _boot run_pid _start <"$run/owner" || return 1
  process_start "$run_pid" && [ "$started" = "$_start" ]
}

record_quietly() { # what cannot be recorded is put back all the same
  if [ -n "${torn-}" ] && ! end_line; then return 0; fi
  torn='' number=$((number + 1))
  printf '%s %s .\n' "$number" "$*" >>"$run/journal" || torn=yes
}

end_line() { # a torn one is a line too
  if [ -n "$(tail -c 1 "$run/journal")" ]; then echo >>"$run/journal" || return 1; fi
  number=$(wc -l <"$run/journal")
}

take_settlement() { # whoever comes first decides; what a reboot has interrupted goes on
  rm -f "$guard_folder/room"  # the disk may be full by now
  _tries=0
  until printf 'restored %s\n' "$why" 2>/dev/null >"$guard_folder/settled.$$"; do
    _tries=$((_tries + 1))
    if [ ! -d "$guard_folder" ] || [ $_tries = 600 ]; then return 1; fi
    if [ "$why" = boot ] && [ $_tries = 5 ]; then return 1; fi
    sleep 1
  done
  ln "$guard_folder/settled.$$" "$guard_folder/settled" 2>/dev/null
  _won=$?
  rm -f "$guard_folder/settled.$$"
  if [ $_won = 0 ]; then return 0; fi
  read -r _settled _first <"$guard_folder/settled"
  if [ "$_settled" = confirmed ]; then
    if [ "$why" = boot ] || ! is_running; then put_guard_away; fi
    return 1
  fi
  if [ "$why" != boot ]; then return 1; fi
  why=$_first
}

take_lock_over() { # the change ends, and its lock with it
  process_start $$
  printf '%s %s %s %s\n%s\n' "$run_id" "$boot_id" $$ "$started" "$who" >"$run/owner.new" || return
  if read -r _holder _ <"$base/lock" && [ "$_holder" = "$run_id" ]; then ln -f "$run/owner.new" "$base/lock"; fi
} 2>/dev/null

stop_run() {
  if is_running; then kill -KILL "$run_pid"; fi
  mv -f "$run/owner.new" "$run/owner" 2>/dev/null  # who follows the run follows this from here on
  if ! end_line; then torn=yes; fi
  record guard "$guard_number" restoring $$ $why
  if [ "$why" != boot ]; then end_steps; fi
}

end_steps() { # what the change has left running
  _leader=
  if [ -e "$run/leader" ]; then read -r _leader <"$run/leader"; fi
  for _signal in TERM KILL; do
    if has_systemd; then systemctl kill -s "$_signal" "slipway-run-$run_id.service" 2>/dev/null
    elif [ -n "$_leader" ]; then kill "-$_signal" -- "-$_leader" 2>/dev/null
    fi
    _polls=0
    while [ $_polls -lt 30 ]; do
      if has_systemd; then systemctl -q is-active "slipway-run-$run_id.service" || return 0
      elif [ -z "$_leader" ] || ! kill -0 -- "-$_leader" 2>/dev/null; then return 0
      fi
      sleep 0.1 || sleep 1
      _polls=$((_polls + 1))
    done
  done
}

read_begun() { # which steps have begun
  begun=' '
  while read -r _ _what _index _; do
    case $_what in start) begun="$begun$_index " ;; esac
  done <"$run/journal"
}

wrong() { trouble="$trouble${trouble:+; }$*"; }

is_as_saved() { # INDEX PATH
  _from=$saved/$1
  if [ -e "$_from.absent" ]; then [ ! -e "$2" ] && [ ! -L "$2" ]
  elif [ -e "$_from.folder" ]; then
    [ -d "$2" ] && [ ! -L "$2" ] && [ "$(stat -c '%a %u %g' -- "$2")" = "$(cat "$_from.folder")" ]
  elif [ -L "$_from" ]; then
    [ -L "$2" ] && [ "$(readlink -- "$2")" = "$(readlink -- "$_from")" ] &&
      { [ ! -e "$_from.target" ] || same_file "$_from.content" "$(cat "$_from.target")"; }
  elif [ -d "$_from" ]; then [ -d "$2" ] && [ ! -L "$2" ] && diff -r "$_from" "$2" >/dev/null 2>&1
  else same_file "$_from" "$2"
  fi
}

same_file() {
  [ -f "$2" ] && [ ! -L "$2" ] && cmp -s "$1" "$2" && [ "$(stat -c '%a %u %g' -- "$1")" = "$(stat -c '%a %u %g' -- "$2")" ]
}

put_back() { # INDEX
  eval "_path=\$p_$1"
  _left=${_path%/*}/.slipway-$marks_key  # of a write that was cut short
  if [ -e "$_left" ] || [ -L "$_left" ]; then rm -f -- "$_left"; fi
  if is_as_saved "$1" "$_path"; then return 0; fi
  if [ -e "$_from.absent" ]; then rm -rf -- "$_path"; return; fi
  mkdir -p -- "${_path%/*}/"
  if [ -e "$_from.folder" ]; then
    if [ ! -d "$_path" ] || [ -L "$_path" ]; then rm -f -- "$_path"; mkdir -- "$_path"; fi
    read -r _mode _user _group <"$_from.folder"
    chown "$_user:$_group" "$_path" && chmod "$_mode" "$_path"
    return
  fi
  write_back "$_from" "$_path"
  if [ -e "$_from.target" ]; then write_back "$_from.content" "$(cat "$_from.target")"; fi
}

write_back() { # FROM PATH
  if [ -L "$2" ]; then rm -f -- "$2"
  elif [ -d "$2" ]; then rm -rf -- "$2"
  fi
  # what a restart has interrupted has the same name
  _new=${2%/*}/.slipway-old-$marks_key
  until rm -rf -- "$_new" && cp -a -- "$1" "$_new"; do
    rm -rf -- "$_new"
    # on a full disk this takes no room; on another one there may be some in a while
    if ln -- "$1" "$_new" 2>/dev/null; then break; fi
    if ! wait_a_little; then return 1; fi
  done
  if mv -f -- "$_new" "$2"; then return 0; fi
  # where something is mounted
  if [ -f "$_new" ] && [ -f "$2" ]; then cat "$_new" >"$2"; fi
  rm -rf -- "$_new"
}

wait_a_little() { # a minute in all
  if [ "$patience" = 0 ]; then return 1; fi
  patience=$((patience - 1))
  sleep 1
}

touch_units() { # UNIT...: a step that has begun may have changed these
  for _unit; do case " $touched " in *" $_unit "*) ;; *) touched="$touched $_unit" ;; esac; done
}

undo() { # NAME COMMAND...: what a step says of itself
  _name=$1
  shift
  "$@" || wrong "'$_name' could not be undone"
}

repair_packages() { # whatever dpkg was at, once nobody else is
  if ! command -v dpkg >/dev/null; then return 0; fi
  _tries=0
  until DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --configure -a </dev/null; do
    _tries=$((_tries + 1))
    if [ $_tries -ge 60 ]; then wrong 'dpkg could not be repaired'; return 0; fi
    sleep 2
  done
}

touched_units() { # COMMAND: with what is known of each that was touched
  while read -r unit load active at_boot <&3; do
    case " $touched " in *" $unit "*) "$1" ;; esac
  done 3<"$saved/units"
}

end_new_unit() { # while its file is there
  case $load in not-found) systemctl -q disable -- "$unit"; limited systemctl stop -- "$unit" ;; esac
}

restore_unit() {
  set -- $(unit_line "$unit")
  _now=${4-}
  case $at_boot-$_now in
    enabled-enabled | disabled-disabled | masked-masked) ;;
    masked-*) systemctl -q mask -- "$unit" ;;
    *-masked) systemctl -q unmask -- "$unit" ;;
  esac
  case $at_boot-$_now in
    enabled-enabled | disabled-disabled) ;;
    enabled-*) systemctl -q enable -- "$unit" ;;
    disabled-*) systemctl -q disable -- "$unit" ;;
  esac
  systemctl reset-failed -- "$unit"
  case $load-$active in
    not-found-*) ;;
    *-active | *-reloading | *-activating) to_start="$to_start $unit" ;;
    *) to_stop="$to_stop $unit" ;;
  esac
}

restore_units() { # systemd knows in which order
  if [ ! -e "$saved/units" ] || ! has_systemd; then return 0; fi
  systemctl daemon-reload
  to_start='' to_stop=''
  touched_units restore_unit
  if [ -n "$to_stop" ]; then limited systemctl $at_boot_only stop $to_stop; fi
  if [ -z "$to_start" ]; then return 0; fi
  if [ -n "$at_boot_only" ]; then systemctl --no-block start $to_start; else limited systemctl restart $to_start; fi
}

check_unit() {
  set -- $(unit_line "$unit")
  if [ "$at_boot" != "${4-}" ]; then wrong "the unit $unit is ${4-}, and was $at_boot"; fi
  case $active-${3-} in
    active-active | active-reloading | reloading-* | activating-*) ;;
    active-*) if [ -z "$at_boot_only" ]; then wrong "the unit $unit is ${3-}, and was active"; fi ;;
  esac
}

differences() { # FILE COMMAND...: sets missing and extra, lines of what was saved and of what there is
  missing='' extra=''
  if [ ! -e "$saved/$1" ]; then return 1; fi
  _file=$saved/$1
  shift
  "$@" >"$guard_folder/now" || return 1
  missing=$(grep -Fxv -f "$guard_folder/now" "$_file")
  extra=$(grep -Fxv -f "$_file" "$guard_folder/now")
  [ -n "$missing$extra" ]
}

each_line() { # LINES COMMAND...: with the words of each
  _lines=$1
  shift
  IFS=$newline
  for _one in $_lines; do unset IFS; "$@" $_one; done
  unset IFS
}

put_link_back() { ip link set dev "$1" "$2"; }

restore_network() {
  if [ -z "$with_network" ]; then return 0; fi
  if differences links print_links; then each_line "$missing" put_link_back; fi
  if differences addresses print_addresses; then
    each_line "$extra" ip address del
    each_line "$missing" ip address add
  fi
  # a route may need another one
  for _kind in -4 -6 -4; do
    if differences "rules$_kind" print_rules "$_kind"; then
      each_line "$missing" ip "$_kind" rule add
      each_line "$extra" ip "$_kind" rule del
    fi
    if differences "routes$_kind" print_routes "$_kind"; then
      each_line "$extra" ip "$_kind" route del
      each_line "$missing" ip "$_kind" route replace
    fi
  done
  restore_firewall
}

restore_firewall() {
  if [ -e "$saved/nft" ] && differences nft.rules nft -s list ruleset; then
    { echo 'flush ruleset'; cat "$saved/nft"; } | nft -f -  # one transaction
  fi
  if [ -e "$saved/iptables" ]; then iptables-restore <"$saved/iptables"; fi
  if [ -e "$saved/ip6tables" ]; then ip6tables-restore <"$saved/ip6tables"; fi
}

check_network() {
  if [ -z "$with_network" ]; then return 0; fi
  # of what is new (another interface, its addresses) nothing is in the way
  if differences links print_links && [ -n "$missing" ]; then wrong "interfaces are not as before:" $missing; fi
  if differences addresses print_addresses && [ -n "$missing" ]; then wrong "addresses are missing:" $missing; fi
  for _kind in -4 -6; do
    if differences "rules$_kind" print_rules "$_kind"; then wrong 'routing rules are not as before'; fi
    if differences "routes$_kind" print_routes "$_kind" && [ -n "$missing" ]; then wrong "routes are missing:" $missing; fi
  done
  if differences nft.rules nft -s list ruleset; then wrong 'the firewall is not as before'; fi
}

put_everything_back() {
  if [ -z "$at_boot_only" ]; then restore_network; fi
  touched=
  for _step in $steps_in_reverse; do case $begun in *" $_step "*) touch_units $(units_of "$_step") ;; esac; done
  if [ -e "$saved/units" ] && has_systemd && [ -z "$at_boot_only" ]; then touched_units end_new_unit; fi
  if [ -n "$with_packages" ]; then repair_packages; fi
  for _step in $steps_in_reverse; do case $begun in *" $_step "*) "undo_$_step" ;; esac; done
  restore_units
  if [ -z "$at_boot_only" ]; then restore_network; fi
  rm -rf "$base/marks/$marks_key"
  if [ -d "$saved/marks" ]; then cp -a "$saved/marks" "$base/marks/$marks_key"; fi
}

check_everything() {
  for _step in $steps_in_reverse; do
    case $begun in *" $_step "*) ;; *) continue ;; esac
    for _index in $(paths_of "$_step"); do
      eval "_path=\$p_$_index"
      if ! is_as_saved "$_index" "$_path"; then wrong "$_path is not as before"; fi
    done
  done
  if [ -e "$saved/units" ] && has_systemd; then touched_units check_unit; fi
  if [ -z "$at_boot_only" ]; then check_network; fi
}

put_guard_away() {
  if has_systemd; then
    _unit=$(guard_unit boot).service
    for _folder in /etc/systemd/system /etc/systemd/system.control; do
      rm -f "$_folder/$_unit" "$_folder/sysinit.target.wants/$_unit"
    done
    # known only where units were reloaded meanwhile
    if [ "$(systemctl show -p LoadState --value "$_unit")" = loaded ]; then systemctl daemon-reload; fi
    systemctl stop "$(guard_unit apply).timer" "$(guard_unit confirm).timer" >/dev/null 2>&1
  fi
  # at once: whoever still comes must not find half of it
  if mv "$guard_folder" "$run/settled.$guard_number" 2>/dev/null; then rm -rf "$run/settled.$guard_number"; fi
}

finish() {
  for _step in $steps_in_reverse; do case $begun in *" $_step "*) record_quietly step "$_step" rolled-back 0 ;; esac; done
  if [ -z "$trouble" ]; then
    record_quietly guard "$guard_number" restored
    put_guard_away
  else
    record_quietly guard "$guard_number" incomplete "$trouble"
    # what was saved stays for whoever finishes this by hand
    _kept=$run/kept.$guard_number
    mv "$guard_folder" "$_kept"
    put_guard_away
  fi
  flush "$run"
  flush /etc
  if read -r _holder _ <"$base/lock" && [ "$_holder" = "$run_id" ]; then rm -f "$base/lock"; fi 2>/dev/null
  set +f
  for _left in "$run"/*; do
    case ${_left##*/} in journal | about | owner | wake.* | kept.* | undo.*) ;; *) rm -rf "$_left" ;; esac
  done
  set -f
  record end rolled-back
}

main() {
  why=$*
  trap '' HUP PIPE TERM INT
  if [ "$why" = watch ]; then watch; fi
  take_settlement || exit 0
  exec </dev/null >>"$guard_folder/log" 2>&1
  if [ -e "$guard_folder/environment" ]; then . "$guard_folder/environment"; export HOME USER; fi
  at_boot_only='' patience=60
  if [ "$1" = boot ]; then at_boot_only=--no-block patience=5; fi
  trouble=
  take_lock_over
  stop_run
  read_begun
  put_everything_back
  check_everything
  finish
}
main "$@"
exit 0
# complete
)sh";

}  // namespace slipway::plan::detail
