// Shell text: what a running change records and says; $run is its folder.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view journal_text = R"sh(
number=0
record_quietly() { # no record, no step; followers see it when they next look up
  number=$((number + 1))
  printf '%s %s .\n' "$number" "$*" >>"$run/journal" || exit 1
}
record() { record_quietly "$@"; wake; }

wake() {
  set +f
  for _wake in "$run"/wake.*; do if [ -p "$_wake" ]; then echo 1<>"$_wake"; fi; done
  set -f
}

timely() { # COMMAND...: the same where the step has a deadline, else with nothing around it
  if [ -n "${deadline-}" ]; then limited "$@"; else "$@"; fi
}

say() { printf '%s\n' "$*"; }           # to the operator, when the step fails
note() { record note "$step" "$*"; }    # to the operator, in any case

units_written() { # PATH
  case $1 in /etc/systemd/* | /run/systemd/* | /lib/systemd/* | /usr/lib/systemd/* | /usr/local/lib/systemd/*) reload_units=yes ;; esac
}

end_group() { kill "-$1" "-$2" 2>/dev/null; } # SIGNAL PID: dash and busybox know no --

watch_deadline() { # PID: ends that process group when the step's time is over; sets _watcher
  clock
  _left=$((deadline > now ? (deadline - now + 99) / 100 : 1))
  # shellcheck disable=SC2016 # its own arguments
  set -- sh -c 'sleep "$1"; : >"$3"; kill -TERM "-$2"; sleep 5; kill -KILL "-$2"' sh "$_left" "$1" "$run/late"
  if command -v setsid >/dev/null; then setsid "$@" </dev/null >/dev/null 2>&1 &
  else "$@" </dev/null >/dev/null 2>&1 &
  fi
  _watcher=$!
}

# limited COMMAND...: in a session of its own, which ends with it; of its output the last 64 KiB are kept. It reads what is in
# the file $limited_input, and is ended at $deadline (hundredths of a second since boot) where that is set.
limited() {
  if [ ! -p "$run/pipe" ]; then mkfifo "$run/pipe" || return 1; fi
  drains=$((${drains-0} + 1))
  _drained=$run/drained.$drains
  { tail -c 65536; : >"$_drained"; } <"$run/pipe" &
  _input=${limited_input:-/dev/null} limited_input=
  if command -v setsid >/dev/null; then setsid "$@" <"$_input" >"$run/pipe" 2>&1 &
  else "$@" <"$_input" >"$run/pipe" 2>&1 &
  fi
  _leader=$! _watcher=
  if [ -n "${deadline-}" ]; then watch_deadline "$_leader"; fi
  if [ -n "${guard-}" ]; then printf '%s\n' "$_leader" >"$run/leader"; fi
  wait "$_leader"; _status=$?
  end_group TERM "$_leader"
  if [ -n "$_watcher" ]; then
    if [ -e "$run/late" ]; then end_group KILL "$_leader"; _status=124; fi
    kill -TERM "$_watcher" 2>/dev/null  # it may not have a group yet
    end_group TERM "$_watcher"
  fi
  # a daemon that left the session may hold the pipe open for ever
  _polls=0
  until [ -e "$_drained" ] || [ $_polls = 200 ]; do sleep 0.01; _polls=$((_polls + 1)); done
  return $_status
}
)sh";

}  // namespace slipway::plan::detail
