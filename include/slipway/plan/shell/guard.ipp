// Shell text: guards of a running change: save, arm, verify, wait for a word from outside.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

// generated for each guard N: save_N, restore_text_N, and variables: G_N its milliseconds for the steps, H_N those for a new
// connection, V_N its verification
inline constexpr std::string_view guard_text = R"sh(
save() { # INDEX whole|itself PATH
  _to=$saved/$1
  if [ -L "$3" ]; then cp -pP -- "$3" "$_to" || return 1
    # what is written through a link is its target
    _target=$(readlink -f -- "$3") && [ -f "$_target" ] || return 0
    printf '%s\n' "$_target" >"$_to.target" && cp -p -- "$_target" "$_to.content"
  elif [ -d "$3" ] && [ "$2" = itself ]; then stat -c '%a %u %g' -- "$3" >"$_to.folder"
  elif [ -e "$3" ]; then cp -a -- "$3" "$_to"
  else : >"$_to.absent"
  fi
}

save_units() { # UNIT...
  if ! has_systemd; then return 0; fi
  for _unit; do unit_line "$_unit" >>"$saved/units" || return 1; done
}

save_lines() { # FILE COMMAND...: what cannot be asked is not put back
  _file=$1
  shift
  "$@" >"$saved/$_file" || rm -f "$saved/$_file"
}

save_network() {
  if command -v ip >/dev/null; then
    save_lines links print_links
    save_lines addresses print_addresses
    for _kind in -4 -6; do save_lines "routes$_kind" print_routes "$_kind"; save_lines "rules$_kind" print_rules "$_kind"; done
  fi
  if command -v nft >/dev/null; then
    save_lines nft nft list ruleset
    save_lines nft.rules nft -s list ruleset
  elif command -v iptables-save >/dev/null; then
    save_lines iptables iptables-save
    save_lines ip6tables ip6tables-save
  fi
}

save_guard() {
  saved=$guard_folder/saved
  mkdir -m 700 "$guard_folder" "$saved" && "save_$guard" || return 1
  if [ -d "$marks" ]; then cp -a "$marks" "$saved/marks" || return 1; fi
  cp "$run/environment" "$guard_folder/environment" &&
    "restore_text_$guard" >"$guard_folder/restore" && make_room && flush "$guard_folder"
}

make_room() { # for what puts it all back: a full disk does not write all of the last file, and some say so only later
  printf '%65536s\n' x >"$guard_folder/room" && [ "$(wc -c <"$guard_folder/room")" = 65537 ] &&
    [ "$(tail -n 1 "$guard_folder/restore")" = '# complete' ]
}

guard_unit() { printf '%s' "slipway-guard-$run_id-$guard-$1"; }

arm() { # MILLISECONDS WHY: from now on
  clock
  printf '%s %s %s\n' "$boot_id" $((now + $1 / 10)) "$2" >"$guard_folder/deadline.new" &&
    mv -f "$guard_folder/deadline.new" "$guard_folder/deadline" || return 1
  if has_systemd && systemd-run -q --collect --unit="$(guard_unit "$2")" --on-active="$1ms" \
    --timer-property=AccuracySec=100ms env -i sh "$guard_folder/restore" "$2"; then return 0; fi
  if [ -z "$watched" ]; then
    watched=yes
    detached watch
  fi
}

detached() { # WHY: in a session of its own
  if command -v setsid >/dev/null; then setsid env -i sh "$guard_folder/restore" "$1" </dev/null >/dev/null 2>&1 &
  else env -i sh "$guard_folder/restore" "$1" </dev/null >/dev/null 2>&1 &
  fi
}

restore_at_boot() { # before network and sshd
  if ! has_systemd; then return 0; fi
  boot_units
  _unit=$unit_folder/$(guard_unit boot).service
  mkdir -p "$unit_folder/sysinit.target.wants" || return 1
  printf '%s\n' '[Unit]' "Description=Puts back what was not confirmed ($run_id)" DefaultDependencies=no \
    "RequiresMountsFor=$run" 'After=local-fs.target systemd-remount-fs.service' \
    'Before=sysinit.target network-pre.target ssh.service sshd.service nftables.service systemd-networkd.service networking.service' \
    Wants=network-pre.target '[Service]' Type=oneshot TimeoutStartSec=600 "ExecStart=/bin/sh $guard_folder/restore boot" >"$_unit" &&
    ln -sf "$_unit" "$unit_folder/sysinit.target.wants/" && flush "$unit_folder"
}

restore_when_killed() { # at once, whoever looks on; else when its time is over
  if ! has_systemd; then return 0; fi
  { printf 'exec systemd-run -q --collect --unit=%s env -i sh ' "$(guard_unit killed)" && word "$guard_folder/restore" &&
    echo ' ended'; } >"$run/killed" || rm -f "$run/killed"
} 2>/dev/null

guard_begin() { # NUMBER
  guard=$1 guard_folder=$run/guard.$1 watched='' guard_before=$touched touched=''
  eval "_apply=\$G_$1"
  # from the first sign of it on there is somebody who puts it back
  if _said=$( { save_guard && restore_when_killed && restore_at_boot; } 2>&1) && arm "$_apply" apply; then
    record guard "$1" armed
    trap leave_guard EXIT
    return 0
  fi
  put_guard_away
  record guard "$1" unsaved "$(printf '%s' "$_said" | tail -n 1 | cut -c1-300)"
  failed=yes guard=''
  return 1
}

leave_guard() { # a record that cannot be written ends the change
  trap - EXIT
  # put away is settled
  if [ -d "$guard_folder" ]; then take_back ended; fi
}

put_guard_away() { # [confirmed]
  rm -f "$run/killed"
  if has_systemd; then
    _unit=$(guard_unit boot).service
    for _folder in /etc/systemd/system /etc/systemd/system.control; do
      rm -f "$_folder/$_unit" "$_folder/sysinit.target.wants/$_unit"
    done
    # known only where units were reloaded meanwhile
    if [ "$(systemctl show -p LoadState --value "$_unit")" = loaded ]; then systemctl daemon-reload; fi
    systemctl stop "$(guard_unit apply).timer" "$(guard_unit confirm).timer" >/dev/null 2>&1
  fi
  if [ -n "${keeps_guards-}" ] && [ -n "${1-}" ]; then
    _kept=$run/undo.$((1000 + guard))
    mv "$guard_folder" "$_kept" && rm -f "$_kept/settled"
    return
  fi
  # at once: whoever still comes must not find half of it
  if mv "$guard_folder" "$run/settled.$guard" 2>/dev/null; then rm -rf "$run/settled.$guard"; fi
}

take_back() { # WHY: never returns, as what takes it back stops this first
  trap - EXIT
  if ! has_systemd || ! systemd-run -q --collect --unit="$(guard_unit now)" env -i sh "$guard_folder/restore" "$@"; then detached "$*"; fi
  while :; do sleep 1; done
}

changed_something() {
  for _i in $touched; do
    eval "_outcome=\${o_$_i-}"
    case $_outcome in changed | ignored) return 0 ;; esac
  done
  return 1
}

verify() {
  eval "_command=\$V_$guard" deadline=
  if [ -z "$_command" ]; then return 0; fi
  if cd / && limited sh -c "$_command" >"$run/step" 2>&1; then return 0; fi
  guard_output
  return 1
}

guard_output() { # of the verification
  _output=$(tail -n 20 "$run/step" 2>/dev/null | cut -c1-500)
  IFS=$newline
  for _line in $_output; do unset IFS; record guard "$guard" output "$_line"; done
  unset IFS
}

guard_end() { # returns when that is settled for good
  if ! changed_something; then
    put_guard_away
    record guard "$guard" unchanged
  else
    check
    if [ -n "$failed" ]; then take_back wrong; fi
    eval "_confirm=\$H_$guard"
    # nobody would put it back
    arm "$_confirm" confirm || take_back unarmed
    if has_systemd; then systemctl stop "$(guard_unit apply).timer" >/dev/null 2>&1; fi
    record guard "$guard" await
    await
    put_guard_away confirmed
    record guard "$guard" confirmed
  fi
  trap - EXIT
  touched="$guard_before $touched" guard=''
  make_last  # also what had to wait for that word
}

await() { # the word of a new connection
  until [ -e "$guard_folder/settled" ]; do sleep 0.1 || sleep 1; done
  read -r _settled <"$guard_folder/settled"
  if [ "$_settled" = confirmed ]; then return 0; fi
  while :; do sleep 1; done
}
)sh";

}  // namespace slipway::plan::detail
