// The table that crosses from compile time to run time: plain constant data, no template left.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

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
  std::span<const let_value> data;              // its own, then what it inherits; the first of a name counts
  std::span<const std::size_t> dependencies{};  // indexes of those that must be deployed before
  std::string_view layout{};                    // that it belongs to
};

/// "Machine:web-1.example.com"
[[nodiscard]] inline std::string full_name(const deployable& d) { return std::string(d.prefix) + ":" + std::string(d.name); }

struct program {
  std::string_view layout;
  std::span<const deployable> deployables;
  std::span<const selection_view> selections{};
  const slipway::settings* settings = nullptr;  // the layout's own
};

}  // namespace slipway
