// Shell text: what a host remembers of its runs.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view history_text = R"sh(
tell_history() { # NONCE run|owner|about|counts|at|last RUN ...
  life_of "$base/lock"
  _locked_by=$holder
  set +f
  set -- "$base"/runs/*
  set -f
  if [ ! -d "$1" ]; then return 0; fi
  for _folder; do
    life_of "$_folder/owner"
    if [ "$holder_state" = abandoned ]; then life=none; fi
    printf '%s run %s %s %s\n' "$nonce" "${_folder##*/}" "$life" "$holder_who"
    if [ -n "$_locked_by" ] && [ "$_locked_by" = "${_folder##*/}" ]; then printf '%s lock %s\n' "$nonce" "$_locked_by"; fi
  done
  set +f
  set -- "$base"/runs/*/about "$base"/runs/*/journal
  set -f
  for _file; do
    shift
    if [ -f "$_file" ]; then set -- "$@" "$_file"; fi
  done
  if [ $# -gt 0 ]; then awk -v nonce="$nonce" "$summarize" "$@"; fi
}

summarize='
  function tell(what, text) { print nonce " " what " " run " " text }
  function conclude() {
    if (file == "journal") {
      tell("counts", n["changed"] + 0 " " n["kept"] + 0 " " n["skipped"] + 0 " " n["failed"] + 0)
      if (at != "") tell("at", name[run, at])
      if (last != "") tell("last", last)
    }
    split("", n); at = last = ""
  }
  FNR == 1 {
    conclude()
    parts = split(FILENAME, part, "/")
    run = part[parts - 1]; file = part[parts]
  }
  file == "about" && $1 ~ /^[0-9]+$/ { step = $1; sub(/^[^ ]* [^ ]* [^ ]* /, ""); name[run, step] = $0; next }
  file == "about" { tell("about", $0); next }
  / \.$/ {
    sub(/^[^ ]* /, ""); sub(/ \.$/, "")
    if ($1 == "step") { if ($3 != "failed") ++n[$3]; else failed[run, $2] = 1; at = "" }
    if ($1 == "step" && $3 == "failed") { ++n["failed"]; at = $2 }
    if ($1 == "wrong" && !((run, $2) in failed)) { ++n["failed"]; failed[run, $2] = 1; at = $2 }
    if ($1 == "start") at = $2
    if ($1 ~ /^(begin|waiting|end)$/) last = $0
    if ($1 == "unlocked") tell("last", $0)
  }
  END { conclude() }
'
)sh";

}  // namespace slipway::plan::detail
