// Shell text: forgets old runs.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view prune_text = R"sh(
most_runs=50 longest_kept=$((30 * 24 * 3600))

prune() { # the oldest runs above 50 and those over 30 days; never a live one, nor the last of its machine, which may be resumed
  clock
  set +f
  set -- "$base"/runs/*
  set -f
  _surplus=$(($# - most_runs)) _old=
  if [ $_surplus -le 0 ] && [ $now -lt $((longest_kept * 100)) ]; then return 0; fi
  while [ $# -gt 1 ]; do
    _folder=$1
    shift
    case "$* " in *"-${_folder##*-} "*) ;; *) continue ;; esac
    if is_held "$_folder/owner"; then continue; fi
    if [ $_surplus -gt 0 ] || is_too_old; then _old="$_old ${_folder##*/}" _surplus=$((_surplus - 1)); fi
  done
  if [ -n "$_old" ]; then cd "$base/runs" && rm -rf -- $_old; fi
}

is_too_old() { # after life_of; of an earlier boot only this one's time is known for certain
  _age=$now
  if [ "$holder_boot" = "$boot_id" ]; then _age=$((now - holder_start)); fi
  [ $_age -ge $((longest_kept * 100)) ]
}
)sh";

}  // namespace slipway::plan::detail
