// Shell text: the folder of journals, locks and marks.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view folder_text = R"sh(
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

}  // namespace slipway::plan::detail
