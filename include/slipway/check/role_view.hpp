// A role as rules see it, and how a name in it is found.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include <slipway/model/row.hpp>
#include <slipway/model/tables.hpp>

namespace slipway::rules {

/// Whether a text is the one with the other behind it.
constexpr bool is_joined(const std::string_view& text, const std::string_view& front, const std::string_view& back) {
  return text.size() == front.size() + back.size() && same_letters(text.data(), front.data(), front.size()) &&
         same_letters(text.data() + front.size(), back.data(), back.size());
}

inline constexpr std::size_t block_rows = 128;

struct role_view {
  table_view<row> rows;
  table_view<claim> claims;
  index_view by_name;

  [[nodiscard]] constexpr table_view<claim> claims_of(std::size_t i) const {
    return {claims.first + rows.first[i].first_claim, rows.first[i].claim_count};
  }
  /// Which row a claim belongs to.
  [[nodiscard]] constexpr std::size_t owner_of(std::size_t claim_index) const {
    std::size_t low = 0, high = rows.size();
    while (high - low > 1) {
      const auto middle = (low + high) / 2;
      if (rows[middle].first_claim <= claim_index) low = middle;
      else high = middle;
    }
    return low;
  }
  /// Or no_index, as below.
  [[nodiscard]] constexpr std::size_t find(const std::string_view& prefix, const std::string_view& name,
                                           const digest& key) const {
    for (auto k = by_name.first(key); k != no_index; k = by_name.next(k))
      if (rows.first[k].name_digest.value == key.value && is_joined(rows.first[k].name, prefix, name)) return k;
    return no_index;
  }
  /// The operation that a name means inside a row's role: the one with the same prefixes, else with fewer.
  [[nodiscard]] constexpr std::size_t find(const row& from, const name_reference& to) const {
    for (auto scope = from.scope; !scope.empty();) {
      if (const auto found = find(scope, to.name, digest(scope).add(to.name)); found != no_index) return found;
      const auto cut = scope.substr(0, scope.size() - 2).rfind(": ");
      scope = cut == std::string_view::npos ? std::string_view{} : scope.substr(0, cut + 2);
    }
    return find({}, to.name, to.whole);
  }
};

/// Which rows of a role are one evaluation: compilers limit the steps of each.
template <const auto& Role>
using blocks_of = std::make_index_sequence<(role_tables<Role>::rows.size() + block_rows - 1) / block_rows>;

template <const auto& Role>
inline constexpr role_view view_of{role_tables<Role>::rows, role_tables<Role>::claims, role_tables<Role>::by_name};

/// Calls `visit(reference, is_condition)` for every operation that a row names.
template <class Visit>
constexpr void for_each_reference(const row& r, Visit visit) {
  for (const auto& needed : r.after) visit(needed, false);
  for (const auto& t : r.condition)
    if (asks_operation(t.kind)) visit(t.operation, true);
  if (r.options == nullptr) return;
  for (std::size_t i = 0; i != r.options->promise_count; ++i) visit(r.options->promises[i], false);
}

}  // namespace slipway::rules
