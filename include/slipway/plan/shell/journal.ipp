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

say() { printf '%s\n' "$*"; }           # to the operator, when the step fails
note() { record note "$step" "$*"; }    # to the operator, in any case

clock() { # sets now, in hundredths of a second since boot
  IFS='. ' read -r _seconds _hundredths _ </proc/uptime
  now=$((_seconds * 100 + 1$_hundredths - 100))
}

units_written() { # PATH
  case $1 in /etc/systemd/* | /run/systemd/* | /lib/systemd/* | /usr/lib/systemd/* | /usr/local/lib/systemd/*) reload_units=yes ;; esac
}

# limited COMMAND...: in a session of its own, which ends with it; of its output the last 64 KiB are kept
limited() {
  if [ ! -p "$run/pipe" ]; then mkfifo "$run/pipe" || return 1; fi
  drains=$((${drains-0} + 1))
  _drained=$run/drained.$drains
  { tail -c 65536; : >"$_drained"; } <"$run/pipe" &
  if command -v setsid >/dev/null; then setsid "$@" </dev/null >"$run/pipe" 2>&1 &
  else "$@" </dev/null >"$run/pipe" 2>&1 &
  fi
  _leader=$!
  wait "$_leader"; _status=$?
  kill -TERM -- "-$_leader" 2>/dev/null
  # a daemon that left the session may hold the pipe open for ever
  _polls=0
  until [ -e "$_drained" ] || [ $_polls = 200 ]; do sleep 0.01; _polls=$((_polls + 1)); done
  return $_status
}
)sh";

}  // namespace slipway::plan::detail
