// The table that crosses from compile time to run time: plain constant data, no template left.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <slipway/core/table_view.hpp>
#include <slipway/model/data_field.hpp>
#include <slipway/model/inheritance.hpp>
#include <slipway/model/machines_from.hpp>
#include <slipway/model/names.hpp>
#include <slipway/model/resource.hpp>  // what rows point to
#include <slipway/model/row.hpp>
#include <slipway/model/selection.hpp>
#include <slipway/model/settings.hpp>

namespace slipway {

struct deployable {
  std::string_view prefix;  // "Machine"
  std::string_view name;    // "web-1.example.com"
  const static_plan* plan = nullptr;
  const slipway::settings* settings = nullptr;
  table_view<let_value> data;              // its own, then what it inherits; the first of a name counts
  table_view<std::size_t> dependencies{};  // indexes of those that must be deployed before
  std::string_view layout{};               // that it belongs to
  table_view<deployable_name> also{};      // more names
  inheritance from{};                      // where settings and data come from
  std::size_t inside = no_index;           // the machine that it is reached through
};

/// Whether a pattern matches any of its names.
[[nodiscard]] constexpr bool matches(std::string_view pattern, const deployable& d) {
  return any_name_matches(pattern, d.prefix, d.name, d.also);
}

/// Machines that are known only when the program runs; `one` is what they have in common.
struct machine_source {
  source_kind kind{};
  std::string_view where;  // a file or a command
  deployable one;
  const data_type* data = nullptr;
  table_view<std::size_t> dependents{};      // indexes of those that depend on all of them
  table_view<std::size_t> needed_sources{};  // indexes of those on all of whose machines these depend
};

/// "Machine:web-1.example.com"
[[nodiscard]] inline std::string full_name(const deployable& d) { return std::string(d.prefix) + ":" + std::string(d.name); }

struct program {
  std::string_view layout;
  table_view<deployable> deployables;
  table_view<selection_view> selections{};
  const slipway::settings* settings = nullptr;  // the layout's own
  table_view<machine_source> sources{};
};

}  // namespace slipway
