#pragma once

#include <slipway/facts/certificate.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& certificate() {
  static constexpr fact_field fields[]{{"certificate.subject"},
                                       {"certificate.issuer"},
                                       {"certificate.serial"},
                                       {"certificate.starts", fact_type::number, "seconds since 1970"},
                                       {"certificate.expires", fact_type::number, "seconds since 1970"},
                                       {"certificate.remaining", fact_type::number, "seconds"},
                                       {"certificate.names"},
                                       {"certificate.sha256"}};
  static const fact_family f{"certificate", R"sh(
facts_certificate() { # KEY PATH NAMES...
  while [ $# -gt 0 ]; do
    if [ -r "$2" ] && _lines=$(openssl x509 -in "$2" -noout -nameopt RFC2253,-esc_msb -subject -issuer -serial -startdate -enddate \
      -fingerprint -sha256 -ext subjectAltName 2>/dev/null); then
      facts_certificate_lines "$1"
    fi
    shift 3
  done
}

facts_certificate_lines() { # KEY
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS=$_ifs
    case $_line in
      subject=*) _value=${_line#subject=}; fact "certificate.subject@$1" "${_value# }" ;;
      issuer=*) _value=${_line#issuer=}; fact "certificate.issuer@$1" "${_value# }" ;;
      serial=*) fact "certificate.serial@$1" "${_line#serial=}" ;;
      notBefore=*) facts_certificate_date "${_line#*=}"; fact "certificate.starts@$1" $_seconds ;;
      notAfter=*)
        facts_certificate_date "${_line#*=}"
        fact "certificate.expires@$1" $_seconds
        if [ -z "${_now-}" ]; then _now=$(date +%s); fi
        fact "certificate.remaining@$1" $((_seconds - _now)) ;;
      *ingerprint=*)
        _value='' _rest=${_line#*=}
        while :; do case $_rest in *:*) _value=$_value${_rest%%:*} _rest=${_rest#*:} ;; *) break ;; esac; done
        fact "certificate.sha256@$1" "$_value$_rest" ;;
      *DNS:* | *'IP Address:'*)
        _value='' _rest=${_line#"${_line%%[! ]*}"}
        while [ -n "$_rest" ]; do
          _name=${_rest%%, *}
          case $_rest in *', '*) _rest=${_rest#*, } ;; *) _rest= ;; esac
          case $_name in
            DNS:* | 'IP Address:'* | email:* | URI:*) _value="$_value${_value:+ }${_name#*:}" ;;
          esac
        done
        fact "certificate.names@$1" "$_value" ;;
    esac
  done
  IFS=$_ifs
}

facts_certificate_date() { # "Jan  1 00:00:00 2027 GMT": sets _seconds
  set -- $1
  _months=JanFebMarAprMayJunJulAugSepOctNovDec _month=${_months%%"$1"*}
  seconds_since_1970 "$4" $((${#_month} / 3 + 1)) "$2" "$3"
}
)sh",
                             fields, fact_shape::subjects, "a path"};
  return f;
}

}  // namespace slipway::facts
