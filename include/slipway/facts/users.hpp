// Users and groups, from /etc/passwd and /etc/group.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& users();
[[nodiscard]] SLIPWAY_DECL const fact_family& groups();
}  // namespace facts

namespace fact {
/// A user of the host itself; those of a directory service are not listed.
struct user_record {
  std::string name;
  std::int64_t uid = 0;
  std::int64_t gid = 0;  // of its own group
  std::string comment;   // "Jane Doe,,,"
  std::string home;
  std::string shell;

  static constexpr std::string_view space = "user";
  static constexpr fact_field fields[]{{"name"}, {"uid", fact_type::number}, {"gid", fact_type::number}, {"comment"}, {"home"},
                                       {"shell"}};
  [[nodiscard]] SLIPWAY_DECL static user_record read(const record_line& line);
};
inline constexpr list_fact<"users", user_record> users{{&facts::users, &list_fact<"users", user_record>::own_kind}};

/// One of them, by its name.
struct user_facts {
  fact_source from;
  fact_of<"user.exists", bool> exists{from};
  fact_of<"user.uid", std::int64_t> uid{from};
  fact_of<"user.gid", std::int64_t> gid{from};              // of its own group
  fact_of<"user.comment", std::string_view> comment{from};  // "Jane Doe,,,"
  fact_of<"user.home", std::string_view> home{from};
  fact_of<"user.shell", std::string_view> shell{from};
};
[[nodiscard]] constexpr user_facts user(std::string_view name) {
  return {about(&facts::users, list_fact<"users", user_record>::own_kind, name)};
}

/// A group of the host itself.
struct group_record {
  std::string name;
  std::int64_t gid = 0;
  std::string members;  // "ann,bob"

  static constexpr std::string_view space = "group";
  static constexpr fact_field fields[]{{"name"}, {"gid", fact_type::number}, {"members"}};
  [[nodiscard]] SLIPWAY_DECL static group_record read(const record_line& line);
};
inline constexpr list_fact<"groups", group_record> groups{{&facts::groups, &list_fact<"groups", group_record>::own_kind}};

/// One of them, by its name.
struct group_facts {
  fact_source from;
  fact_of<"group.exists", bool> exists{from};
  fact_of<"group.gid", std::int64_t> gid{from};
  fact_of<"group.members", std::string_view> members{from};  // "ann,bob"
};
[[nodiscard]] constexpr group_facts group(std::string_view name) {
  return {about(&facts::groups, list_fact<"groups", group_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/users.ipp>
#endif
