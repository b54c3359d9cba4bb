#pragma once

#include <slipway/facts/git.hpp>

namespace slipway::facts {

SLIPWAY_DECL const fact_family& git() {
  static constexpr fact_field fields[]{{"git.commit"}, {"git.branch"}, {"git.remote"}, {"git.clean", fact_type::boolean}};
  static const fact_family f{"git", R"sh(
facts_git() { # KEY PATH NAMES...
  while [ $# -gt 0 ]; do
    if one_line "$2/.git/HEAD"; then facts_git_of "$@"; fi
    shift 3
  done
}

# by hand but for `clean`: git would start programs that the working copy's owner names in its settings
facts_git_of() { # KEY PATH NAMES
  case $_value in
    'ref: '*)
      _ref=${_value#ref: }
      fact "git.branch@$1" "${_ref#refs/heads/}"
      if one_line "$2/.git/$_ref"; then fact "git.commit@$1" "$_value"
      elif [ -r "$2/.git/packed-refs" ]; then
        while read -r _value _name; do
          if [ "$_name" = "$_ref" ]; then fact "git.commit@$1" "$_value"; break; fi
        done <"$2/.git/packed-refs"
      fi ;;
    *) fact "git.commit@$1" "$_value" ;;
  esac
  if [ -r "$2/.git/config" ]; then
    _section=''
    while read -r _name _value || [ -n "$_name" ]; do
      case $_name in
        '['*) _section=$_name ;;
        url | url=*)
          if [ "$_section" != '[remote' ]; then continue; fi
          _value=$_name${_value:+ $_value} _value=${_value#*=}
          fact "git.remote@$1" "${_value# }"
          break ;;
      esac
    done <"$2/.git/config"
  fi
  case $3 in *,git.clean,*) ;; *) return 0 ;; esac
  if _lines=$(GIT_OPTIONAL_LOCKS=0 git -C "$2" -c core.fsmonitor=false status --porcelain 2>/dev/null); then
    if [ -z "$_lines" ]; then fact "git.clean@$1" true; else fact "git.clean@$1" false; fi
  fi
}
)sh",
                             fields, fact_shape::subjects, "a path"};
  return f;
}

}  // namespace slipway::facts
