#pragma once

#include <slipway/facts/clock.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& clock() {
  static constexpr fact_field fields[]{{"locale"},
                                       {"timezone"},
                                       {"clock.time", fact_type::number, "seconds since 1970"},
                                       {"clock.utc_offset", fact_type::number, "seconds"},
                                       {"clock.synchronized", fact_type::boolean},
                                       {"clock.offset", fact_type::number, "microseconds"}};
  static const fact_family f{"clock", R"sh(
facts_clock() {
  for _file in /etc/default/locale /etc/locale.conf; do
    [ -r $_file ] || continue
    while IFS='=' read -r _name _value || [ -n "$_name" ]; do
      if [ "$_name" = LANG ]; then _value=${_value#[\"\']}; fact locale "${_value%[\"\']}"; break 2; fi
    done <$_file
  done
  if _value=$(readlink /etc/localtime 2>/dev/null); then fact timezone "${_value#*/zoneinfo/}"
  elif one_line /etc/timezone; then fact timezone "$_value"
  fi
  if _value=$(date '+%s %z'); then
    fact clock.time "${_value% *}"
    _value=${_value#* } _sign=${_value%????} _value=${_value#?} _hours=${_value%??} _minutes=${_value#??}
    fact clock.utc_offset $((${_sign}1 * ((1$_hours - 100) * 3600 + (1$_minutes - 100) * 60)))
  fi
  facts_clock_synchronized
}

facts_clock_synchronized() {
  if command -v chronyc >/dev/null && _value=$(chronyc -c tracking 2>/dev/null); then
    _ifs=$IFS IFS=,
    set -- $_value
    IFS=$_ifs
    # a clock that goes by itself (7F7F0101) is normal too
    case ${1-}:${14-} in
      7F7F0101:*) fact clock.synchronized false; return ;;
      *:*ormal | *:Insert* | *:Delete*) fact clock.synchronized true ;;
      *) fact clock.synchronized false; return ;;
    esac
    case ${5-} in
      -*) _sign=- _value=${5#-} ;;
      *) _sign='' _value=${5-} ;;
    esac
    case $_value in
      [0-9]*.??????*)
        _rest=${_value#*.} _rest=${_rest%"${_rest#??????}"}
        fact clock.offset "$_sign$((${_value%%.*} * 1000000 + 1$_rest - 1000000))" ;;
    esac
  elif [ -d /run/systemd/timesync ]; then
    if [ -e /run/systemd/timesync/synchronized ]; then fact clock.synchronized true; else fact clock.synchronized false; fi
  fi
}
)sh",
                             fields};
  return f;
}

}  // namespace slipway::facts
