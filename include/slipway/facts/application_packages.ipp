#pragma once

#include <slipway/facts/application_packages.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL pip_package_record pip_package_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2)};
}

SLIPWAY_DECL npm_package_record npm_package_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2)};
}

SLIPWAY_DECL snap_record snap_record::read(const record_line& line) { return {line.text(0), line.text(1), line.number(2)}; }

SLIPWAY_DECL flatpak_record flatpak_record::read(const record_line& line) { return {line.text(0), line.text(1), line.text(2)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& pip_packages() {
  static const fact_family f{"pip_packages", R"sh(
facts_pip_packages() {
  fact_list pip_packages
  set +f
  set -- /usr/lib/python3*/*-packages/*.dist-info /usr/lib/python3*/*-packages/*.egg-info \
    /usr/local/lib/python3*/*-packages/*.dist-info /usr/lib64/python3*/*-packages/*.dist-info \
    /usr/lib64/python3*/*-packages/*.egg-info /usr/local/lib64/python3*/*-packages/*.dist-info
  set -f
  for _path; do
    if [ ! -e "$_path" ]; then continue; fi
    case $_path in */lib64/*) if [ -L "${_path%%/lib64/*}/lib64" ]; then continue; fi ;; esac
    _name=${_path##*/} _name=${_name%.*-info} _version=''
    case $_name in *-*) _version=${_name#*-} _name=${_name%%-*} ;; esac
    _version=${_version%-py3*}
    while :; do case $_name in *_*) _name=${_name%%_*}-${_name#*_} ;; *) break ;; esac; done
    fact_record pip_packages "$_name" "$_version" "${_path%/*}"
  done
}
)sh",
                             fact::pip_package_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& npm_packages() {
  static const fact_family f{"npm_packages", R"sh(
facts_npm_packages() {
  fact_list npm_packages
  set +f
  set -- /usr/lib/node_modules/*/package.json /usr/local/lib/node_modules/*/package.json \
    /usr/lib/node_modules/@*/*/package.json /usr/local/lib/node_modules/@*/*/package.json
  set -f
  for _path; do
    if [ ! -r "$_path" ]; then continue; fi
    _folder=${_path%/package.json} _version=''
    while read -r _line; do
      case $_line in
        '"version"'* | '{'*'"version"'*) _line=${_line#*'"version"'*'"'} _version=${_line%%'"'*}; break ;;
      esac
    done <"$_path"
    fact_record npm_packages "${_folder#*/node_modules/}" "$_version" "$_folder"
  done
}
)sh",
                             fact::npm_package_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& snaps() {
  static const fact_family f{"snaps", R"sh(
facts_snaps() {
  command -v snap >/dev/null || return 0
  _lines=$(snap list 2>/dev/null) || return 0
  fact_list snaps
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    IFS=$_ifs
    set -- $_line
    # what was made here has x1 for a revision
    case ${3-} in x[0-9]*) _revision='' ;; '' | *[!0-9]*) continue ;; *) _revision=$3 ;; esac
    fact_record snaps "$1" "$2" "$_revision"
  done
  IFS=$_ifs
}
)sh",
                             fact::snap_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& flatpaks() {
  static const fact_family f{"flatpaks", R"sh(
facts_flatpaks() {
  command -v flatpak >/dev/null || return 0
  _lines=$(flatpak list --system --columns=application,version,branch 2>/dev/null) || return 0
  fact_list flatpaks
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do
    case $_line in *"$tab"*"$tab"*) printf '%s record flatpaks %s\n' "$nonce" "$_line" ;; esac
  done
  IFS=$_ifs
}
)sh",
                             fact::flatpak_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
