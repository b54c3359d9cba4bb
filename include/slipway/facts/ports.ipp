#pragma once

#include <slipway/facts/ports.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL port_record port_record::read(const record_line& line) {
  return {line.text(0), line.number(1), line.text(2), line.text(3), line.text(4), line.number(5)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& ports() {
  static const fact_family f{"ports", R"sh(
facts_ports() {
  if _lines=$(ss -Hltunp 2>/dev/null); then _peer=5
  # long addresses are cut without W; busybox may be built without W and without p
  elif _lines=$(netstat -ltunpW 2>/dev/null || netstat -ltunp 2>/dev/null || netstat -ltun 2>/dev/null); then _peer=4
  else return 0
  fi
  fact_list ports
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS=$_ifs
    set -- $_line
    case $1 in tcp*) _protocol=tcp ;; udp*) _protocol=udp ;; *) continue ;; esac
    _process='' _pid=''
    if [ $_peer -eq 5 ]; then
      _local=${5-}
      case $_line in *'(("'*) _process=${_line#*'(("'} _pid=${_line#*pid=} _process=${_process%%'"'*} _pid=${_pid%%,*} ;; esac
    else
      _local=${4-}
      for _word; do
        case $_word in [0-9]*/[!0-9]*) _pid=${_word%%/*} _process=${_word#*/} _process=${_process%:}; break ;; esac
      done
    fi
    _address=${_local%:*} _number=${_local##*:}
    # netstat writes :: and ss [::] and [fe80::1]%eth0
    case $_address in '['*']'*) _address=${_address#?} _address=${_address%%]*}${_address#*]} ;; esac
    case $_number in '' | *[!0-9]*) continue ;; esac
    fact_record ports "$_number/$_protocol" "$_number" "$_protocol" "$_address" "$_process" "$_pid"
  done
  IFS=$_ifs
}
)sh",
                             fact::port_record::fields, fact_shape::list, "its number and protocol, such as 22/tcp"};
  return f;
}
}  // namespace facts

}  // namespace slipway
