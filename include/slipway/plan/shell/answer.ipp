// Shell text: prints the answer of phase one, each line framed by $nonce.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view answer_text = R"sh(
fact() { # NAME VALUE
  _state=$2
  case $_state in *\\* | *"$newline"*) escape "$_state"; _state=$escaped ;; esac
  printf '%s fact %s %s\n' "$nonce" "$1" "$_state"
}

answer() {
  for _i in $all; do eval "printf '%s state %s %s\n' \"\$nonce\" $_i \"\$s_$_i\""; done
  if [ -d "$base/marks/$marks_key" ]; then
    set +f
    for _mark in "$base/marks/$marks_key"/*; do
      if [ -f "$_mark" ] && read -r _run <"$_mark"; then printf '%s mark %s %s\n' "$nonce" "${_mark##*/}" "$_run"; fi
    done
    set -f
  fi
  printf '%s end\n' "$nonce"
}
)sh";

}  // namespace slipway::plan::detail
