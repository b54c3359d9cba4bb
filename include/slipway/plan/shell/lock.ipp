// Shell text: one change at a time on a host.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view lock_text = R"sh(
process_start() { # PID: sets started, the time at which the kernel says that it began
  started=
  IFS= read -r _stat <"/proc/$1/stat" 2>/dev/null || return 1
  set -- ${_stat##*) }
  started=${20}
}

is_stale() { # LOCK: whether its holder is proven dead; sets holder
  read -r holder _boot _pid _start <"$1" 2>/dev/null || return 1
  if [ "$_boot" != "$boot_id" ]; then return 0; fi
  process_start "$_pid" || return 0
  [ "$started" != "$_start" ]
}

take_run() { # an atomic create: a run that is started twice runs once
  read -r boot_id </proc/sys/kernel/random/boot_id
  process_start $$
  set -C
  printf '%s %s %s %s\n%s\n' "$run_id" "$boot_id" $$ "$started" "$who" 2>/dev/null >"$run/owner" || exit 0
  set +C
}

take_lock() { # a hard link to a complete file: there is never a lock without an owner
  if ln "$run/owner" "$base/lock" 2>/dev/null; then return 0; fi
  is_stale "$base/lock" || return 1
  # one taker at a time, and the stale lock must still be that one
  if ! ln "$run/owner" "$base/lock.break" 2>/dev/null; then
    is_stale "$base/lock.break" || return 1
    rm -f "$base/lock.break"
    ln "$run/owner" "$base/lock.break" 2>/dev/null || return 1
  fi
  if is_stale "$base/lock" || [ ! -e "$base/lock" ]; then ln -f "$run/owner" "$base/lock"; _taken=$?; else _taken=1; fi
  rm -f "$base/lock.break"
  return $_taken
}

busy() {
  { read -r holder _; read -r _who; } <"$base/lock" 2>/dev/null
  record end busy "run ${holder-} of ${_who-}"
}
)sh";

}  // namespace slipway::plan::detail
