// Where the settings and data of a deployable come from, field by field and hole by hole.
#pragma once

#include <string_view>

#include <slipway/core/table_view.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/settings.hpp>

namespace slipway {

/// A deployable, or a container that holds it, and what it says itself.
struct level {
  std::string_view kind;  // "Machine", "enclave", "layout"
  std::string_view name;
  const slipway::settings* settings = nullptr;  // null: it says nothing
  table_view<let_value> data{};

  friend constexpr bool operator==(const level& a, const level& b) { return a.kind == b.kind && a.name == b.name; }
};

/// All levels of a deployable. Plain data; asked at compile time or at run time.
struct inheritance {
  level own;
  table_view<level> outer{};  // innermost first
  reached by = reached::itself;
  bool own_connection = false;  // its kind has one that is not inherited

  /// The innermost level that says this field; null: none does, and the default counts.
  [[nodiscard]] constexpr const level* says(setting field) const {
    if (own.settings != nullptr && slipway::says(*own.settings, field)) return &own;
    if (field == setting::connection && own_connection) return &own;
    for (const auto& l : outer)
      if (l.settings != nullptr && slipway::says(*l.settings, field) &&
          (field != setting::connection || is_way_to(l.settings->connection, by)))
        return &l;
    return nullptr;
  }
  /// The innermost level whose data fills this hole; null: none does.
  [[nodiscard]] constexpr const level* fills(std::string_view hole) const {
    if (find_let(own.data, hole) != nullptr) return &own;
    for (const auto& l : outer)
      if (find_let(l.data, hole) != nullptr) return &l;
    return nullptr;
  }
};

}  // namespace slipway
