// Shell text: breaks a host's lock, and says so on the host.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view unlock_text = R"sh(
unlock() { # $reason, $who; a record of it is left under $run
  if [ ! -e "$base/lock" ]; then printf '%s free\n' "$nonce"; return 0; fi
  life_of "$base/lock"
  describe_holder
  _broken="$described ($life)"
  state_folder || { printf '%s refused %s\n' "$nonce" "$refusal"; return 0; }
  process_start $$
  { printf '%s %s %s %s\n%s\n' "${run##*/}" "$boot_id" $$ "$started" "$who" >"$run/owner" &&
    printf '%s\n' "$about" >"$run/about" &&
    printf '1 begin %s .\n2 unlocked %s: %s .\n3 end succeeded .\n' $$ "$_broken" "$reason" >"$run/journal"; } ||
    { printf '%s refused %s cannot be written\n' "$nonce" "$run"; return 0; }
  # one that still runs stops before its next step, and says why
  if [ $life = running ]; then printf '%s\n' "its lock was broken by $who: $reason" >"$base/runs/$holder/stop"; fi
  rm -f "$base/lock"
  sync "$run/journal" 2>/dev/null || sync
  printf '%s unlocked %s %s\n' "$nonce" "$life" "$described"
}
)sh";

}  // namespace slipway::plan::detail
