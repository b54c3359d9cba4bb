#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/resources/nix.hpp>

namespace slipway::resources {
namespace detail {

// beside a profile, PROFILE.slipway holds what was last made to last: STATE's digest, the configuration's name, the store path
inline constexpr std::string_view nix_probe = R"sh(
probe_nix() { # (INDEX system|profile PROFILE NAME)...
  while [ $# -gt 0 ]; do
    nix_look "$1" "$2" "$3" "$4"
    state "$1" "$_text"
    shift 4
  done
}

nix_name() { # NAME: sets _name; empty is the host's own
  _name=$1
  if [ -z "$_name" ]; then read -r _name </proc/sys/kernel/hostname; fi
}

nix_target() { # LINK: sets _target to the store path; empty: there is none
  _target=
  if [ -e "$1" ]; then _target=$(readlink -f "$1"); fi
}

nix_look() { # as the probe: sets _text
  _running=
  if [ "$2" = system ]; then nix_target /run/current-system; _running=$_target; fi
  eval "_tested=\${nix_tested_$1-}"
  if [ -n "$_tested" ] && { [ "$2" = profile ] || [ "$_running" = "${_tested#* }" ]; }; then
    _text="flake ${_tested%% *}"  # in a guard, which makes it last once it is confirmed
    return
  fi
  nix_target "$3"
  if [ -z "$_target" ]; then _text=absent; return; fi
  _of='' _from='' _path=''
  { read -r _of _from _path <"$3.slipway"; } 2>/dev/null
  nix_name "$4"
  if [ "$_path" != "$_target" ]; then _text="not of Slipway: $_target"
  elif [ "$2" = system ] && [ "$_running" != "$_target" ]; then _text="not running: ${_running:-no system} runs"
  elif [ "$_from" != "$_name" ]; then _text="the configuration $_from"
  else _text="flake $_of"
  fi
}
)sh";

inline constexpr std::string_view nix_apply = R"sh(
nix_fails() { # STEP: what failed, and that nothing is to be mended
  say "$1 failed; nothing was activated, and the next boot is as before"
  rm -rf "${nix_source-}"
  return 1
}

nix_take_source() { # INDEX: sets nix_source
  nix_source=$run/flake.$1
  rm -rf "$nix_source"
  mkdir -m 700 "$nix_source" || return 1
  "content_$1" | tar -xf - -C "$nix_source" || return 1
  rm -f "$run/upload.$1"
  if [ ! -f "$nix_source/inputs" ]; then return 0; fi
  limited_input=$nix_source/inputs
  limited nix-store --import && rm -f "$nix_source/inputs"
}

nix_build() { # OUTPUT ARGUMENT...: sets nix_path
  _output=$1
  shift
  limited nix --extra-experimental-features 'nix-command flakes' build --no-write-lock-file --out-link "$nix_source/result" "$@" \
    "path:$nix_source/flake#$_output" && nix_path=$(readlink -f "$nix_source/result") && [ -d "$nix_path" ]
}

nix_self_test() { # PROGRAM
  _test=$1
  if [ -z "$_test" ]; then
    for _test in pre-activate-safety-checks bin/pre-activate-safety-checks none; do
      if [ -f "$nix_path/$_test" ] && [ -x "$nix_path/$_test" ]; then break; fi
    done
    if [ "$_test" = none ]; then return 0; fi
  elif [ ! -f "$nix_path/$_test" ] || [ ! -x "$nix_path/$_test" ]; then say "there is no program $_test in $nix_path"; return 1
  fi
  limited "$nix_path/$_test" "$nix_path" test
}

nix_activate() { # KIND PROGRAM test|boot: in a unit of its own, which outlives whatever it restarts
  _kind=$1 _program=$2
  shift 2
  if [ "$_kind" = profile ]; then shift; fi
  if [ ! -d /run/systemd/system ]; then $nix_limited "$_program" "$@"; return; fi
  _unit=slipway-switch-$run_id
  $nix_limited systemd-run -q --collect --wait --pipe --service-type=exec --unit="$_unit" -- "$_program" "$@" && return 0
  systemctl stop "$_unit.service" 2>/dev/null
  return 1
}
nix_limited=limited

nix_remember() { # INDEX KIND PROFILE: what ran before, for whoever goes back
  nix_target "$3"
  if [ "$2" = system ] && [ -e /run/current-system ]; then nix_target /run/current-system; fi
  nix_before=$_target
  printf '%s\n' "$nix_before" >"$run/nix.$1"
}

nix_way_back() {
  if [ -n "${guard-}" ]; then say 'the guard switches back to what ran before'; return; fi
  rm -rf "$nix_source" "$run/nix.$nix_index"
  say "the next boot is as before; what runs may be half of each"
  nix_say_back
}

nix_say_back() {
  if [ -z "$nix_before" ]; then return; fi
  case $nix_kind in system) say "to go back now: $nix_before/$nix_program test" ;; *) say "to go back now: $nix_before/$nix_program" ;; esac
}

nix_deploy() { # INDEX KIND PROFILE NAME DIGEST PROGRAM SELF_TEST ARGUMENT...
  nix_index=$1 nix_kind=$2 nix_profile=$3 nix_digest=$5 nix_program=$6 nix_test=$7
  nix_name "$4"
  nix_of=$_name
  shift 7
  if ! command -v nix >/dev/null; then say 'there is no nix on this host: install it, on Debian the package nix-bin'; return 1; fi
  nix_take_source "$nix_index" || nix_fails 'unpacking the source of the flake' || return 1
  _attribute=$nix_of
  if [ "$nix_kind" = system ]; then _attribute="nixosConfigurations.\"$nix_of\".config.system.build.toplevel"; fi
  nix_build "$_attribute" "$@" || nix_fails "building $nix_of" || return 1
  if [ ! -x "$nix_path/$nix_program" ]; then say "there is no program $nix_program in $nix_path"; nix_fails "building $nix_of"; return 1; fi
  nix_self_test "$nix_test" || nix_fails "the self-test of $nix_path" || return 1
  nix_remember "$nix_index" "$nix_kind" "$nix_profile" || return 1
  if ! nix_activate "$nix_kind" "$nix_path/$nix_program" test; then
    say "activating $nix_path failed"
    nix_way_back
    return 1
  fi
  if [ -n "${guard-}" ]; then nix_wait "$nix_index"; return; fi
  if [ -n "${health_numbers-}" ] && ! stay_well; then
    say "the host is not well after activating $nix_path"
    nix_way_back
    return 1
  fi
  nix_make_last
  _made=$?
  rm -rf "$nix_source" "$run/nix.$nix_index"
  return $_made
}

nix_wait() { # INDEX: for the guard to be confirmed
  eval "nix_tested_$1=\"\$nix_digest \$nix_path\""
  nix_waiting="${nix_waiting-} $1"
  _words=
  for _one in "$nix_kind" "$nix_profile" "$nix_of" "$nix_digest" "$nix_program" "$nix_path" "$nix_before" "$nix_source"; do
    _words="$_words $(word "$_one")"
  done
  eval "nix_last_$1=\$_words"
}

nix_make_last() { # profile, boot loader, record; what cannot be is put back
  if nix_set_profile; then
    printf '%s %s %s\n' "$nix_digest" "$nix_of" "$nix_path" >"$nix_profile.slipway.new" &&
      mv -f "$nix_profile.slipway.new" "$nix_profile.slipway"
    return
  fi
  say "making $nix_path last failed: it runs, and the next boot is as before"
  nix_say_back
  return 1
}

nix_set_profile() {
  nix_target "$nix_profile"
  _old=$_target
  mkdir -p "${nix_profile%/*}" && limited nix-env -p "$nix_profile" --set "$nix_path" || return 1
  if [ "$nix_kind" = profile ] || nix_activate system "$nix_path/$nix_program" boot; then return 0; fi
  if [ -n "$_old" ]; then
    limited nix-env -p "$nix_profile" --set "$_old"
    nix_activate system "$_old/$nix_program" boot
  else rm -f "$nix_profile"
  fi
  return 1
}

nix_go_back() { # INDEX KIND PROGRAM: what a guard does, of whatever is left of a run
  if [ ! -e "$run/nix.$1" ]; then return 0; fi
  # a boot has brought the system of before
  if [ -n "${at_boot_only-}" ] && [ "$2" = system ]; then return 0; fi
  read -r _before <"$run/nix.$1"
  if [ -z "$_before" ]; then say 'nothing was active before'; return 1; fi
  # what runs as long as it takes must not be ended half way
  nix_limited=
  nix_activate "$2" "$_before/$3" test
}
)sh";

inline constexpr std::string_view nix_last = R"sh(
last_nix() { # what a guard has held back
  if [ -n "$guard" ] || [ -n "$failed" ]; then return 0; fi
  for _waiting in ${nix_waiting-}; do
    eval "_words=\$nix_last_$_waiting"
    eval "nix_last_one $_waiting $_words"
  done
  nix_waiting=
}

nix_last_one() { # INDEX, and what nix_wait has kept
  nix_kind=$2 nix_profile=$3 nix_of=$4 nix_digest=$5 nix_program=$6 nix_path=$7 nix_before=$8 nix_source=$9
  unset "nix_tested_$1"
  if ! nix_make_last >"$run/step" 2>&1; then failed=yes step=$1; output_lines; step=-; fi
  rm -rf "$nix_source" "$run/nix.$1"
}
)sh";

/// What is built: of which source, which of its outputs, with which arguments.
inline std::string digest_of(const flake_spec& f, const scope& s) {
  sha256_stream d;
  d.add(s.source(f.folder.text).sha256);
  for (std::size_t i = 0; i != f.argument_count; ++i) d.add("\n" + std::string(f.arguments[i]));
  return d.finish().substr(0, 16);
}

inline std::string_view kind_of_flake(const flake_spec& f) { return f.system ? "system" : "profile"; }

}  // namespace detail

SLIPWAY_DECL const family& nix_family() {
  static constexpr family f{"nix", detail::nix_probe, detail::nix_apply, {}, {}, detail::nix_last};
  return f;
}

SLIPWAY_DECL void probe_flake(const flake_spec& f, shell_words& words) {
  words.add(detail::kind_of_flake(f)).add(f.profile).add(f.output);
}

SLIPWAY_DECL std::string desired_flake(const flake_spec& f, const scope& s) { return "flake " + detail::digest_of(f, s); }

SLIPWAY_DECL std::string apply_flake(const flake_spec& f, const scope& s) {
  shell_words words;
  words.add(detail::kind_of_flake(f)).add(f.profile).add(f.output).add(detail::digest_of(f, s)).add(f.program).add(f.self_test);
  for (std::size_t i = 0; i != f.argument_count; ++i) words.add(f.arguments[i]);
  return "nix_deploy \"$step\" " + words.text();
}

SLIPWAY_DECL undo_text undo_flake(const flake_spec& f) {
  shell_words words;
  words.add(detail::kind_of_flake(f)).add(f.program);
  return {"nix_go_back \"$_step\" " + words.text(), {}, prior::stays};
}

SLIPWAY_DECL content flake_content(const flake_spec& f, const scope& s) {
  const auto& source = s.source(f.folder.text);
  content c;
  c.source = source.archive;
  c.size = source.size;
  c.sha256 = source.sha256;
  c.copy_seconds = f.copy_seconds;
  c.copy_retries = f.copy_retries;
  return c;
}

}  // namespace slipway::resources
