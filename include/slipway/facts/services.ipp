#pragma once

#include <slipway/facts/services.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL service_record service_record::read(const record_line& line) {
  return {line.text(0), line.flag(1), line.flag(2), line.flag(3), line.text(4), line.text(5)};
}

SLIPWAY_DECL timer_record timer_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.flag(2), line.number(3), line.number(4)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& services() {
  static const fact_family f{"services", R"sh(
facts_services() { # [NAME...]: else all
  if [ -d /run/systemd/system ]; then facts_services_systemd "$@"
  elif [ -d /run/openrc ]; then facts_services_openrc
  fi
}

facts_services_systemd() {
  _seen=' ' _all=
  if [ $# -eq 0 ]; then
    _all=yes
    set -- '*.service'
  else
    for _name; do
      case $_name in *.service) ;; *) _name=$_name.service ;; esac
      set -- "$@" "$_name"
      shift
    done
  fi
  _lines=$(systemctl show -p Id -p LoadState -p ActiveState -p SubState -p UnitFileState -p Description -- "$@" 2>/dev/null) ||
    return 0
  fact_list services
  # every unit has the same properties, in an order of systemd's own
  _id='' _first=${_lines%%=*} _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    case $_line in "$_first="*) facts_services_unit; _id='' ;; esac
    case $_line in
      Id=*) _id=${_line#Id=} ;;
      LoadState=*) _load=${_line#*=} ;;
      ActiveState=*) _active=${_line#*=} ;;
      SubState=*) _sub=${_line#*=} ;;
      UnitFileState=*) _file=${_line#*=} ;;
      Description=*) _description=${_line#*=} ;;
    esac
  done
  facts_services_unit
  if [ -n "$_all" ]; then
    IFS=$_ifs
    facts_services_not_loaded
  fi
  IFS=$_ifs
}

# by hand: systemctl would have systemd read every unit file there is
facts_services_not_loaded() {
  set +f
  set -- /etc/systemd/system/*.wants/*.service /etc/systemd/system/*.requires/*.service
  _enabled_units=' '
  for _path; do _enabled_units="$_enabled_units${_path##*/} "; done
  set -- /etc/systemd/system/*.service /run/systemd/system/*.service /usr/lib/systemd/system/*.service /lib/systemd/system/*.service
  set -f
  for _path; do
    _id=${_path##*/} _load=loaded _active=inactive _sub=dead _description='' _file=disabled
    # a link is another name of a unit, or masks it
    case $_id in '*.service' | *@.service) continue ;; esac
    if [ -L "$_path" ]; then continue; fi
    case $_enabled_units in *" $_id "*) _file=enabled ;; esac
    facts_services_unit
  done
}

facts_services_unit() {
  if [ -z "$_id" ] || [ "$_load" = not-found ]; then return 0; fi
  case $_seen in *" $_id "*) return 0 ;; esac
  _seen="$_seen$_id "
  _running=false _enabled=false _failed=false
  case $_active in active | reloading) if [ "$_sub" != exited ]; then _running=true; fi ;; failed) _failed=true ;; esac
  case $_file in
    enabled | enabled-runtime | alias) _enabled=true ;;
    generated) # of a script in /etc/init.d
      set +f
      for _path in /run/systemd/generator*/*.wants/"$_id"; do if [ -L "$_path" ]; then _enabled=true; fi; done
      set -f ;;
  esac
  fact_record services "${_id%.service}" $_running $_enabled $_failed "$_sub" "$_description"
}

facts_services_openrc() {
  fact_list services
  set +f; set -- /etc/init.d/*; set -f
  for _path; do
    _name=${_path##*/} _running=false _enabled=false _failed=false _state=stopped
    if [ ! -x "$_path" ]; then continue; fi
    if [ -e "/run/openrc/started/$_name" ]; then _running=true _state=started; fi
    if [ -e "/run/openrc/failed/$_name" ]; then _failed=true; fi
    set +f
    for _level in /etc/runlevels/*; do if [ -e "$_level/$_name" ]; then _enabled=true; fi; done
    set -f
    fact_record services "$_name" $_running $_enabled $_failed $_state ''
  done
}
)sh",
                             fact::service_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& timers() {
  static const fact_family f{"timers", R"sh(
facts_timers() {
  if [ ! -d /run/systemd/system ]; then return 0; fi
  _lines=$(TZ=UTC0 systemctl show -p Id -p Unit -p ActiveState -p NextElapseUSecRealtime -p LastTriggerUSec \
    -- '*.timer' 2>/dev/null) || return 0
  fact_list timers
  # every unit has the same properties, in an order of systemd's own
  _id='' _first=${_lines%%=*} _ifs=$IFS IFS=$newline
  for _line in $_lines "$_first="; do
    case $_line in
      "$_first="*)
        if [ -n "$_id" ]; then fact_record timers "${_id%.timer}" "$_unit" $_active "$_next" "$_last"; fi
        _id='' _unit='' _active=false _next='' _last='' ;;
    esac
    case $_line in
      Id=*) _id=${_line#*=} ;;
      Unit=*) _unit=${_line#*=} ;;
      ActiveState=active) _active=true ;;
      NextElapseUSecRealtime=*) facts_timers_seconds "${_line#*=}"; _next=$_seconds ;;
      LastTriggerUSec=*) facts_timers_seconds "${_line#*=}"; _last=$_seconds ;;
    esac
  done
  IFS=$_ifs
}

# not all of systemd's versions say these in seconds when asked to
facts_timers_seconds() { # "Thu 2026-11-26 07:00:00 UTC": sets _seconds
  _seconds=''
  case $1 in *' '*-??-??' '??:??:??' '*) ;; *) return ;; esac
  _rest=${1#* } _year=${_rest%%-*} _rest=${_rest#*-}
  _month=$((1${_rest%%-*} - 100)) _rest=${_rest#*-}
  _day=$((1${_rest%% *} - 100)) _time=${_rest#* }
  seconds_since_1970 "$_year" $_month $_day "${_time%% *}"
}
)sh",
                             fact::timer_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
