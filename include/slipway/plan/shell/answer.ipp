// Shell text: prints the answer of phase one, each line framed by $nonce.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view answer_text = R"sh(
fact() { # NAME VALUE
  _state=$2
  case $_state in *\\* | *"$newline"*) escape "$_state"; _state=$escaped ;; esac
  printf '%s fact %s %s\n' "$nonce" "$1" "$_state"
}

tab='	'

one_line() { # FILE: sets _value to its first line; false where there is none
  _value=
  [ -r "$1" ] && [ ! -d "$1" ] && { IFS= read -r _value <"$1" || [ -n "$_value" ]; } 2>/dev/null
}

field() { # TEXT: sets _field, which holds no tab
  _field='' _rest=$1
  while :; do
    case $_rest in
      *[\\"$tab$newline"]*)
        _head=${_rest%%[\\"$tab$newline"]*}
        _rest=${_rest#"$_head"}
        case $_rest in
          \\*) _field=$_field$_head'\\' ;;
          "$tab"*) _field=$_field$_head'\t' ;;
          *) _field=$_field$_head'\n' ;;
        esac
        _rest=${_rest#?} ;;
      *) _field=$_field$_rest; return ;;
    esac
  done
}

seconds_since_1970() { # YEAR MONTH DAY HH:MM:SS: sets _seconds (days_from_civil of Howard Hinnant)
  _year=$1 _month=$2
  if [ "$2" -le 2 ]; then _year=$(($1 - 1)) _month=$(($2 + 12)); fi
  _days=$((_year * 365 + _year / 4 - _year / 100 + _year / 400 + (153 * (_month - 3) + 2) / 5 + $3 - 1 - 719468))
  _hours=${4%%:*} _time=${4#*:}
  _seconds=$((_days * 86400 + (1$_hours - 100) * 3600 + (1${_time%:*} - 100) * 60 + 1${_time#*:} - 100))
}

fact_list() { # NAME: what follows are its records
  printf '%s list %s\n' "$nonce" "$1"
}

fact_record() { # NAME FIELD...
  _record="$nonce record $1" _sign=' '
  shift
  for _field; do
    case $_field in *[\\"$tab$newline"]*) field "$_field" ;; esac
    _record=$_record$_sign$_field _sign=$tab
  done
  printf '%s\n' "$_record"
}

answer() {
  for _i in $all; do eval "printf '%s state %s %s\n' \"\$nonce\" $_i \"\$s_$_i\""; done
  if [ -d "$base/marks/$marks_key" ]; then
    set +f
    for _mark in "$base/marks/$marks_key"/*; do
      if [ -f "$_mark" ] && read -r _run <"$_mark"; then printf '%s mark %s %s\n' "$nonce" "${_mark##*/}" "$_run"; fi
    done
    set -f
  fi
  answer_manifests
  printf '%s end\n' "$nonce"
}
)sh";

}  // namespace slipway::plan::detail
