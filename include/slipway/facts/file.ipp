#pragma once

#include <slipway/facts/file.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& file() {
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
    *,file.size,* | *,file.mode,* | *,file.owner,* | *,file.group,* | *,file.modified,* | *,file.content,*) ;;
    *) return ;;
  esac
  _line=$(stat -L -c '%s %a %U %G %Y' "$_path" 2>/dev/null) || return
  _size=${_line%% *} _line=${_line#* }
  fact "file.size@$_key" "$_size"
  _mode=${_line%% *} _line=${_line#* }
  while [ ${#_mode} -lt 4 ]; do _mode=0$_mode; done
  fact "file.mode@$_key" "$_mode"
  fact "file.owner@$_key" "${_line%% *}"
  _line=${_line#* }
  fact "file.group@$_key" "${_line%% *}"
  fact "file.modified@$_key" "${_line#* }"
}

facts_file_content() {
  case $_names in
    *,file.sha256,*)
      _line=$(sha256sum <"$_path") && fact "file.sha256@$_key" "${_line%% *}" ;;
  esac
  case $_names in *,file.content,*) ;; *) return ;; esac
  if [ "$_size" -gt 65536 ] || [ "$(tr -d '\000' <"$_path" | wc -c)" -ne "$_size" ]; then return; fi
  _content=$(cat "$_path" && echo .) && fact "file.content@$_key" "${_content%?}"
}
)sh"};
  return f;
}

}  // namespace slipway::facts
