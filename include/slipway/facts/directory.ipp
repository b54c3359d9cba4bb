#pragma once

#include <slipway/facts/directory.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL entry_record entry_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.number(2), line.text(3), line.text(4), line.text(5), line.number(6)};
}

SLIPWAY_DECL matching_line_record matching_line_record::read(const record_line& line) { return {line.number(0), line.text(1)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& directory() {
  static constexpr fact_field fields[]{
      {"directory.exists", fact_type::boolean}, {"directory.count", fact_type::number}, {"directory.entries", fact_type::list}};
  static const fact_family f{"directory", R"sh(
facts_directory() { # KEY PATH NAMES...
  while [ $# -gt 0 ]; do
    if [ -d "$2" ]; then
      fact "directory.exists@$1" true
      if [ -r "$2" ] && [ -x "$2" ]; then facts_directory_entries "$1" "$2"; fi
    elif ! hidden "$2"; then
      fact "directory.exists@$1" false
    fi
    shift 3
  done
}

facts_directory_entries() { # KEY PATH
  _key=$1 _folder=${2%/}
  set +f; set -- "$_folder"/* "$_folder"/.[!.]* "$_folder"/..?*; set -f
  # a pattern that matches nothing stays as it is
  for _path; do
    if [ -e "$_path" ] || [ -L "$_path" ]; then set -- "$@" "$_path"; fi
    shift
  done
  fact "directory.count@$_key" $#
  if [ $# -eq 0 ]; then
    fact_list "directory.entries@$_key"
    return 0
  fi
  _lines=$(stat -c '%F|%s|%a|%U|%G|%Y|' "$@" 2>/dev/null) || return 0
  fact_list "directory.entries@$_key"
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS='|'
    facts_directory_entry "$1" $_line
    shift
  done
  IFS=$_ifs
}

facts_directory_entry() { # PATH KIND SIZE MODE OWNER GROUP MODIFIED
  case $2 in
    directory) _type=directory ;;
    symbolic*) _type=link ;;
    regular*) _type=file ;;
    *) _type=other ;;
  esac
  _mode=$4
  while [ ${#_mode} -lt 4 ]; do _mode=0$_mode; done
  fact_record "directory.entries@$_key" "${1##*/}" $_type "$3" "$_mode" "$5" "$6" "$7"
}
)sh",
                             fields, fact_shape::subjects, "a path"};
  return f;
}

SLIPWAY_DECL const fact_family& lines() {
  static constexpr fact_field fields[]{
      {"lines.found", fact_type::boolean}, {"lines.count", fact_type::number}, {"lines.first"}, {"lines.all", fact_type::list}};
  static const fact_family f{"lines", R"sh(
facts_lines() { # KEY PATH EXPRESSION...
  while [ $# -gt 0 ]; do
    if [ -f "$2" ] && [ -r "$2" ]; then facts_lines_of "$1" "$2" "$3"; fi
    shift 3
  done
}

facts_lines_of() { # KEY PATH EXPRESSION
  _lines=$(grep -nE -e "$3" -- "$2" 2>/dev/null)
  case $? in
    0) fact "lines.found@$1" true ;;
    1) fact "lines.found@$1" false ;;
    *) return 0 ;;
  esac
  _count=0 _ifs=$IFS IFS=$newline
  fact_list "lines.all@$1"
  for _line in $_lines; do
    if [ $_count -eq 0 ]; then fact "lines.first@$1" "${_line#*:}"; fi
    _count=$((_count + 1))
    fact_record "lines.all@$1" "${_line%%:*}" "${_line#*:}"
  done
  IFS=$_ifs
  fact "lines.count@$1" $_count
}
)sh",
                             fields, fact_shape::subjects, "a path and an expression"};
  return f;
}
}  // namespace facts

}  // namespace slipway
