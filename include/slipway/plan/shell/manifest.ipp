// Shell text: what a layout manages on a host, read in phase one and written by a run.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view manifest_answer_text = R"sh(
machine_id() { # sets machine; where nobody has given the machine an id, its name must do
  machine=
  for _file in /etc/machine-id /var/lib/dbus/machine-id; do
    if [ -z "$machine" ] && [ -r "$_file" ]; then read -r machine <"$_file"; fi
  done
  case $machine in
    '' | *[!0-9a-f]*) read -r machine </proc/sys/kernel/hostname; machine=hostname-$machine ;;
  esac
}

in_step() { # whether the first line says that all is recorded just as the program has it
  [ -n "${manifest_digest-}" ] && [ -f "$_own" ] && [ ! -e "$_own.log" ] || return 1
  read -r _ _ _version _machine _digest _letters _run <"$_own"
  [ "$_version $_machine $_digest" = "$manifest_version $machine $manifest_digest" ]
}

answer_manifests() {
  machine_id
  printf '%s machine %s %s\n' "$nonce" "$machine" "$base"
  _own=$base/manifests/$manifest_name
  if in_step; then printf '%s in-step %s %s\n' "$nonce" "$_letters" "$_run"; return 0; fi
  if [ ! -d "$base/manifests" ]; then return 0; fi
  set +f
  set -- "$base/manifests"/[0-9a-f]*
  set -f
  for _file; do
    case $_file in *.new | *.old) ;; *) if [ -e "$_file" ]; then printf '%s manifest-file %s\n' "$nonce" "${_file##*/}"; fi ;; esac
  done
  if [ ! -e "$1" ]; then return 0; fi
  # what stands behind the last end of a line is torn, and stays so
  awk -v nonce="$nonce" '{ name = FILENAME; sub(/.*\//, "", name); print nonce " manifest " name " " $0 }' "$@" 2>/dev/null
}
)sh";

inline constexpr std::string_view manifest_text = R"sh(
open_manifest() { # from here on a killed run leaves a log of what it began
  if [ -z "$manifest" ]; then return 0; fi
  if [ ! -d "${manifest%/*}" ]; then mkdir -m 700 "${manifest%/*}" || exit 1; fi
  # what is damaged, or of another machine, is put aside
  if [ -n "${manifest_aside-}" ]; then
    if [ -e "$manifest" ]; then mv -f "$manifest" "$manifest.old" || exit 1; fi
    if [ -e "$manifest.log" ]; then mv -f "$manifest.log" "$manifest.log.old" || exit 1; fi
  fi
  # a line that a killed run has torn ends here
  printf '\n%s\t%s\t.\n' "$manifest_open" "$run_id" >>"$manifest.log" || exit 1
}

manifest_moved() { # whether somebody else has written to it since the plan was made
  if [ -z "$manifest" ] || [ -n "${manifest_aside-}" ]; then return 1; fi
  _first='' _log=''
  if [ -f "$manifest" ]; then IFS= read -r _first <"$manifest"; fi
  if [ -e "$manifest.log" ]; then _log=yes; fi
  [ "$_first" != "$manifest_was" ] || [ "$_log" != "$manifest_log" ]
}

held_as() { # LETTER: sets _held
  case $1 in i) _held=intended ;; m) _held=managed ;; r) _held=replaced ;; a) _held=adopted ;; *) _held=gone ;; esac
}

hold() { # INDEX LETTERS, one for each of its records: how they are held from now on; written down where that is new
  eval "_before=\${held_$1-}"
  if [ -z "$manifest" ] || [ -z "$_before" ] || [ "$_before" = "$2" ]; then return 0; fi
  eval "held_$1=\$2 _bodies=\$keys_$1"
  _letters=$2
  IFS=$newline
  for _body in $_bodies; do
    unset IFS
    held_as "${_letters%"${_letters#?}"}"
    _letters=${_letters#?}
    printf '%s\t%s\t.\n' "$_held" "$_body" >>"$manifest.log" || exit 1
  done
  unset IFS
}

hold_begun() { # INDEX: what is not held yet is intended
  eval "_letters=\${held_$1-} _begun="
  while [ -n "$_letters" ]; do
    case $_letters in .*) _begun=${_begun}i ;; *) _begun=$_begun${_letters%"${_letters#?}"} ;; esac
    _letters=${_letters#?}
  done
  hold "$1" "$_begun"
}

hold_ended() { # INDEX changed|kept|skipped
  if [ "$2" = skipped ]; then return 0; fi
  case $2 in changed) eval "_letters=\${then_$1-}" ;; *) eval "_letters=\${else_$1-}" ;; esac
  if [ -n "$_letters" ]; then hold "$1" "$_letters"; fi
}

add_records() { # LETTERS BODIES
  _letters=$1
  IFS=$newline
  for _body in $2; do
    unset IFS
    held_as "${_letters%"${_letters#?}"}"
    _letters=${_letters#?}
    if [ "$_held" = gone ]; then continue; fi
    manifest_lines=$manifest_lines$_held$tab$_body$newline
    manifest_count=$((manifest_count + 1))
  done
  unset IFS
}

close_manifest() { # ENDED: the log becomes a manifest that proves that it is whole
  if [ -z "$manifest" ]; then return 0; fi
  if [ "$1" = succeeded ] && [ -n "${manifest_ends-}" ]; then
    rm -rf "$marks" && rm -f "$manifest" "$manifest.log"
    return 0
  fi
  printf 'ended\t%s\t.\n' "$1" >>"$manifest.log" || return 0
  manifest_lines='' manifest_count=0 _in_program=
  for _i in $taken; do eval "add_records \"\$held_$_i\" \"\$keys_$_i\""; done
  add_records "$carried_letters" "$carried"
  _others=$manifest_count
  for _i in $recorded; do
    eval "add_records \"\$held_$_i\" \"\$keys_$_i\"; _in_program=\$_in_program\$held_$_i"
  done
  # only what holds just what the program asks for is worth a look at its first line alone
  if [ "$1$_others" != succeeded0 ]; then manifest_digest=- _in_program=-; else _in_program="=$_in_program"; fi
  _text="slipway manifest $manifest_version $machine $manifest_digest $_in_program $run_id$newline$manifest_of$tab$1$newline$manifest_lines"
  _digest=$(printf %s "$_text" | sha256sum)
  printf '%send\t%s\t%s\n' "$_text" "$manifest_count" "${_digest%% *}" >"$manifest.new" &&
    mv -f "$manifest.new" "$manifest" && rm -f "$manifest.log"
}
)sh";

}  // namespace slipway::plan::detail
