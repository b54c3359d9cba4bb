// Shell text: contents that hold secrets, which are on the host in memory alone, and no longer than their run.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view secrets_text = R"sh(
secret_folder() { # sets secret_base, which boot empties where the system has such a place
  if [ "$user_id" = 0 ]; then secret_base=/run/slipway
  elif [ -n "${XDG_RUNTIME_DIR-}" ] && [ -O "$XDG_RUNTIME_DIR" ]; then secret_base=$XDG_RUNTIME_DIR/slipway
  elif [ -k /dev/shm ] && [ -w /dev/shm ]; then secret_base=/dev/shm/slipway-$user_id
  else secret_base=$base/secrets
  fi
}

secret_folder_is_ours() { [ ! -L "$secret_base" ] && [ -d "$secret_base" ] && [ -O "$secret_base" ]; }

secret_file() { # makes $secrets, named after this process, or sets refusal
  secret_folder
  if [ ! -e "$secret_base" ] && [ ! -L "$secret_base" ]; then mkdir -m 700 "$secret_base" 2>/dev/null; fi
  if ! secret_folder_is_ours; then refusal="$secret_base is not a folder of this user's"; return 1; fi
  case $(stat -c %a "$secret_base") in 700) ;; *) chmod 700 "$secret_base" || { refusal="$secret_base is open to others"; return 1; } ;; esac
  secrets=$secret_base/$run_id.$$
  (umask 077; set -C; : >"$secrets") 2>/dev/null || { refusal="$secrets cannot be made"; return 1; }
}

forget_secrets() { # of runs that ended without their last word
  secret_folder
  secret_folder_is_ours || return 0
  set +f
  for _left in "$secret_base"/*; do
    if [ -f "$_left" ] && [ ! -d "/proc/${_left##*.}" ]; then rm -f "$_left"; fi
  done
  set -f
}
)sh";

inline constexpr std::string_view secrets_of_a_run_text = R"sh(
load_secrets() { # what follows is of this process; the first line are assignments: digests, places and sizes
  if [ -z "${secrets-}" ]; then return 0; fi
  mv -f "$secrets" "${secrets%.*}.$$" || return 1
  secrets=${secrets%.*}.$$
  IFS= read -r _line <"$secrets" || return 1
  secrets_begin=$((${#_line} + 1))
  eval "$_line"
}

secret_content() { # INDEX
  eval "_at=\$secret_at_$1 _size=\$secret_size_$1"
  tail -c +$((secrets_begin + _at + 1)) "$secrets" | head -c "$_size"
}
)sh";

}  // namespace slipway::plan::detail
