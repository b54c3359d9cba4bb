#pragma once

#include <slipway/facts/authorized_keys.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL authorized_key_record authorized_key_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3), line.text(4)};
}

SLIPWAY_DECL sudo_rule_record sudo_rule_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& authorized_keys() {
  static const fact_family f{"authorized_keys", R"sh(
facts_authorized_keys() {
  fact_list authorized_keys
  while IFS=: read -r _user _ _ _ _ _home _ || [ -n "$_user" ]; do
    if [ -r "$_home/.ssh/authorized_keys" ]; then facts_authorized_keys_of "$_home/.ssh/authorized_keys"; fi
  done </etc/passwd
}

facts_authorized_keys_of() { # FILE
  while read -r _line || [ -n "$_line" ]; do
    case $_line in '#'* | '') continue ;; esac
    for _type in ssh-ed25519 ssh-rsa ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521 sk-ssh-ed25519@openssh.com \
      sk-ecdsa-sha2-nistp256@openssh.com ssh-dss; do
      case " $_line" in *" $_type AAAA"*) ;; *) continue ;; esac
      _rest=" $_line" _options=${_rest%%" $_type AAAA"*} _rest=${_rest#*" $_type AAAA"}
      _key=AAAA${_rest%% *} _comment=
      case $_rest in *' '*) _comment=${_rest#* } ;; esac
      fact_record authorized_keys "$_user" "$_type" "$_key" "$_comment" "${_options# }"
      break
    done
  done <"$1"
}
)sh",
                             fact::authorized_key_record::fields, fact_shape::list, "a user"};
  return f;
}

SLIPWAY_DECL const fact_family& sudo_rules() {
  static const fact_family f{"sudo_rules", R"sh(
facts_sudo_rules() {
  set +f; set -- /etc/sudoers /etc/sudoers.d/*; set -f
  if [ ! -r /etc/sudoers ]; then return 0; fi
  fact_list sudo_rules
  for _file; do
    case ${_file##*/} in *.* | *~) continue ;; esac
    if [ -f "$_file" ] && [ -r "$_file" ]; then facts_sudo_rules_of; fi
  done
}

facts_sudo_rules_of() { # _file
  while read -r _line || [ -n "$_line" ]; do
    while :; do
      case $_line in *\\) ;; *) break ;; esac
      read -r _rest || break
      _line=${_line%\\}$_rest
    done
    case $_line in '' | '#'* | @* | Defaults* | User_Alias* | Runas_Alias* | Host_Alias* | Cmnd_Alias*) continue ;; esac
    case $_line in
      '"'*'"'*) _who=${_line#?} _rest=${_who#*'"'} _who=${_who%%'"'*} ;;
      *) facts_sudo_rules_who ;;
    esac
    set -- $_rest
    fact_record sudo_rules "$_who" "$*" "$_file"
  done <"$_file"
}

facts_sudo_rules_who() { # of _line; a blank in a name follows a backslash
  _who='' _rest=$_line
  while :; do
    _who=$_who${_rest%%[" $tab"]*}
    case $_rest in *[" $tab"]*) _rest=${_rest#*[" $tab"]} ;; *) _rest='' ;; esac
    case $_who in *\\) _who="${_who%?} " ;; *) return ;; esac
  done
}
)sh",
                             fact::sudo_rule_record::fields, fact_shape::list, "who may"};
  return f;
}
}  // namespace facts

}  // namespace slipway
