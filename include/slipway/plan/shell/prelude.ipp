// Shell text: what every script of ours begins with, and what probes call.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view prelude_text = R"sh(
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# where NixOS, and nix elsewhere, have their programs
PATH=$PATH:/run/wrappers/bin:/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin LC_ALL=C
export PATH LC_ALL
set -f
umask 022
newline='
'
user_id=
while read -r _key user_id _; do if [ "$_key" = Uid: ]; then break; fi; done </proc/self/status 2>/dev/null
if [ -z "$user_id" ]; then user_id=$(id -u); fi

escape() { # TEXT: sets escaped, one line
  escaped='' _rest=$1
  while :; do
    case $_rest in
      *[\\"$newline"]*)
        _head=${_rest%%[\\"$newline"]*}
        _rest=${_rest#"$_head"}
        case $_rest in \\*) escaped=$escaped$_head'\\' ;; *) escaped=$escaped$_head'\n' ;; esac
        _rest=${_rest#?} ;;
      *) escaped=$escaped$_rest; return ;;
    esac
  done
}

word() { # TEXT: prints it as one word of shell
  _rest=$1 _quoted=
  while :; do
    case $_rest in
      *\'*) _quoted="$_quoted${_rest%%\'*}'\\''"; _rest=${_rest#*\'} ;;
      *) printf "'%s'" "$_quoted$_rest"; return ;;
    esac
  done
}

state() { # INDEX TEXT: what a probe found; an operation's things are listed in their order
  _state=$2
  case $_state in *\\* | *"$newline"*) escape "$_state"; _state=$escaped ;; esac
  eval "s_$1=\"\${s_$1:+\$s_$1, }\$_state\""
}

hidden() { # PATH: whether something may be there that this user cannot see
  _above=${1%/*}
  while [ -n "$_above" ]; do
    if [ -d "$_above" ]; then [ ! -x "$_above" ]; return; fi
    _above=${_above%/*}
  done
  return 1
}

show_content() { # INDEX WHEN FILE: for diffs
  if [ -z "${want_content-}" ]; then return 0; fi
  printf '%s content %s %s\n' "$nonce" "$1" "$2"
  head -c 1048577 "$3" | base64
  printf '%s .\n' "$nonce"
}

probe() { # INDEX...: sets s_INDEX, with one call of each family
  for _family in $families; do eval "words_$_family="; done
  for _i; do
    eval "s_$_i= _family=\${f_$_i-}"
    if [ -n "$_family" ]; then eval "words_$_family=\"\$words_$_family \$w_$_i\""; fi
  done
  for _family in $families; do
    eval "_words=\$words_$_family"
    if [ -n "$_words" ]; then eval "probe_$_family $_words"; fi
  done
}
)sh";

}  // namespace slipway::plan::detail
