// Shell text: puts back what confirmed guards of a run have kept.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

// generated before it: what a change has too, and rolls_back, the id of the run, of which this machine's part has the same key
inline constexpr std::string_view roll_back_text = R"sh(
roll_back() { # FOLDER: of one guard
  _number=$((${1##*.} - 1000)) _of=${1%/*}
  record guard "$_number" restoring $$ wave
  env -i sh "$1/restore" wave
  if [ ! -e "$1" ] && [ ! -e "$_of/kept.$_number" ]; then record guard "$_number" restored; return; fi
  _trouble=$(sed -n "s/^[0-9]* guard $_number incomplete \(.*\) \.\$/\1/p" "$_of/journal" | tail -n 1)
  record guard "$_number" incomplete "${_trouble:-it was not carried out}"
}

roll_all_back() { # the last first
  _key=${run_id##*-} _count=0
  set +f
  set -- "$base/runs/$rolls_back-$_key"/undo.* "$base/runs/$rolls_back".*"-$_key"/undo.*
  set -f
  for _folder; do
    if [ -d "$_folder" ]; then _count=$((_count + 1)); eval "kept_$_count=\$_folder"; fi
  done
  while [ $_count -gt 0 ]; do
    eval "roll_back \"\$kept_$_count\""
    _count=$((_count - 1))
  done
}

roll_back_run() {
  take_run
  trap '' HUP PIPE
  exec </dev/null >/dev/null 2>&1
  printf '%s\n' "$about" >"$run/about" || exit 1
  record begin $$
  if wait_for_lock; then
    open_manifest
    roll_all_back
    ended=rolled-back
    release_lock
  fi
  put_away
  say_end
  sync "$run/journal" 2>/dev/null || sync
}
)sh";

}  // namespace slipway::plan::detail
