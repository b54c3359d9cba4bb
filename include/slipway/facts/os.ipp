#pragma once

#include <slipway/facts/os.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& os() {
  static constexpr fact_field fields[]{{"os.id"}, {"os.version"}, {"os.codename"}, {"os.family"}};
  static const fact_family f{"os", R"sh(
facts_os() {
  _file=/etc/os-release
  if [ ! -r $_file ]; then _file=/usr/lib/os-release; fi
  [ -r $_file ] || return 0
  _id='' _like=''
  while IFS='=' read -r _name _value || [ -n "$_name" ]; do
    _value=${_value#[\"\']}; _value=${_value%[\"\']}
    case $_name in
      ID) _id=$_value; fact os.id "$_value" ;;
      ID_LIKE) _like=$_value ;;
      VERSION_ID) fact os.version "$_value" ;;
      VERSION_CODENAME) if [ -n "$_value" ]; then fact os.codename "$_value"; fi ;;
    esac
  done <$_file
  case " $_id $_like " in
    *' debian '* | *' ubuntu '*) fact os.family debian ;;
    *' rhel '* | *' fedora '* | *' centos '*) fact os.family rhel ;;
    *' suse '* | *' opensuse '*) fact os.family suse ;;
    *' alpine '*) fact os.family alpine ;;
    *' arch '*) fact os.family arch ;;
  esac
}
)sh",
                             fields};
  return f;
}

}  // namespace slipway::facts
