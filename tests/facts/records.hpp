// What the readers of lists make of a record: its fields as texts again, in the order in which the probe printed them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/facts/catalogue.hpp>
#include <slipway/model/answered.hpp>

namespace facts_test {

using fields = std::vector<std::string>;

namespace detail {

inline std::string text_of(const std::string& value) { return value; }
inline std::string text_of(bool value) { return value ? "true" : "false"; }
inline std::string text_of(std::int64_t value) { return std::to_string(value); }

template <class... Values>
fields texts_of(const Values&... values) {
  return {text_of(values)...};
}

template <class Record>
fields read(const slipway::record_line& line) {
  const auto record = Record::read(line);
  constexpr auto count = std::size(Record::fields);
  static_assert(count >= 2 && count <= 7, "a record of that many fields is not taken apart here");
  if constexpr (count == 2) {
    const auto& [a, b] = record;
    return texts_of(a, b);
  } else if constexpr (count == 3) {
    const auto& [a, b, c] = record;
    return texts_of(a, b, c);
  } else if constexpr (count == 4) {
    const auto& [a, b, c, d] = record;
    return texts_of(a, b, c, d);
  } else if constexpr (count == 5) {
    const auto& [a, b, c, d, e] = record;
    return texts_of(a, b, c, d, e);
  } else if constexpr (count == 6) {
    const auto& [a, b, c, d, e, f] = record;
    return texts_of(a, b, c, d, e, f);
  } else {
    const auto& [a, b, c, d, e, f, g] = record;
    return texts_of(a, b, c, d, e, f, g);
  }
}

}  // namespace detail

struct list_reader {
  std::string_view list;
  fields (*read)(const slipway::record_line&);
  std::span<const slipway::fact_field> table;

  template <class Record>
  static list_reader of(std::string_view list) {
    return {list, &detail::read<Record>, Record::fields};
  }
};

/// Null where no list has this name.
inline const list_reader* find_reader(std::string_view list) {
  using namespace slipway::fact;
  static const list_reader readers[]{
      list_reader::of<address_record>("addresses"),
      list_reader::of<apt_key_record>("apt_keys"),
      list_reader::of<apt_source_record>("apt_sources"),
      list_reader::of<authorized_key_record>("authorized_keys"),
      list_reader::of<container_record>("containers"),
      list_reader::of<cron_job_record>("cron_jobs"),
      list_reader::of<entry_record>("directory.entries"),
      list_reader::of<disk_record>("disks"),
      list_reader::of<flatpak_record>("flatpaks"),
      list_reader::of<group_record>("groups"),
      list_reader::of<image_record>("images"),
      list_reader::of<interface_record>("interfaces"),
      list_reader::of<limit_record>("limits"),
      list_reader::of<matching_line_record>("lines.all"),
      list_reader::of<module_record>("modules"),
      list_reader::of<mount_record>("mounts"),
      list_reader::of<mysql_database_record>("mysql_databases"),
      list_reader::of<mysql_user_record>("mysql_users"),
      list_reader::of<nix_generation_record>("nix_generations"),
      list_reader::of<npm_package_record>("npm_packages"),
      list_reader::of<package_record>("packages"),
      list_reader::of<pip_package_record>("pip_packages"),
      list_reader::of<port_record>("ports"),
      list_reader::of<postgresql_database_record>("postgresql_databases"),
      list_reader::of<postgresql_role_record>("postgresql_roles"),
      list_reader::of<process_record>("processes"),
      list_reader::of<service_record>("services"),
      list_reader::of<snap_record>("snaps"),
      list_reader::of<sudo_rule_record>("sudo_rules"),
      list_reader::of<timer_record>("timers"),
      list_reader::of<user_record>("users"),
  };
  const auto found = std::ranges::find(readers, list, &list_reader::list);
  return found == std::end(readers) ? nullptr : found;
}

}  // namespace facts_test
