#pragma once

#include <slipway/facts/apt_sources.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL apt_source_record apt_source_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3), line.text(4), line.flag(5)};
}

SLIPWAY_DECL apt_key_record apt_key_record::read(const record_line& line) { return {line.text(0), line.flag(1)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& apt_sources() {
  static const fact_family f{"apt_sources", R"sh(
facts_apt_sources() {
  if [ ! -d /etc/apt ]; then return 0; fi
  fact_list apt_sources
  set +f; set -- /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; set -f
  for _file; do
    if [ ! -r "$_file" ]; then continue; fi
    case $_file in *.list) facts_apt_sources_lines ;; *) facts_apt_sources_stanzas ;; esac
  done
}

facts_apt_sources_lines() {
  while read -r _type _rest || [ -n "$_type" ]; do
    case $_type in deb | deb-src) ;; *) continue ;; esac
    case $_rest in '['*) _rest=${_rest#*]} _rest=${_rest# } ;; esac
    _medium=''
    case $_rest in cdrom:'['*']'*) _medium=${_rest%%]*}] _rest=${_rest#*]} ;; esac
    set -- ${_rest%%'#'*}
    _uri=$_medium${1-} _suite=${2-}
    if [ $# -gt 1 ]; then shift 2; else shift $#; fi
    fact_record apt_sources "$_uri" "$_type" "$_suite" "$*" "$_file" true
  done <"$_file"
}

facts_apt_sources_stanzas() {
  _name='' _uris='' _types='' _suites='' _components='' _enabled=true
  while IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      '#'*) continue ;;
      [" $tab"]*) ;;  # the field goes on
      *) _name=${_line%%:*} _line=${_line#*:} ;;
    esac
    set -- $_line
    case $_name in
      [Tt]ypes) _types="$_types${_types:+ }$*" ;;
      [Uu][Rr][Ii]s) _uris="$_uris${_uris:+ }$*" ;;
      [Ss]uites) _suites="$_suites${_suites:+ }$*" ;;
      [Cc]omponents) _components="$_components${_components:+ }$*" ;;
      [Ee]nabled) case $* in no | false | without | off | disable | 0) _enabled=false ;; esac ;;
      '') facts_apt_sources_stanza ;;
    esac
  done <"$_file"
  facts_apt_sources_stanza
}

facts_apt_sources_stanza() {
  if [ -n "$_uris" ]; then fact_record apt_sources "$_uris" "$_types" "$_suites" "$_components" "$_file" $_enabled; fi
  _uris='' _types='' _suites='' _components='' _enabled=true
}
)sh",
                             fact::apt_source_record::fields, fact_shape::list, "its URI"};
  return f;
}

SLIPWAY_DECL const fact_family& apt_keys() {
  static const fact_family f{"apt_keys", R"sh(
facts_apt_keys() {
  if [ ! -d /etc/apt ]; then return 0; fi
  fact_list apt_keys
  set +f; set -- /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d/* /etc/apt/keyrings/* /usr/share/keyrings/*; set -f
  for _path; do
    case $_path in *.gpg | *.asc | *.pgp) ;; *) continue ;; esac
    if [ ! -f "$_path" ]; then continue; fi
    case $_path in /etc/apt/trusted.gpg*) _everywhere=true ;; *) _everywhere=false ;; esac
    fact_record apt_keys "$_path" $_everywhere
  done
}
)sh",
                             fact::apt_key_record::fields, fact_shape::list, "its path"};
  return f;
}
}  // namespace facts

}  // namespace slipway
