#pragma once

#include <string>

#include <slipway/resources/as_user.hpp>
#include <slipway/resources/path.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view path_kinds = R"sh(
path_kind() { # PATH FOLLOW: sets _kind
  if [ -L "$1" ] && [ -z "$2" ]; then _kind=l
  elif [ -f "$1" ]; then _kind=f
  elif [ -d "$1" ]; then _kind=d
  elif [ -p "$1" ]; then _kind='a FIFO'
  elif [ -S "$1" ]; then _kind='a socket'
  elif [ -e "$1" ]; then _kind='a device'
  elif [ -L "$1" ]; then _kind='a link to nothing'
  elif hidden "$1"; then _kind=hidden
  else _kind=absent
  fi
}

path_other() { # INDEX KIND: what is there is not what the operation manages
  case $2 in
    absent) state "$1" absent ;;
    hidden) state "$1" unreadable ;;
    l) state "$1" 'unprobeable (is a symbolic link)' ;;
    f) state "$1" 'unprobeable (is a regular file)' ;;
    d) state "$1" 'unprobeable (is a directory)' ;;
    *) state "$1" "unprobeable (is $2)" ;;
  esac
}
)sh";

inline constexpr std::string_view path_probe = R"sh(
# path_lines COMMAND INDEX...: sets line_INDEX to the line that COMMAND prints for the path of each, in one process if it can
path_lines() {
  _command=$1; shift
  _indexes=$* _words='' _count=$#
  for _i; do _words="$_words \"\$path_$_i\""; done
  _lines=$(eval "$_command $_words" 2>/dev/null)
  IFS=$newline; set -- $_lines; unset IFS
  if [ $# = "$_count" ]; then
    for _i in $_indexes; do eval "line_$_i=\$1"; shift; done
  else
    for _i in $_indexes; do eval "line_$_i=\$($_command \"\$path_$_i\" 2>/dev/null)"; done
  fi
}

path_attributes() { # INDEX MODE OWNER GROUP SIZE UID GID
  case ${#2} in 1) _mode=000$2 ;; 2) _mode=00$2 ;; 3) _mode=0$2 ;; *) _mode=$2 ;; esac
  eval "_want=\$want_$1"
  _text=
  case $_want in *m*) _text="$_text mode=$_mode" ;; esac
  case $_want in *o*) _text="$_text owner=$3" ;; *O*) _text="$_text owner=$6" ;; esac
  case $_want in *g*) _text="$_text group=$4" ;; *G*) _text="$_text group=$7" ;; esac
  eval "text_$1=\$_text"
}

probe_path() {
  _stats='' _hashes='' _links='' _secrets=''
  while [ $# -gt 0 ]; do
    _i=$1 _wanted_kind=$2
    eval "path_$_i=\$4 want_$_i=\$3 size_$_i=\$5 hash_$_i=\$6"
    case $3 in *F*) path_kind "$4" follow ;; *) path_kind "$4" '' ;; esac
    shift 6
    case $_kind in
      "$_wanted_kind")
        case $_kind in
          l) _links="$_links $_i" ;;
          *) _stats="$_stats $_i"; eval "kind_$_i=$_kind" ;;
        esac ;;
      *) path_other "$_i" "$_kind" ;;
    esac
  done
  [ -z "$_links" ] || path_links $_links
  [ -z "$_stats" ] || path_stats $_stats
  [ -z "$_hashes" ] || path_hashes $_hashes
  [ -z "$_secrets" ] || path_secrets $_secrets
}

path_links() {
  _all=$*
  path_lines readlink "$@"
  for _i in $_all; do
    eval "_line=\$line_$_i _want=\$want_$_i"
    case $_want in *t*) state "$_i" "link to $_line" ;; *) state "$_i" link ;; esac
  done
}

path_stats() {
  _all=$*
  path_lines "stat -L -c '%a %U %G %s %u %g'" "$@"
  for _i in $_all; do
    eval "_line=\$line_$_i _kind=\$kind_$_i _want=\$want_$_i _size=\$size_$_i"
    set -- $_line
    if [ $# != 6 ]; then state "$_i" unreadable; continue; fi
    path_attributes "$_i" "$@"
    eval "_text=\$text_$_i _path=\$path_$_i"
    case $_kind$_want in
      d*) state "$_i" "directory$_text" ;;
      f*s*) if [ -r "$_path" ]; then _secrets="$_secrets $_i"; else state "$_i" unreadable; fi ;;
      f*c*)
        if [ ! -r "$_path" ]; then state "$_i" unreadable
        elif [ "$4" = "$_size" ] && path_is_received "$_i" "$_path"; then eval "state $_i \"file\$_text sha256=\$hash_$_i\""
        elif [ "$4" = "$_size" ] || [ "$_size" = any ]; then _hashes="$_hashes $_i"
        else state "$_i" "file$_text size=$4"; show_content "$_i" before "$_path"
        fi ;;
      *) state "$_i" "file$_text" ;;
    esac
  done
}

path_identity() { stat -L -c '%d %i %s %z' "$1"; } # PATH: changes whenever the file does

path_is_received() { # INDEX PATH: whether it is untouched since this run stored it, of what came through the channel
  eval "_received=\${received_$1-}"
  [ -n "$_received" ] && [ "$_received" = "$(path_identity "$2")" ]
}

path_secrets() { # the host says a digest that means something to this run alone, or whether it is the one that the run knows
  for _i; do
    eval "_text=\$text_$_i _path=\$path_$_i _hash=\${secret_digest_$_i-}"
    _line=$({ printf %s "${secret_key-}" && cat "$_path"; } | sha256sum) || _line=
    _line=${_line%% *}
    if [ -z "$_line" ]; then state "$_i" unreadable
    elif [ -n "${secrets_told-}" ]; then state "$_i" "file$_text secret=$_line"
    elif [ "$_line" = "$_hash" ]; then state "$_i" "file$_text secret=ok"
    else state "$_i" "file$_text secret=other"
    fi
  done
}

path_hashes() {
  _all=$*
  path_lines sha256sum "$@"
  for _i in $_all; do
    eval "_line=\$line_$_i _text=\$text_$_i _path=\$path_$_i _hash=\$hash_$_i"
    _line=${_line#\\}; _line=${_line%% *}
    if [ -z "$_line" ]; then state "$_i" unreadable; continue; fi
    state "$_i" "file$_text sha256=$_line"
    [ "$_line" = "$_hash" ] || show_content "$_i" before "$_path"
  done
}
)sh";

inline constexpr std::string_view path_writing = R"sh(
# A folder that another user may write to: what is written there is written as that user, or not at all.
path_folder() { # FOLDER: sets folder_owner to the other user whose folder it is, folder_shared to yes where more may write
  if [ "${sequence-}" != "${folders_since-}" ]; then path_forget; fi
  if [ "$1" = "$folder_last" ]; then return 0; fi
  if [ ! -d "$1" ]; then say "there is no folder $1"; return 1; fi
  folder_owner='' folder_uid='' folder_shared=''
  case $folders_ours in *"$newline$1$newline"*) folder_last=$1; return 0 ;; esac
  _line=$(stat -L -c '%u %U %a' "$1") || return 1
  _uid=${_line%% *} _mode=${_line##* } _line=${_line#* }
  if [ "$_uid" != 0 ] && [ ! -O "$1" ]; then folder_owner=${_line%% *} folder_uid=$_uid; fi
  case $_mode in 1???) ;; *[2367][0-7] | *[2367]) folder_shared=yes ;; esac
  folder_last=$1
  if [ -z "$folder_owner$folder_shared" ]; then path_remember "$1"; fi
}

path_forget() { folder_last='' folders_ours=$newline folders_since=${sequence-}; }

path_remember() { # FOLDER: ours alone
  case $1 in *"$newline"*) ;; *) folders_ours=$folders_ours$1$newline ;; esac
}

path_chown() { # PATH OWNER GROUP: nothing to do for what we own already
  if [ -z "$2$3" ]; then return 0; fi
  if [ "$user_id" = 0 ]; then
    case $2:$3 in root: | :root | root:root | 0:0 | root:0 | 0:root) if [ -G "$1" ] && [ -O "$1" ]; then return 0; fi ;; esac
  fi
  if [ -n "$folder_shared" ]; then
    say "others may write to $folder_last: no owner is set there; take their permission away first"
    return 1
  fi
  chown -h "$2${3:+:$3}" "$1"
}

is_mount_point() { # PATH [below]: or whether one is below it; sets _where
  while read -r _ _ _ _ _where _; do
    case $_where in *\\*) _where=$(printf '%b.' "$_where"); _where=${_where%.} ;; esac
    case $_where in "$1") return 0 ;; "$1"/*) if [ "${2-}" = below ]; then return 0; fi ;; esac
  done </proc/self/mountinfo
  return 1
}

path_move() { # FROM TO
  if mv -f "$1" "$2" 2>/dev/null; then return 0; fi
  if is_mount_point "$2" && cat "$1" >"$2"; then
    rm -f "$1"
    note "$2 is a mount point: it was written in place"
    return 0
  fi
  mv -f "$1" "$2" || { rm -f "$1"; return 1; }
}

# write_file INDEX PATH MODE UMASK OWNER GROUP FOLLOW: what content_INDEX prints becomes the file, in one rename. What a killed run
# has left of it has the name that the next one takes.
write_file() {
  _path=$2
  if [ -n "$7" ] && [ -L "$_path" ]; then _path=$(readlink -f "$_path") || return 1; fi
  if [ -L "$_path" ]; then say "$_path is a symbolic link"; return 1; fi
  if [ -e "$_path" ] && [ ! -f "$_path" ]; then say "$_path is not a regular file"; return 1; fi
  _folder=${_path%/*}
  path_folder "${_folder:-/}" || return 1
  _new=$_folder/.slipway-$marks_key
  _mode=$3 _umask=$4 _owner=$5 _group=$6 _received=
  if [ -z "$_mode" ] || [ -z "$_owner" ]; then path_keep "$_path" || return 1; fi
  if [ -n "$folder_owner" ]; then path_write_as "$1" "$folder_owner" || return 1; units_written "$_path"; return 0; fi
  if [ -e "$_new" ] || [ -L "$_new" ]; then rm -f "$_new"; fi
  if [ -f "${run-}/upload.$1" ] && [ -z "$folder_shared" ]; then
    # it has come as a file of ours: on one file system nothing is copied
    mv -f "$run/upload.$1" "$_new"; _status=$?
    _umask=077 _mode=${_mode:-0644} _received=yes
  else
    umask "$_umask"; set -C
    { "content_$1"; } >"$_new"; _status=$?
    set +C; umask 022
  fi
  if [ $_status != 0 ]; then rm -f "$_new"; say "$_new could not be written"; return 1; fi
  { path_chown "$_new" "$_owner" "$_group" && path_chmod "$_new" "$_mode" "$_umask" && path_move "$_new" "$_path"; } ||
    { rm -f "$_new"; return 1; }
  if [ -n "$_received" ]; then eval "received_$1=\$(path_identity \"\$_path\")"; fi
  units_written "$_path"
}

path_keep() { # PATH: what the operation leaves open stays as it is
  if [ ! -e "$1" ]; then return 0; fi
  _line=$(stat -c '%a %u %g' "$1") || return 1
  if [ -z "$_mode" ]; then _mode=${_line%% *} _umask=077; fi
  _line=${_line#* }
  if [ -z "$_owner" ]; then _owner=${_line% *}; fi
  if [ -z "$_group" ]; then _group=${_line#* }; fi
  if [ "$user_id" != 0 ]; then _owner='' _group=''; fi
}

path_chmod() { # PATH MODE UMASK: the umask has made the mode where it can
  case $3 in 077 | '') ;; *) return 0 ;; esac
  if [ -z "$2" ]; then return 0; fi
  if [ -n "$folder_shared" ]; then
    say "others may write to $folder_last: no mode is set there; take their permission away first"
    return 1
  fi
  chmod "$2" "$1"
}

path_as() { # USER COMMAND
  if [ "$user_id" != 0 ]; then say "$folder_last belongs to $1: deploy as root or as $1"; return 1; fi
  as_user "$1" "$2"
}

path_write_as() { # INDEX USER
  if [ -n "$_owner" ] && [ "$_owner" != "$2" ] && [ "$_owner" != "$folder_uid" ]; then
    say "$folder_last belongs to $2, who could replace what $_owner is to own there; give the folder or the file to the other"
    return 1
  fi
  _command="umask 077; rm -f $(word "$_new"); set -C; cat >$(word "$_new") && set +C && chmod ${_mode:-0644} $(word "$_new")"
  if [ -n "$_group" ]; then _command="$_command && chgrp -h $(word "$_group") $(word "$_new")"; fi
  _command="$_command && mv -f $(word "$_new") $(word "$_path") || { rm -f $(word "$_new"); exit 1; }"
  "content_$1" | path_as "$2" "$_command"
}
)sh";

inline constexpr std::string_view path_apply = R"sh(
# set_file_attributes INDEX PATH MODE UMASK OWNER GROUP FOLLOW: for a file whose content is not managed
set_file_attributes() {
  _path=$2
  if [ -n "$7" ] && [ -L "$_path" ]; then _path=$(readlink -f "$_path") || return 1; fi
  if [ -e "$_path" ]; then
    if [ -L "$_path" ] || [ ! -f "$_path" ]; then say "$_path is not a regular file"; return 1; fi
    _folder=${_path%/*}
    path_folder "${_folder:-/}" && path_chown "$_path" "$5" "$6" && path_chmod "$_path" "$3" 077
  else
    eval "content_$1() { :; }"
    write_file "$@"
  fi
}

# make_directory PATH MODE OWNER GROUP
make_directory() {
  _above=${1%/*}
  path_folder "${_above:-/}" || return 1
  if [ ! -d "$1" ]; then
    if [ -n "$2" ]; then mkdir -m "$2" "$1" || return 1; else mkdir "$1" || return 1; fi
    path_chown "$1" "$3" "$4" || return 1
    case $2 in ?[2367]? | ??[2367] | ??[2367]? | ???[2367] | '') ;; *) if [ -O "$1" ]; then path_remember "$1"; fi ;; esac
  else
    path_forget
    if [ -n "$2" ]; then chmod "$2" "$1" || return 1; fi
    path_chown "$1" "$3" "$4"
  fi
}

# make_link PATH TARGET: an existing link is replaced, nothing else is
make_link() {
  if [ -e "$1" ] && [ ! -L "$1" ]; then say "$1 is not a link"; return 1; fi
  ln -sfn -- "$2" "$1"
}

remove_directory() { # PATH: with all that it holds, but for other file systems
  if [ -L "$1" ] || { [ -e "$1" ] && [ ! -d "$1" ]; }; then say "$1 is not a folder"; return 1; fi
  if is_mount_point "$1" below; then say "another file system is mounted at $_where"; return 1; fi
  rm -rf "$1"
}

remove_empty_directory() { # PATH
  if [ ! -e "$1" ] && [ ! -L "$1" ]; then return 0; fi
  rmdir "$1" || { say "what else is in $1 is not ours: move it away, or remove it"; return 1; }
}

remove_link() { # PATH: nothing else is ever removed
  if [ -e "$1" ] && [ ! -L "$1" ]; then say "$1 is not a link"; return 1; fi
  rm -f "$1"
}

remove_file() { # PATH: nothing else is ever removed
  if [ -L "$1" ] || { [ -e "$1" ] && [ ! -f "$1" ]; }; then say "$1 is not a regular file"; return 1; fi
  rm -f "$1"
}
)sh";

}  // namespace detail

SLIPWAY_DECL std::string_view path_kinds_shell() { return detail::path_kinds; }
SLIPWAY_DECL std::string_view path_writing_shell() {
  static const std::string text = std::string(as_user_shell()).append(detail::path_writing);
  return text;
}

SLIPWAY_DECL const family& path_family() {
  static const std::string probe = std::string(path_kinds_shell()).append(detail::path_probe);
  static const std::string apply = std::string(path_writing_shell()).append(detail::path_apply);
  static const family f{"path", probe, apply, {}, {}};
  return f;
}

}  // namespace slipway::resources
