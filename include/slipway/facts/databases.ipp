#pragma once

#include <slipway/facts/databases.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL postgresql_role_record postgresql_role_record::read(const record_line& line) {
  return {line.text(0), line.flag(1), line.flag(2)};
}

SLIPWAY_DECL postgresql_database_record postgresql_database_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.number(3)};
}

SLIPWAY_DECL mysql_user_record mysql_user_record::read(const record_line& line) { return {line.text(0), line.text(1)}; }

SLIPWAY_DECL mysql_database_record mysql_database_record::read(const record_line& line) { return {line.text(0), line.text(1)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& postgresql_roles() {
  static const fact_family f{"postgresql_roles", R"sh(
facts_postgresql_roles() {
  if [ "$user_id" -ne 0 ] || ! command -v psql >/dev/null; then return 0; fi
  _lines=$(su -s /bin/sh postgres -c "psql -XAt -F '$tab' -c \"SELECT rolname, rolsuper::text, rolcanlogin::text FROM pg_roles ORDER BY 1\"" 2>/dev/null) || return 0
  fact_list postgresql_roles
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do printf '%s record postgresql_roles %s\n' "$nonce" "$_line"; done
  IFS=$_ifs
}
)sh",
                             fact::postgresql_role_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& postgresql_databases() {
  static const fact_family f{"postgresql_databases", R"sh(
facts_postgresql_databases() {
  if [ "$user_id" -ne 0 ] || ! command -v psql >/dev/null; then return 0; fi
  _lines=$(su -s /bin/sh postgres -c "psql -XAt -F '$tab' -c \"SELECT datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), pg_database_size(oid) FROM pg_database WHERE NOT datistemplate ORDER BY 1\"" 2>/dev/null) || return 0
  fact_list postgresql_databases
  _ifs=$IFS IFS=$newline
  for _line in $_lines; do printf '%s record postgresql_databases %s\n' "$nonce" "$_line"; done
  IFS=$_ifs
}
)sh",
                             fact::postgresql_database_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& mysql_users() {
  static const fact_family f{"mysql_users", R"sh(
facts_mysql_users() {
  for _client in mariadb mysql; do
    command -v $_client >/dev/null || continue
    _lines=$($_client -NB -e "SELECT user, host FROM mysql.user ORDER BY 1, 2" 2>/dev/null) || return 0
    fact_list mysql_users
    _ifs=$IFS IFS=$newline
    for _line in $_lines; do printf '%s record mysql_users %s\n' "$nonce" "$_line"; done
    IFS=$_ifs
    return 0
  done
}
)sh",
                             fact::mysql_user_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& mysql_databases() {
  static const fact_family f{"mysql_databases", R"sh(
facts_mysql_databases() {
  for _client in mariadb mysql; do
    command -v $_client >/dev/null || continue
    _lines=$($_client -NB -e "SELECT schema_name, default_character_set_name FROM information_schema.schemata ORDER BY 1" 2>/dev/null) || return 0
    fact_list mysql_databases
    _ifs=$IFS IFS=$newline
    for _line in $_lines; do printf '%s record mysql_databases %s\n' "$nonce" "$_line"; done
    IFS=$_ifs
    return 0
  done
}
)sh",
                             fact::mysql_database_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
