// Shell text: takes the change, starts it detached and follows its journal.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view receive_text = R"sh(
refuse() { printf '%s refused %s\n' "$nonce" "$1"; }

receive() {
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
    rm -rf "$run" ${secrets:+"$secrets"}
    refuse "$_stored of $((_bytes + _secret_bytes)) bytes arrived"
    return 0
  fi
  if [ -n "$secrets" ]; then split_secrets || { rm -f "$secrets"; refuse "$run/script cannot be written"; return 0; }; fi
  { printf 'HOME=%s\nUSER=%s\nsecrets=%s\n' "$(word "$HOME")" "$(word "${USER:-$(id -un)}")" "$(word "$secrets")" >"$run/environment" &&
    : >"$run/journal" && mkfifo "$run/wake.1"; } || { refuse "$run cannot be written"; return 0; }
  exec 8<>"$run/wake.1"
  trap '' PIPE HUP
  start_unit || start_session
  follow
}

split_secrets() { # what came is the script, and behind it what no disk is to hold
  _rest=$secret_base/rest.$$
  head -c "$_bytes" "$secrets" >"$run/script" &&
    (umask 077; tail -c +$((_bytes + 1)) "$secrets" >"$_rest") && mv -f "$_rest" "$secrets"
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
        'guard '*' restoring '*) _pid=${_line#* restoring }; _pid=${_pid%% *} ;;
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

}  // namespace slipway::plan::detail
