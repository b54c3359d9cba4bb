#pragma once

#include <slipway/facts/processes.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL process_record process_record::read(const record_line& line) {
  return {line.text(0), line.number(1), line.number(2), line.text(3), line.number(4), line.number(5), line.text(6)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& processes() {
  static const fact_family f{"processes", R"sh(
facts_processes() {
  _all=yes
  if ! _lines=$(ps -eo pid=,ppid=,user:32=,rss=,etimes=,args= 2>/dev/null); then
    _all=
    # busybox cuts names that are longer than the column's title
    _lines=$(ps -o pid,ppid -o user=user____________________________ -o args 2>/dev/null) || return 0
  fi
  fact_list processes
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS=$_ifs
    set -- $_line
    case $1 in *[!0-9]*) continue ;; esac
    _pid=$1 _parent=$2 _user=$3 _memory='' _age=''
    shift 3
    if [ -n "$_all" ]; then
      _memory=$(($1 * 1024)) _age=$2
      shift 2
    else
      # busybox puts the kernel's name before a program's own where they differ: {script} /bin/sh script
      _line=$*
      case $_line in '{'*'} '*) set -- ${_line#*'} '} ;; esac
    fi
    _name=${1-}
    case $_name in
      '['*) _name=${_name#?} _name=${_name%]} ;;
      *) _name=${_name##*/} _name=${_name#-} _name=${_name%:} ;;
    esac
    fact_record processes "$_name" "$_pid" "$_parent" "$_user" "$_memory" "$_age" "$*"
  done
  IFS=$_ifs
}
)sh",
                             fact::process_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
