#pragma once

#include <slipway/plan/shell.hpp>

namespace slipway::plan {
namespace detail {

inline constexpr std::string_view prelude = R"sh(
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
set -f
umask 022
newline='
'
user_id=
while read -r _key user_id _; do if [ "$_key" = Uid: ]; then break; fi; done </proc/self/status 2>/dev/null
if [ -z "$user_id" ]; then user_id=$(id -u); fi

escape() { # TEXT: sets escaped, one line
  escaped='' _rest=$1
  while :; do
    case $_rest in
      *[\\"$newline"]*)
        _head=${_rest%%[\\"$newline"]*}
        _rest=${_rest#"$_head"}
        case $_rest in \\*) escaped=$escaped$_head'\\' ;; *) escaped=$escaped$_head'\n' ;; esac
        _rest=${_rest#?} ;;
      *) escaped=$escaped$_rest; return ;;
    esac
  done
}

word() { # TEXT: prints it as one word of shell
  _rest=$1 _quoted=
  while :; do
    case $_rest in
      *\'*) _quoted="$_quoted${_rest%%\'*}'\\''"; _rest=${_rest#*\'} ;;
      *) printf "'%s'" "$_quoted$_rest"; return ;;
    esac
  done
}

state() { # INDEX TEXT: what a probe found; an operation's things are listed in their order
  _state=$2
  case $_state in *\\* | *"$newline"*) escape "$_state"; _state=$escaped ;; esac
  eval "s_$1=\"\${s_$1:+\$s_$1, }\$_state\""
}

hidden() { # PATH: whether something may be there that this user cannot see
  _above=${1%/*}
  while [ -n "$_above" ]; do
    if [ -d "$_above" ]; then [ ! -x "$_above" ]; return; fi
    _above=${_above%/*}
  done
  return 1
}

show_content() { # INDEX WHEN FILE: for diffs
  if [ -z "${want_content-}" ]; then return 0; fi
  printf '%s content %s %s\n' "$nonce" "$1" "$2"
  head -c 1048577 "$3" | base64
  printf '%s .\n' "$nonce"
}

probe() { # INDEX...: sets s_INDEX, with one call of each family
  for _family in $families; do eval "words_$_family="; done
  for _i; do
    eval "s_$_i= _family=\${f_$_i-}"
    if [ -n "$_family" ]; then eval "words_$_family=\"\$words_$_family \$w_$_i\""; fi
  done
  for _family in $families; do
    eval "_words=\$words_$_family"
    if [ -n "$_words" ]; then eval "probe_$_family $_words"; fi
  done
}
)sh";

inline constexpr std::string_view answer = R"sh(
fact() { # NAME VALUE
  _state=$2
  case $_state in *\\* | *"$newline"*) escape "$_state"; _state=$escaped ;; esac
  printf '%s fact %s %s\n' "$nonce" "$1" "$_state"
}

answer() {
  for _i in $all; do eval "printf '%s state %s %s\n' \"\$nonce\" $_i \"\$s_$_i\""; done
  if [ -d "$base/marks/$marks_key" ]; then
    set +f
    for _mark in "$base/marks/$marks_key"/*; do
      if [ -f "$_mark" ] && read -r _run <"$_mark"; then printf '%s mark %s %s\n' "$nonce" "${_mark##*/}" "$_run"; fi
    done
    set -f
  fi
  printf '%s end\n' "$nonce"
}
)sh";

inline constexpr std::string_view folder = R"sh(
if [ -z "${base-}" ]; then
  if [ "$user_id" = 0 ]; then base=/var/lib/slipway; else base=${HOME%/}/.local/state/slipway; fi
fi

state_folder() { # makes $base, ours alone, or sets refusal
  if [ -L "$base" ]; then refusal="$base is a symbolic link"; return 1; fi
  if [ ! -d "$base" ]; then
    { mkdir -p "${base%/*}" && mkdir -m 700 "$base"; } || { refusal="$base cannot be made"; return 1; }
  fi
  if [ ! -O "$base" ]; then refusal="$base belongs to another user"; return 1; fi
  case $(stat -c %a "$base") in 700) ;; *) chmod 700 "$base" || { refusal="$base is open to others"; return 1; } ;; esac
  if [ ! -d "$base/runs" ]; then mkdir -p "$base/runs" "$base/marks" || { refusal="$base cannot be written"; return 1; }; fi
}
)sh";

inline constexpr std::string_view receive = R"sh(
refuse() { printf '%s refused %s\n' "$nonce" "$1"; }

receive() {
  IFS= read -r _order || return 0
  set -- $_order
  if [ "$1" != run ]; then return 0; fi
  run_id=$2 _bytes=$3
  state_folder || { refuse "$refusal"; return 0; }
  run=$base/runs/$run_id
  if [ ! -d "$run" ]; then mkdir -m 700 "$run" || { refuse "$run cannot be made"; return 0; }; fi
  cat >"$run/script" || { refuse "$run/script cannot be written"; return 0; }
  _stored=$(wc -c <"$run/script")
  if [ "$_stored" -ne "$_bytes" ]; then rm -rf "$run"; refuse "$_stored of $_bytes bytes arrived"; return 0; fi
  { printf 'HOME=%s\nUSER=%s\n' "$(word "$HOME")" "$(word "${USER:-$(id -un)}")" >"$run/environment" &&
    : >"$run/journal" && mkfifo "$run/wake.1"; } || { refuse "$run cannot be written"; return 0; }
  exec 8<>"$run/wake.1"
  trap '' PIPE HUP
  start_unit || start_session
  follow
}

start_unit() { # a transient unit of systemd, where that works
  if [ "$user_id" != 0 ] || [ ! -d /run/systemd/system ]; then return 1; fi
  systemd-run -q --collect --unit="slipway-run-$run_id" env -i sh "$run/script" >/dev/null 2>&1 8>&-
}

start_session() { # else a session of its own
  if command -v setsid >/dev/null; then
    setsid env -i sh "$run/script" </dev/null >/dev/null 2>&1 8>&- &
  else
    env -i sh "$run/script" </dev/null >/dev/null 2>&1 8>&- &
  fi
}

tick() { # says once a second that the follower is to look up
  exec >/dev/null 2>&1 </dev/null
  while sleep 1; do echo tick >&8 || return; done
}

follow() {
  exec 7<"$run/journal"
  _partial='' _seen='' _ticks=0
  tick &
  _ticker=$!
  while :; do
    while IFS= read -r _line <&7; do
      _line=$_partial$_line _partial='' _seen=yes
      printf '%s j %s\n' "$nonce" "$_line"
      case ${_line#* } in
        'begin '*) _pid=${_line#* begin }; _pid=${_pid%% *} ;;
        'end '*) finish_following; return ;;
      esac
    done
    _partial=$_partial$_line
    IFS= read -r _why <&8
    if [ "$_why" = tick ]; then
      _ticks=$((_ticks + 1))
      printf '%s tick\n' "$nonce" || { finish_following; return; }
      # systemd-run says that it started what never runs; whoever comes second finds the run taken
      if [ -z "$_seen" ] && [ $_ticks = 5 ]; then start_session; fi
      if [ -z "$_seen" ] && [ $_ticks -ge 15 ]; then refuse 'the change did not start'; finish_following; return; fi
      if [ -n "$_seen" ] && [ ! -d "/proc/$_pid" ] && [ -n "${_gone-}" ]; then
        printf '%s lost\n' "$nonce"; finish_following; return
      fi
      if [ -n "$_seen" ] && [ ! -d "/proc/$_pid" ]; then _gone=yes; fi
    fi
  done
}

finish_following() {
  kill "$_ticker" 2>/dev/null
  rm -f "$run/wake.1"
}
)sh";

inline constexpr std::string_view runner = R"sh(
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

take_lock() { # a hard link to a complete file: there is never a lock without an owner
  read -r boot_id </proc/sys/kernel/random/boot_id
  process_start $$
  printf '%s %s %s %s\n%s\n' "$run_id" "$boot_id" $$ "$started" "$who" >"$run/owner" || exit 1
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

changed() { # INDEX: in this run, or in an earlier one that the present step did not follow
  eval "_outcome=\${o_$1-} _mark=\$k_$1-\$k_$step"
  [ "$_outcome" = changed ] || [ -e "$marks/$_mark" ]
}

outcome() { # OUTCOME
  eval "o_$step=$1"
  clock
  record step "$step" "$1" $((now - began))
  case $1 in changed | kept) clear_marks ;; esac
}

set_marks() { # for those who wait for this step's change
  eval "_marks=\${m_$step-}"
  if [ -z "$_marks" ]; then return 0; fi
  if [ ! -d "$marks" ]; then mkdir -p "$marks" || exit 1; fi
  for _mark in $_marks; do printf '%s\n' "$run_id" >"$marks/$_mark" || exit 1; done
}

clear_marks() {
  eval "_key=\$k_$step"
  set +f
  for _mark in "$marks"/*-"$_key"; do if [ -f "$_mark" ]; then rm -f "$_mark"; fi; done
  set -f
}

output_lines() { # of the step that failed
  _output=$(tail -n 20 "$run/step" 2>/dev/null | cut -c1-500)
  IFS=$newline
  for _line in $_output; do unset IFS; record output "$step" "$_line"; done
  unset IFS
}

fail() {
  failed=yes
  eval "o_$step=failed"
  clock
  output_lines
  record step "$step" failed $((now - began))
}

in_order() { eval "[ \"\$s_$1\" = \"\$d_$1\" ]"; }

step() { # INDEX change|maybe
  step=$1
  clock
  began=$now
  eval "_condition=\${c_$1:-:}"
  if ! eval "$_condition"; then outcome skipped; return 0; fi
  eval "_family=\${f_$1-}"
  if [ "$2" = maybe ] && [ -n "$_family" ] && eval "[ -z \"\${v_$1-}\" ]"; then
    if [ -n "${reload_units-}" ] && [ "$_family" = systemd ]; then ready_systemd >/dev/null 2>&1; fi
    probe "$1"
    if in_order "$1"; then outcome kept; return 0; fi
    eval "_state=\$s_$1"
    case $_state in *unprobeable* | *unreadable*) say "found: $_state" >"$run/step"; fail; return 1 ;; esac
  fi
  record_quietly start "$1"
  set_marks
  eval "_ready=\${r_$1-}"
  if { [ -z "$_ready" ] || "$_ready"; } >"$run/step" 2>&1 && "apply_$1" >>"$run/step" 2>&1; then outcome changed
  else fail; return 1
  fi
}

check() { # what changed, and what a change may affect, must now be as desired
  _again=
  for _i in $touched; do
    eval "_outcome=\${o_$_i-} _affected=\${x_$_i-}"
    if [ "$_outcome" = changed ]; then _again="$_again $_i $_affected"; fi
  done
  again=
  for _i in $everything; do
    eval "_family=\${f_$_i-} _outcome=\${o_$_i-} _after_only=\${v_$_i-}"
    if [ -z "$_family" ] || [ "$_outcome" = skipped ]; then continue; fi
    if [ -n "$_after_only" ] && [ "$_outcome" != changed ]; then continue; fi
    # a step that was not reached is not held against the run, and one that failed has said so
    case " $steps:$_outcome" in *" $_i:"*:changed | *" $_i:"*:kept) ;; *" $_i:"*) continue ;; esac
    case " $_again " in *" $_i "* | *' all '*) again="$again $_i" ;; esac
  done
  if [ -z "$again" ]; then return 0; fi
  settle $again
  probe $again
  for _i in $again; do
    if in_order "$_i"; then continue; fi
    failed=yes
    eval "record wrong $_i \"\$s_$_i\""
  done
}

settle() { # INDEX...
  for _settling in $settling; do
    _words=
    for _i; do
      eval "_family=\${f_$_i-}"
      if [ "$_family" = "$_settling" ]; then eval "_words=\"\$_words \$w_$_i\""; fi
    done
    if [ -n "$_words" ]; then eval "settle_$_settling $_words"; fi
  done
}

differs() { # whether the host is not as it was when the plan was made
  _differs=1
  for _i in $all; do
    if eval "[ \"\$s_$_i\" = \"\$e_$_i\" ]"; then continue; fi
    eval "record differs $_i \"\$s_$_i\""
    _differs=0
  done
  return $_differs
}

carry_out() {
  for _entry in $steps; do
    if [ -e "$run/stop" ]; then interrupted=yes; break; fi
    touched="$touched ${_entry%:*}"
    step "${_entry%:*}" "${_entry#*:}" || break
  done
  step=-
  check
  if [ -n "$failed" ]; then ended=failed
  elif [ -n "$interrupted" ]; then ended=interrupted
  else ended=succeeded
  fi
}

put_away() { # what only a running script needs
  set +f
  rm -f "$run/script" "$run/pipe" "$run/step" "$run/environment" "$run"/drained.* "$run"/upload.*
  set -f
}

main() {
  mkdir "$run/taken" 2>/dev/null || exit 0
  trap '' HUP PIPE
  exec </dev/null >/dev/null 2>&1
  failed='' interrupted='' touched='' step=-
  record begin $$
  if ! take_lock; then put_away; busy; exit 0; fi
  probe $all
  if differs; then ended=differs; else carry_out; fi
  put_away
  # who is planned anew comes again under the same name
  if [ $ended = differs ]; then rmdir "$run/taken"; fi
  # the last word comes last: whoever has read it finds the host free
  rm -f "$base/lock"
  record end $ended
}
)sh";

}  // namespace detail

SLIPWAY_DECL std::string_view prelude_shell() { return detail::prelude; }
SLIPWAY_DECL std::string_view answer_shell() { return detail::answer; }
SLIPWAY_DECL std::string_view folder_shell() { return detail::folder; }
SLIPWAY_DECL std::string_view receive_shell() { return detail::receive; }
SLIPWAY_DECL std::string_view runner_shell() { return detail::runner; }

}  // namespace slipway::plan
