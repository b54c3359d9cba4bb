// Shell text: the folder of journals, locks and marks.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view folder_text = R"sh(
if [ -z "${base-}" ]; then
  if [ "$user_id" = 0 ]; then base=/var/lib/slipway; else base=${HOME%/}/.local/state/slipway; fi
fi

state_folder() { # makes $run and what is above it, ours alone, or sets refusal
  if [ -L "$base" ]; then refusal="$base is a symbolic link"; return 1; fi
  if [ -d "$base" ]; then
    if [ ! -O "$base" ]; then refusal="$base belongs to another user"; return 1; fi
    case $(stat -c %a "$base") in 700) ;; *) chmod 700 "$base" || { refusal="$base is open to others"; return 1; } ;; esac
  elif [ ! -d "${base%/*}" ]; then mkdir -p "${base%/*}"
  fi
  set --
  for _missing in "$base" "$base/runs" "$base/marks" "$base/manifests" "$run"; do
    if [ ! -d "$_missing" ]; then set -- "$@" "$_missing"; fi
  done
  if [ $# -gt 0 ]; then mkdir -m 700 "$@"; fi
  if [ ! -d "$run" ] || [ ! -O "$base" ]; then refusal="$run cannot be made"; return 1; fi
}
)sh";

}  // namespace slipway::plan::detail
