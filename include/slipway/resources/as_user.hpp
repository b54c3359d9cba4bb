// Shell text that runs a command as another user of the host.
#pragma once

#include <string_view>

namespace slipway::resources {

/// Defines `as_user USER TEXT [WORD...]`, which runs the shell text as that user, without a login session where that is
/// possible (su may start a service manager for the user). The words go before the command that does it.
[[nodiscard]] constexpr std::string_view as_user_shell() {
  return R"sh(
as_user() { # USER TEXT [WORD...]
  _who=$1 _what=$2
  shift 2
  if [ "$user_id" != 0 ]; then
    if command -v sudo >/dev/null; then "$@" sudo -n -u "$_who" -- sh -c "$_what"
    elif command -v doas >/dev/null; then "$@" doas -n -u "$_who" sh -c "$_what"
    else say "this host has neither sudo nor doas, to become $_who"; return 1
    fi
  elif command -v runuser >/dev/null; then "$@" runuser -u "$_who" -- sh -c "$_what"
  else "$@" su -s /bin/sh "$_who" -c "$_what"
  fi
}
)sh";
}

}  // namespace slipway::resources
