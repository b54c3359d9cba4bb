// Shell text: takes the change, starts it detached and follows its journal.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view receive_text = R"sh(
refuse() { printf '%s refused %s\n' "$nonce" "$1"; }

receive() { # waits for the order `run RUN BYTES`, and the script behind it
  IFS= read -r _order || return 0
  set -- $_order
  if [ "$1" != run ]; then return 0; fi
  run_id=$2 _bytes=$3 _secret_bytes=${4-0}
  run=$base/runs/$run_id
  state_folder || { refuse "$refusal"; return 0; }
  secrets='' _into=$run/script
  if [ "$_secret_bytes" -gt 0 ]; then
    secret_file || { refuse "$refusal"; return 0; }
    _into=$secrets
  fi
  cat >"$_into" || { rm -f ${secrets:+"$secrets"}; refuse "$_into cannot be written"; return 0; }
  _stored=$(wc -c <"$_into")
  if [ "$_stored" -ne $((_bytes + _secret_bytes)) ]; then
    if [ -e "$run/owner" ]; then rm -f "$_into"; else rm -rf "$run" ${secrets:+"$secrets"}; fi
    refuse "$_stored of $((_bytes + _secret_bytes)) bytes arrived"
    return 0
  fi
  if [ -n "$secrets" ]; then split_secrets || { rm -f "$secrets"; refuse "$run/script cannot be written"; return 0; }; fi
  { printf 'HOME=%s\nUSER=%s\nsecrets=%s\n' "$(word "$HOME")" "$(word "${USER:-$(id -un)}")" "$(word "$secrets")" >"$run/environment" &&
    : >"$run/journal"; } || { refuse "$run cannot be written"; return 0; }
  listen || return 0
  trap '' PIPE HUP
  start_unit || start_session
  exec 7<"$run/journal"
  _seen=''
  follow
}

split_secrets() { # what came is the script, and behind it what no disk is to hold
  _rest=$secret_base/rest.$$
  head -c "$_bytes" "$secrets" >"$run/script" &&
    (umask 077; tail -c +$((_bytes + 1)) "$secrets" >"$_rest") && mv -f "$_rest" "$secrets"
}

start_unit() { # a transient unit of systemd, where that works
  if [ "$user_id" != 0 ] || [ ! -d /run/systemd/system ]; then return 1; fi
  set -- --collect --unit="slipway-run-$run_id"
  # what a guard leaves there when it is killed; systemd does not keep every sign of a command when it reloads its units
  case $run in
    *[!A-Za-z0-9/._-]*) ;;
    *) set -- "$@" --property="ExecStopPost=-/bin/sh -c 'test ! -e $run/killed || exec sh $run/killed'" ;;
  esac
  systemd-run -q "$@" env -i sh "$run/script" >/dev/null 2>&1 8>&-
}

start_session() { # else a session of its own
  if command -v setsid >/dev/null; then
    setsid env -i sh "$run/script" </dev/null >/dev/null 2>&1 8>&- &
  else
    env -i sh "$run/script" </dev/null >/dev/null 2>&1 8>&- &
  fi
}

claim() { # whether the run has not begun, and then never will: the change that is still under way finds it taken
  set -C
  printf '%s - 0 0\n-\nabandoned\n' "$run_id" 2>/dev/null >"$run/owner"
  set +C
  read_owner "$run/owner"
  [ "$holder_state" = abandoned ]
}

attach() { # RUN BYTE: goes on from there
  run_id=$1 run=$base/runs/$1
  state_folder || { refuse "$refusal"; return 0; }
  if [ "$2" = 0 ] && claim; then printf '%s none\n' "$nonce"; return 0; fi
  printf '%s attached %s\n' "$nonce" "$run_id"
  follow_from "$2"
}

resume() { # ID KEY: tells the last attempt at a run of this machine from its beginning
  _begun=
  set +f
  for run in "$base/runs/$1-$2" "$base/runs/$1".*"-$2"; do
    # one that only received its files has not begun, and never will
    run_id=${run##*/}
    if [ -d "$run" ] && ! { claim && [ ! -s "$run/journal" ]; }; then _begun=$run; fi
  done
  set -f
  run=$_begun run_id=${_begun##*/}
  if [ -z "$run" ]; then printf '%s none\n' "$nonce"; return 0; fi
  while IFS= read -r _line; do printf '%s about %s\n' "$nonce" "$_line"; done 2>/dev/null <"$run/about"
  if { IFS= read -r _line; } 2>/dev/null <"$run/word"; then printf '%s word %s\n' "$nonce" "$_line"; fi
  printf '%s attached %s\n' "$nonce" "$run_id"
  follow_from 0
}

follow_from() { # BYTE
  # on a host that was made anew there is nothing to wait for
  if [ ! -f "$run/journal" ]; then refuse "$run is gone"; return 0; fi
  listen || return 0
  trap '' PIPE HUP
  exec 7<"$run/journal"
  if [ "$1" -gt 0 ]; then dd bs="$1" count=1 <&7 >/dev/null 2>&1; fi
  _seen=yes
  follow
}

listen() {
  wake=$run/wake.$$
  rm -f "$wake"  # of a dead process with this number
  mkfifo "$wake" || { refuse "$run cannot be written"; return 1; }
  exec 8<>"$wake"
}

tick() { # says once a second that the follower is to look up
  exec >/dev/null 2>&1 </dev/null
  while sleep 1; do echo tick >&8 || return; done
}

follow() {
  _partial='' _ticks=0
  tick &
  _ticker=$!
  life_of "$run/owner"
  follow_lines
  kill "$_ticker" 2>/dev/null
  rm -f "$wake"
}

follow_lines() { # until the end, or until nobody listens or writes any more
  while :; do
    while IFS= read -r _line <&7; do
      _line=$_partial$_line _partial='' _seen=yes
      printf '%s j %s\n' "$nonce" "$_line" || return
      case ${_line#* } in 'end '*) return ;; esac
    done
    _partial=$_partial$_line
    # seen dead before everything was read: nothing can come any more
    case $life:$holder_state in
      *:abandoned) refuse 'somebody has taken it for lost'; return ;;
      killed:* | rebooted:*) if ! guard_is_pending "$run"; then printf '%s lost %s\n' "$nonce" "$life"; return; fi ;;
    esac
    IFS= read -r _why <&8
    if [ "$_why" != tick ]; then continue; fi
    printf '%s tick\n' "$nonce" || return
    _ticks=$((_ticks + 1))
    life_of "$run/owner"
    if [ -n "$_seen" ]; then continue
    elif [ $_ticks -ge 15 ]; then refuse 'the change did not start'; return
    # systemd-run says that it started what never runs; whoever comes second finds the run taken
    elif [ $_ticks = 5 ]; then start_session
    fi
  done
}
)sh";

}  // namespace slipway::plan::detail
