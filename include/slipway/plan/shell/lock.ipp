// Shell text: one change at a time on a host.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view lock_text = R"sh(
take_run() { # an atomic create: a run that is started twice runs once
  process_start $$
  set -C
  printf '%s %s %s %s\n%s\n' "$run_id" "$boot_id" $$ "$started" "$who" 2>/dev/null >"$run/owner" || exit 0
  set +C
}

take_lock() { # a hard link to a complete file: there is never a lock without an owner
  if [ ! -e "$base/lock" ] && ln "$run/owner" "$base/lock" 2>/dev/null; then return 0; fi
  # one without content is what a crash has left
  if is_held "$base/lock"; then return 1; fi
  # one taker at a time, and the stale lock must still be that one
  if ! ln "$run/owner" "$base/lock.break" 2>/dev/null; then
    if is_held "$base/lock.break"; then return 1; fi
    rm -f "$base/lock.break"
    ln "$run/owner" "$base/lock.break" 2>/dev/null || return 1
  fi
  _taken=1
  if [ ! -e "$base/lock" ]; then ln "$run/owner" "$base/lock" 2>/dev/null; _taken=$?
  elif ! is_held "$base/lock"; then give_up_guards; ln -f "$run/owner" "$base/lock"; _taken=$?
  fi
  rm -f "$base/lock.break"
  return $_taken
}

give_up_guards() { # of the dead holder: nobody has put them back in time, and nobody is to do so when the host starts anew
  set +f
  for _guard in "$base/runs/$holder"/guard.*; do
    if [ -d "$_guard" ]; then mv "$_guard" "${_guard%/*}/kept.${_guard##*.}"; fi
  done
  rm -f /etc/systemd/system*/slipway-guard-"$holder"-* /etc/systemd/system*/sysinit.target.wants/slipway-guard-"$holder"-*
  set -f
}

wait_for_lock() { # up to $lock_timeout seconds; says once for each holder whom it waits for
  clock
  _give_up=$((now + lock_timeout * 100)) _waits_for=''
  until take_lock; do
    life_of "$base/lock"
    if [ $life = none ]; then continue; fi  # it has just become free
    if [ -e "$run/stop" ]; then ended=interrupted; return 1; fi
    describe_holder
    case $life in killed | rebooted) described="$described, and what its guard has saved is about to be put back" ;; esac
    clock
    if [ $now -ge $_give_up ]; then ended="busy $described"; return 1; fi
    if [ "$_waits_for" != "$holder" ]; then record waiting "$described"; fi
    _waits_for=$holder
    sleep 0.3
  done
}

holds_lock() { # unless somebody has broken it
  read_owner "$base/lock" && [ "$holder" = "$run_id" ]
}

release_lock() { holds_lock && rm -f "$base/lock"; }
)sh";

}  // namespace slipway::plan::detail
