// Roles and databases of PostgreSQL and MySQL, where root may ask for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& postgresql_roles();
[[nodiscard]] SLIPWAY_DECL const fact_family& postgresql_databases();
[[nodiscard]] SLIPWAY_DECL const fact_family& mysql_users();
[[nodiscard]] SLIPWAY_DECL const fact_family& mysql_databases();
}  // namespace facts

namespace fact {
/// A role of PostgreSQL.
struct postgresql_role_record {
  std::string name;
  bool superuser = false;
  bool login = false;  // whether it may log in

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"superuser", fact_type::boolean}, {"login", fact_type::boolean}};
  [[nodiscard]] SLIPWAY_DECL static postgresql_role_record read(const record_line& line);
};
inline constexpr list_fact<"postgresql_roles", postgresql_role_record> postgresql_roles{
    {&facts::postgresql_roles, &list_fact<"postgresql_roles", postgresql_role_record>::own_kind}};

/// One of them, by its name.
struct postgresql_role_facts {
  fact_source from;
  fact_of<"postgresql_role.exists", bool> exists{from};
  fact_of<"postgresql_role.superuser", bool> superuser{from};
  fact_of<"postgresql_role.login", bool> login{from};  // whether it may log in
};
[[nodiscard]] constexpr postgresql_role_facts postgresql_role(std::string_view name) {
  return {about(&facts::postgresql_roles, list_fact<"postgresql_roles", postgresql_role_record>::own_kind, name)};
}

/// A database of PostgreSQL.
struct postgresql_database_record {
  std::string name;
  std::string owner;
  std::string encoding;   // "UTF8"
  std::int64_t size = 0;  // bytes

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"owner"}, {"encoding"}, {"size", fact_type::number, "bytes"}};
  [[nodiscard]] SLIPWAY_DECL static postgresql_database_record read(const record_line& line);
};
inline constexpr list_fact<"postgresql_databases", postgresql_database_record> postgresql_databases{
    {&facts::postgresql_databases, &list_fact<"postgresql_databases", postgresql_database_record>::own_kind}};

/// One of them, by its name.
struct postgresql_database_facts {
  fact_source from;
  fact_of<"postgresql_database.exists", bool> exists{from};
  fact_of<"postgresql_database.owner", std::string_view> owner{from};
  fact_of<"postgresql_database.encoding", std::string_view> encoding{from};  // "UTF8"
  fact_of<"postgresql_database.size", std::int64_t> size{from};              // bytes
};
[[nodiscard]] constexpr postgresql_database_facts postgresql_database(std::string_view name) {
  return {about(&facts::postgresql_databases, list_fact<"postgresql_databases", postgresql_database_record>::own_kind, name)};
}

/// A user of MySQL or MariaDB.
struct mysql_user_record {
  std::string name;
  std::string host;  // from where: "localhost", "%"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"host"}};
  [[nodiscard]] SLIPWAY_DECL static mysql_user_record read(const record_line& line);
};
inline constexpr list_fact<"mysql_users", mysql_user_record> mysql_users{
    {&facts::mysql_users, &list_fact<"mysql_users", mysql_user_record>::own_kind}};

/// One of them, by its name.
struct mysql_user_facts {
  fact_source from;
  fact_of<"mysql_user.exists", bool> exists{from};
  fact_of<"mysql_user.host", std::string_view> host{from};  // from where: "localhost", "%"
};
[[nodiscard]] constexpr mysql_user_facts mysql_user(std::string_view name) {
  return {about(&facts::mysql_users, list_fact<"mysql_users", mysql_user_record>::own_kind, name)};
}

/// A database of MySQL or MariaDB.
struct mysql_database_record {
  std::string name;
  std::string encoding;  // "utf8mb4"

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"name"}, {"encoding"}};
  [[nodiscard]] SLIPWAY_DECL static mysql_database_record read(const record_line& line);
};
inline constexpr list_fact<"mysql_databases", mysql_database_record> mysql_databases{
    {&facts::mysql_databases, &list_fact<"mysql_databases", mysql_database_record>::own_kind}};

/// One of them, by its name.
struct mysql_database_facts {
  fact_source from;
  fact_of<"mysql_database.exists", bool> exists{from};
  fact_of<"mysql_database.encoding", std::string_view> encoding{from};  // "utf8mb4"
};
[[nodiscard]] constexpr mysql_database_facts mysql_database(std::string_view name) {
  return {about(&facts::mysql_databases, list_fact<"mysql_databases", mysql_database_record>::own_kind, name)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/databases.ipp>
#endif
