#pragma once

#include <slipway/resources/account.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view account_probe = R"sh(
account_begin() { _users='' _groups='' _user_names=: _group_names=: _gids=' '; }

account_add() { # INDEX user|group NAME ASKED GROUPS
  eval "name_$1=\$3 asked_$1=\$4 names_$1=\$5 found_$1='' main_$1='' member_$1=''"
  case $2 in
    user) _users="$_users $1" _user_names=$_user_names$3: ;;
    group) _groups="$_groups $1" _group_names=$_group_names$3: ;;
  esac
}

# account_read: sets found_I, id_I and gid_I, comment_I, home_I, shell_I, main_I (primary group), member_I (other groups)
account_read() {
  _passwd=${passwd_file:-/etc/passwd} _group=${group_file:-/etc/group}
  if [ ! -r "$_passwd" ] || [ ! -r "$_group" ]; then return 1; fi
  if [ -n "$_users" ]; then
    while IFS=: read -r _name _ _id _gid _comment _home _shell || [ -n "$_name" ]; do
      case $_user_names in *":$_name:"*) account_user ;; esac
    done <"$_passwd"
  fi
  while IFS=: read -r _name _ _gid _members || [ -n "$_name" ]; do
    case $_group_names in *":$_name:"*) account_group ;; esac
    case $_gids in *" $_gid "*) account_main ;; esac
    if [ -n "$_members" ]; then account_members; fi
  done <"$_group"
}

account_user() { # the first of a name counts
  for _i in $_users; do
    if eval "[ \"\$name_$_i\" = \"\$_name\" ] && [ -z \"\$found_$_i\" ]"; then
      eval "found_$_i=yes id_$_i=\$_id gid_$_i=\$_gid comment_$_i=\$_comment home_$_i=\$_home shell_$_i=\$_shell"
      _gids="$_gids$_gid "
    fi
  done
}

account_group() {
  for _i in $_groups; do
    if eval "[ \"\$name_$_i\" = \"\$_name\" ] && [ -z \"\$found_$_i\" ]"; then eval "found_$_i=yes id_$_i=\$_gid"; fi
  done
}

account_main() {
  for _i in $_users; do
    if eval "[ \"\${gid_$_i-}\" = \"\$_gid\" ] && [ -z \"\$main_$_i\" ]"; then eval "main_$_i=\$_name"; fi
  done
}

account_members() {
  for _i in $_users; do
    eval "_wanted=\$name_$_i"
    case ",$_members," in *",$_wanted,"*) eval "member_$_i=\"\$member_$_i \$_name\"" ;; esac
  done
}

account_groups() { # INDEX: sets _list to its other groups, those that are asked for first
  _list=''
  eval "_asked_for=\$names_$1 _member=\$member_$1"
  for _g in $_asked_for; do case "$_member " in *" $_g "*) _list="$_list,$_g" ;; esac; done
  for _g in $_member; do case " $_asked_for " in *" $_g "*) ;; *) _list="$_list,$_g" ;; esac; done
  _list=${_list#,}
}

account_membership() { # INDEX: sets _list to those asked-for groups that it is in, _missing to the others
  _list='' _missing=''
  eval "_asked_for=\$names_$1 _member=\"\$member_$1 \$main_$1\""
  for _g in $_asked_for; do
    case "$_member " in *" $_g "*) _list="$_list,$_g" ;; *) _missing="$_missing,$_g" ;; esac
  done
  _list=${_list#,} _missing=${_missing#,}
}

account_state() { # INDEX user|group: sets _text
  if eval "[ -z \"\$found_$1\" ]"; then _text=absent; return; fi
  eval "_asked=\$asked_$1"
  _text=$2
  case $2$_asked in user*u*) eval "_text=\"\$_text uid=\$id_$1\"" ;; group*u*) eval "_text=\"\$_text gid=\$id_$1\"" ;; esac
  case $_asked in *g*) eval "_text=\"\$_text group=\$main_$1\"" ;; esac
  case $_asked in *h*) eval "_text=\"\$_text home=\$home_$1\"" ;; esac
  case $_asked in *s*) eval "_text=\"\$_text shell=\$shell_$1\"" ;; esac
  case $_asked in
    *G*) account_groups "$1"; _text="$_text groups=$_list" ;;
    *M*) account_membership "$1"; _text="$_text member_of=$_list" ;;
  esac
  case $_asked in *c*) eval "_text=\"\$_text comment=\$comment_$1\"" ;; esac
}

probe_account() {
  account_begin
  while [ $# -gt 0 ]; do account_add "$1" "$2" "$3" "$4" "$5"; shift 5; done
  account_read; _status=$?
  for _i in $_users; do account_answer "$_i" user; done
  for _i in $_groups; do account_answer "$_i" group; done
}

account_answer() { # INDEX user|group
  if [ "$_status" != 0 ]; then _text=unreadable; else account_state "$1" "$2"; fi
  state "$1" "$_text"
}
)sh";

inline constexpr std::string_view account_apply = R"sh(
account_tool() { # COMMAND...: with its output and a session of its own
  if ! command -v "$1" >/dev/null; then say "this host has no $1"; return 1; fi
  limited "$@"
}

remove_account() { # user|group NAME: whoever is gone already needs nothing
  account_begin
  account_add "$step" "$1" "$2" '' ''
  account_read || { say '/etc/passwd and /etc/group cannot be read'; return 1; }
  if eval "[ -z \"\$found_$step\" ]"; then return 0; fi
  account_tool "$1del" "$2"
}

# set_group INDEX NAME ASKED GID KIND: KIND is system or normal
set_group() {
  account_begin
  account_add "$1" group "$2" "$3" ''
  account_read || { say '/etc/passwd and /etc/group cannot be read'; return 1; }
  _name=$2 _gid=$4 _kind=$5
  eval "_found=\$found_$1 _id=\${id_$1-}"
  set --
  if [ -n "$_gid" ] && [ "$_gid" != "$_id" ]; then set -- -g "$_gid"; fi
  if [ -z "$_found" ]; then
    if [ "$_kind" = system ]; then set -- "$@" -r; fi
    account_tool groupadd "$@" "$_name"
  elif [ $# -gt 0 ]; then account_tool groupmod "$@" "$_name"
  fi
}

# set_user INDEX NAME ASKED GROUPS UID GROUP HOME SHELL COMMENT KIND
set_user() {
  account_begin
  account_add "$1" user "$2" "$3" "$4"
  account_add own group "$2" '' ''
  account_read || { say '/etc/passwd and /etc/group cannot be read'; return 1; }
  if eval "[ -n \"\$found_$1\" ]"; then change_user "$@"; else make_user "$@"; fi
}

make_user() { # as set_user
  _name=$2 _asked=$3 _uid=$5 _group=$6 _home=$7 _shell=$8 _comment=$9
  account_membership "$1"
  shift 9
  case $1 in system) set -- -r -M ;; *) set -- -m ;; esac
  # a group of the user's name may be there already
  case $_asked$found_own in
    *g*) set -- "$@" -g "$_group" ;;
    *yes) set -- "$@" -g "$_name" ;;
    *) set -- "$@" -U ;;
  esac
  case $_asked in *u*) set -- "$@" -u "$_uid" ;; esac
  case $_asked in *h*) set -- "$@" -d "$_home" ;; esac
  case $_asked in *s*) set -- "$@" -s "$_shell" ;; esac
  case $_asked in *c*) set -- "$@" -c "$_comment" ;; esac
  if [ -n "$_missing" ]; then set -- "$@" -G "$_missing"; fi
  account_tool useradd "$@" "$_name"
}

change_user() { # as set_user: only what differs
  _name=$2 _asked=$3 _uid=$5 _group=$6 _home=$7 _shell=$8 _comment=$9
  eval "_id=\$id_$1 _main=\$main_$1 _old_home=\$home_$1 _old_shell=\$shell_$1 _old_comment=\$comment_$1"
  account_groups "$1"
  _others=$_list
  account_membership "$1"
  eval "set -- \$names_$1"
  _exactly=
  for _g; do _exactly=$_exactly,$_g; done
  _exactly=${_exactly#,}
  set --
  case $_asked in *u*) if [ "$_uid" != "$_id" ]; then set -- "$@" -u "$_uid"; fi ;; esac
  case $_asked in *g*) if [ "$_group" != "$_main" ]; then set -- "$@" -g "$_group"; fi ;; esac
  case $_asked in *h*) if [ "$_home" != "$_old_home" ]; then set -- "$@" -d "$_home"; fi ;; esac
  case $_asked in *s*) if [ "$_shell" != "$_old_shell" ]; then set -- "$@" -s "$_shell"; fi ;; esac
  case $_asked in *c*) if [ "$_comment" != "$_old_comment" ]; then set -- "$@" -c "$_comment"; fi ;; esac
  case $_asked in
    *G*) if [ "$_others" != "$_exactly" ]; then set -- "$@" -G "$_exactly"; fi ;;
    *M*) if [ -n "$_missing" ]; then set -- "$@" -a -G "$_missing"; fi ;;
  esac
  if [ $# -gt 0 ]; then account_tool usermod "$@" "$_name"; fi
}
)sh";

}  // namespace detail

SLIPWAY_DECL const family& account_family() {
  static const family f{"account", detail::account_probe, detail::account_apply, {}, {}};
  return f;
}

}  // namespace slipway::resources
