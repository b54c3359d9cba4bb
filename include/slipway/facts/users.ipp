#pragma once

#include <slipway/facts/users.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL user_record user_record::read(const record_line& line) {
  return {line.text(0), line.number(1), line.number(2), line.text(3), line.text(4), line.text(5)};
}

SLIPWAY_DECL group_record group_record::read(const record_line& line) { return {line.text(0), line.number(1), line.text(2)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& users() {
  static const fact_family f{"users", R"sh(
facts_users() {
  if [ ! -r /etc/passwd ]; then return 0; fi
  fact_list users
  while IFS=: read -r _name _ _uid _gid _comment _home _shell || [ -n "$_name" ]; do
    # those of other sources (+@team) have no number, and lines may be comments
    case $_name in '#'*) continue ;; esac
    case $_uid in '' | *[!0-9]*) continue ;; esac
    fact_record users "$_name" "$_uid" "$_gid" "$_comment" "$_home" "$_shell"
  done </etc/passwd
}
)sh",
                             fact::user_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& groups() {
  static const fact_family f{"groups", R"sh(
facts_groups() {
  if [ ! -r /etc/group ]; then return 0; fi
  fact_list groups
  while IFS=: read -r _name _ _gid _members || [ -n "$_name" ]; do
    case $_name in '#'*) continue ;; esac
    case $_gid in '' | *[!0-9]*) continue ;; esac
    fact_record groups "$_name" "$_gid" "$_members"
  done </etc/group
}
)sh",
                             fact::group_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
