#pragma once

#include <slipway/facts/file.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& file() {
  static constexpr fact_field fields[]{{"file.exists", fact_type::boolean},
                                       {"file.type"},
                                       {"file.size", fact_type::number, "bytes"},
                                       {"file.mode"},
                                       {"file.owner"},
                                       {"file.group"},
                                       {"file.modified", fact_type::number, "seconds since 1970"},
                                       {"file.accessed", fact_type::number, "seconds since 1970"},
                                       {"file.changed", fact_type::number, "seconds since 1970"},
                                       {"file.inode", fact_type::number},
                                       {"file.sha256"},
                                       {"file.sha512"},
                                       {"file.md5"},
                                       {"file.content"},
                                       {"file.target"}};
  static const fact_family f{"file", R"sh(
facts_file() { # KEY PATH NAMES...
  while [ $# -gt 0 ]; do
    _key=$1 _path=$2 _names=$3
    shift 3
    if [ -L "$_path" ]; then fact "file.target@$_key" "$(readlink "$_path")"; fi
    if [ -e "$_path" ]; then
      fact "file.exists@$_key" true
      facts_file_attributes
      if [ -f "$_path" ] && [ -r "$_path" ]; then facts_file_content; fi
    elif ! hidden "$_path"; then
      fact "file.exists@$_key" false
    fi
  done
}

facts_file_attributes() {
  if [ -f "$_path" ]; then fact "file.type@$_key" file
  elif [ -d "$_path" ]; then fact "file.type@$_key" directory
  else fact "file.type@$_key" other
  fi
  case $_names in
    *,file.size,* | *,file.mode,* | *,file.owner,* | *,file.group,* | *,file.modified,* | \
      *,file.accessed,* | *,file.changed,* | *,file.inode,* | *,file.content,*) ;;
    *) return ;;
  esac
  _line=$(stat -L -c '%s|%a|%U|%G|%X|%Z|%i|%Y' "$_path" 2>/dev/null) || return
  # names of other sources hold blanks
  _ifs=$IFS IFS='|'
  set -- $_line
  IFS=$_ifs _size=$1 _mode=$2
  while [ ${#_mode} -lt 4 ]; do _mode=0$_mode; done
  fact "file.size@$_key" "$_size"
  fact "file.mode@$_key" "$_mode"
  fact "file.owner@$_key" "$3"
  fact "file.group@$_key" "$4"
  fact "file.accessed@$_key" "$5"
  fact "file.changed@$_key" "$6"
  fact "file.inode@$_key" "$7"
  fact "file.modified@$_key" "$8"
}

facts_file_content() {
  for _digest in sha256 sha512 md5; do
    case $_names in
      *,file.$_digest,*)
        _line=$(${_digest}sum <"$_path") && fact "file.$_digest@$_key" "${_line%% *}" ;;
    esac
  done
  case $_names in *,file.content,*) ;; *) return ;; esac
  if [ "$_size" -gt 65536 ]; then return; fi
  # a shell drops each NUL
  { _content=$(cat "$_path" && echo .); } 2>/dev/null || return 0
  if [ ${#_content} -eq $((_size + 1)) ]; then fact "file.content@$_key" "${_content%?}"; fi
}
)sh",
                             fields, fact_shape::subjects, "a path"};
  return f;
}

}  // namespace slipway::facts
