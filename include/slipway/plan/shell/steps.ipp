// Shell text: carries out a change: lock, check, steps, final check.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view steps_text = R"sh(
changed() { # INDEX: in this run, or in an earlier one that the present step did not follow
  eval "_outcome=\${o_$1-} _mark=\$k_$1-\$k_$step"
  # nobody knows what a failure has done that was ignored
  case $_outcome in changed | ignored) return 0 ;; esac
  [ -e "$marks/$_mark" ]
}

has_failed() { # INDEX: a failure that is not ignored ends the run
  eval "[ \"\${o_$1-}\" = ignored ]"
}

has_succeeded() { # INDEX
  eval "_outcome=\${o_$1-}"
  case $_outcome in changed | kept) return 0 ;; esac
  in_order_before "$1"
}

in_order_before() { # INDEX: no step, as there was nothing to do
  eval "[ -z \"\${o_$1-}\" ] && [ -n \"\${d_$1-}\" ]"
}

outcome() { # OUTCOME
  eval "o_$step=$1"
  clock
  hold_ended "$step" "$1"
  record_quietly step "$step" "$1" $((now - began))
  case $1 in changed | kept) clear_marks ;; esac
}

set_marks() { # for those who wait for this step's change
  eval "_marks=\${m_$step-}"
  if [ -z "$_marks" ]; then return 0; fi
  if [ ! -d "$marks" ]; then mkdir -p "$marks" || exit 1; fi
  have_marks=yes
  for _mark in $_marks; do printf '%s\n' "$run_id" >"$marks/$_mark" || exit 1; done
}

clear_marks() {
  if [ -z "$have_marks" ]; then return 0; fi
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

fail() { # of a step that may fail: whether the host goes on
  eval "_ignored=\${g_$step-}"
  clock
  output_lines
  if [ -n "$_ignored" ]; then eval "o_$step=ignored"; record step "$step" ignored $((now - began)); return 0; fi
  failed=yes
  eval "o_$step=failed"
  record step "$step" failed $((now - began))
  return 1
}

attempt() { # INDEX: once
  deadline=
  eval "_ready=\${r_$1-} _within=\${t_$1-}"
  if [ -n "$_within" ]; then rm -f "$run/late"; clock; deadline=$((now + _within * 100)); fi
  if { [ -z "$_ready" ] || "$_ready"; } >"$run/step" 2>&1 && "apply_$1" >>"$run/step" 2>&1; then return 0; fi
  if [ -n "$deadline" ] && [ -e "$run/late" ]; then eval "_within=\$t_$1"; say "not done within $_within s: it was ended" >>"$run/step"; fi
  return 1
}

attempts() { # INDEX: as often as it may be tried
  eval "tries=\${n_$1:-0}"
  until attempt "$1"; do
    if [ "$tries" = 0 ] || [ -e "$run/stop" ]; then return 1; fi
    eval "_pause=\$p_$1"
    note "it failed and is tried again in $_pause s, at most $tries more times"
    tries=$((tries - 1))
    sleep "$_pause"
  done
}

in_order() { eval "[ \"\$s_$1\" = \"\$d_$1\" ]"; }

step() { # INDEX change|maybe
  step=$1 began=$now
  eval "_condition=\${c_$1:-:}"
  if ! eval "$_condition"; then outcome skipped; return 0; fi
  eval "_family=\${f_$1-}"
  if [ "$2" = maybe ] && [ -n "$_family" ] && eval "[ -z \"\${v_$1-}\" ]"; then
    if [ -n "${reload_units-}" ] && [ "$_family" = systemd ]; then ready_systemd >/dev/null 2>&1; fi
    probe "$1"
    if in_order "$1"; then outcome kept; return 0; fi
    eval "_state=\$s_$1"
    case $_state in *unprobeable* | *unreadable*) say "found: $_state" >"$run/step"; fail; return ;; esac
  fi
  record start "$1"  # and with it followers hear how the one before ended
  set_marks
  hold_begun "$1"
  eval "_family=\${f_$1-}"
  if [ "$_family" != "$family" ]; then family=$_family sequence=$((sequence + 1)); fi
  if attempts "$1"; then outcome changed; else fail; fi
}

check() { # what changed, and what a change may affect, must now be as desired
  _again=
  for _i in $touched; do
    eval "_outcome=\${o_$_i-} _affected=\${x_$_i-}"
    case $_outcome in changed) _again="$_again $_i $_affected" ;; ignored) _again="$_again $_affected" ;; esac
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
  if [ -z "$_again" ]; then return 0; fi
  settle $again
  prove
  make_last
  probe $again
  for _i in $again; do
    if in_order "$_i"; then continue; fi
    eval "_ignored=\${g_$_i-} _state=\$s_$_i"
    if [ -n "$_ignored" ]; then step=$_i; note "it is not as desired after the run: found $_state"; continue; fi
    failed=yes
    record wrong "$_i" "$_state"
  done
}

prove() { # that the host is well, and in a guard that what it verifies holds
  if [ -n "$guard" ] && ! verify; then take_back verify; fi
  if [ -n "$failed" ] || [ -z "${health_numbers-}" ] || stay_well; then return 0; fi
  if [ -n "$guard" ]; then take_back health; fi
  failed=yes
}

make_last() { # what was done for now, and is well, is done for the next boot
  for _lasting in $lasting; do "last_$_lasting"; done
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
  if manifest_moved; then return 0; fi
  _differs=1
  for _i in $all; do
    if eval "[ \"\$s_$_i\" = \"\$e_$_i\" ]"; then continue; fi
    eval "record differs $_i \"\$s_$_i\""
    _differs=0
  done
  return $_differs
}

wants_reboot() { # INDEX
  step=$1 began=$now
  eval "_condition=\${c_$1:-:}"
  if ! eval "$_condition"; then outcome skipped; return 1; fi
  reboots=$1
}

go_down() { # keeps the lock for whoever goes on once the host is up again; says so before it is not there any more
  if ! holds_lock || [ -e "$run/stop" ]; then ended=interrupted; return 0; fi
  step=$reboots
  clock
  began=$now
  record start "$step"
  eval "reboot_time=\$b_$step"
  process_start $$
  printf '%s %s %s %s\n%s\nrebooting %s %s\n' "$run_id" "$boot_id" $$ "$started" "$who" $((now / 100 + reboot_time)) "$reboot_time" \
    >"$run/down" && mv -f "$run/down" "$base/lock" || exit 1
  sync
  # there are a few words left to say while everything is ended
  trap '' TERM
  if attempt "$step"; then outcome changed; return 0; fi
  if holds_lock; then ln -f "$run/owner" "$base/lock"; fi
  fail || :
  ended=failed
}

forget_kept() { # by an earlier run: it is too old to be put back once there is another change
  set +f
  for _kept in "$base"/runs/*/undo.*; do
    case $_kept in "$base/runs/${keeps_guards:--}"[.-]*) continue ;; esac
    if [ -d "$_kept" ]; then rm -rf "$_kept"; fi
  done
  set -f
}

carry_out() {
  clock
  forget_kept
  open_manifest
  for _entry in $steps; do
    case $_entry in
      begin:*) guard_begin "${_entry#*:}" || break; clock; continue ;;
      end:*) guard_end; clock; if [ -n "$failed" ]; then break; fi; continue ;;
    esac
    # what stands in a guard is settled first
    if [ -e "$run/stop" ] && [ -z "$guard" ]; then interrupted=yes; break; fi
    case $_entry in *:reboot) if wants_reboot "${_entry%:*}"; then break; fi; continue ;; esac
    touched="$touched ${_entry%:*}"
    if step "${_entry%:*}" "${_entry#*:}"; then continue; fi
    if [ -n "$guard" ]; then take_back step "${_entry%:*}"; fi
    break
  done
  step=-
  check
  if [ -n "$failed" ]; then ended=failed
  elif [ -n "$interrupted" ]; then ended=interrupted
  elif [ -n "$reboots" ]; then ended=rebooting
  else ended=succeeded
  fi
  # what is left to be decided is left to be done
  case $ended${stages_follow-} in rebooting* | succeededyes) close_manifest interrupted ;; *) close_manifest $ended ;; esac
}

say_end() { # with what somebody who stopped it has to say
  if [ "$ended" = interrupted ] && read -r _why <"$run/stop"; then ended="interrupted $_why"; fi
  if [ "$ended" = rebooting ]; then ended="rebooting $boot_id $reboot_time"; fi
  record end "$ended"
}

put_away() { # FILE...: those, and what only a running script needs
  set +f
  rm -f "$@" "$run/script" "$run/pipe" "$run/step" "$run/leader" "$run/environment" "$run/late" "$run/input" "$run/word" \
    "$run"/drained.* "$run"/upload.* ${secrets:+"$secrets"}
  set -f
}

main() {
  take_run
  load_secrets
  trap '' HUP PIPE
  exec </dev/null >/dev/null 2>&1
  failed='' interrupted='' touched='' step=- have_marks='' family='' sequence=0 guard='' reboots=''
  if [ -d "$marks" ]; then have_marks=yes; fi
  printf '%s\n' "$about" >"$run/about" || exit 1
  # whoever resumes this may say it, too
  if [ -n "${confirmation-}" ]; then printf '%s\n' "$confirmation" >"$run/word" || exit 1; fi
  record begin $$
  if ! wait_for_lock; then put_away; say_end; exit 0; fi
  probe $all
  if differs; then ended=differs; else
    if [ -n "${health_numbers-}" ]; then remember_health; fi
    carry_out
  fi
  if [ "$ended" = rebooting ]; then go_down; fi
  # who is planned anew comes again under the same name
  _again=
  if [ "$ended" = differs ]; then _again=$run/owner; fi
  put_away ${_again:+"$_again"}
  # the last word comes last: whoever has read it finds the host free
  if [ "$ended" != rebooting ]; then release_lock; fi
  say_end
  # nobody waits for the rest
  sync "$run/journal" 2>/dev/null || sync
  prune
}
)sh";

}  // namespace slipway::plan::detail
