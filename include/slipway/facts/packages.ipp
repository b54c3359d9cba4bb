#pragma once

#include <slipway/facts/packages.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL package_record package_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& packages() {
  static const fact_family f{"packages", R"sh(
facts_packages() { # [NAME...]: else all
  if [ -s /var/lib/dpkg/status ] && command -v dpkg-query >/dev/null; then
    _lines=$(dpkg-query -W -f '${Package}\t${Version}\t${Architecture}\tdpkg ${db:Status-Status}\n' "$@" 2>/dev/null)
    facts_packages_print ' installed'
  # busybox has an rpm too
  elif { [ -d /usr/lib/sysimage/rpm ] || [ -d /var/lib/rpm ]; } && command -v rpm >/dev/null; then
    if [ $# -eq 0 ]; then set -- -a; fi
    _lines=$(rpm -q --qf '%{NAME}\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\t%{ARCH}\trpm\n' "$@" 2>/dev/null)
    facts_packages_print "${tab}rpm"
  elif command -v apk >/dev/null; then
    _lines=$(apk info -v 2>/dev/null)
    fact_list packages
    _ifs=$IFS IFS=$newline
    for _line in $_lines; do
      # a virtual package has no release: .build-20240522.101502
      _name=${_line%-r[0-9]*} _name=${_name%-*}
      fact_record packages "$_name" "${_line#"$_name"-}" '' apk
    done
    IFS=$_ifs
  fi
}

facts_packages_print() { # END of lines that count
  fact_list packages
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    # keys are in rpm's database too
    case $_line in gpg-pubkey"$tab"*) ;; *"$1") printf '%s record packages %s\n' "$nonce" "${_line% installed}" ;; esac
  done
  IFS=$_ifs
}
)sh",
                             fact::package_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
