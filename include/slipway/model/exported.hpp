// Values that decisions leave: for later stages of their machine, and for machines that depend on it.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/digest.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/tables.hpp>

namespace slipway {

/// Stands for the machine itself in `from<this_machine>("key")`.
struct this_machine {};

namespace facts {
/// No probe knows them: decisions do.
[[nodiscard]] inline const fact_family& exported() {
  static constexpr fact_family family{"exported", {}, {}, fact_shape::exported, "a key"};
  return family;
}
}  // namespace facts

namespace detail {

/// "Machine:db-1"
template <class Machine>
inline constexpr auto whole_name = [] {
  std::array<char, Machine::prefix.size() + 1 + Machine::name.size()> text{};
  auto* to = text.data();
  for (char c : Machine::prefix) *to++ = c;
  *to++ = ':';
  for (char c : Machine::name) *to++ = c;
  return text;
}();

template <class Machine>
inline constexpr fact_kind exported_by{{}, {}, {whole_name<Machine>.data(), whole_name<Machine>.size()}};
template <>
inline constexpr fact_kind exported_by<this_machine>{};

template <class Machine>
constexpr bool exports_this(std::string_view key, fact_type type) {
  for (const auto& r : role_tables<Machine::operations>::rows)
    if (r.decides != nullptr)
      for (const auto& e : r.decides->exports)
        if (same_text(e.key, key) && e.type == type) return true;
  return false;
}

}  // namespace detail

/// `from<db_1>("token")`: what a decision of that machine has set in this run, usable like a fact; of a text, unless another type
/// is named: `from<db_1, std::int64_t>("port")`. The reader depends on the machine, and is planned anew once that is deployed;
/// where it has set nothing, the reader's deployment fails. `from<this_machine>("token")` is for later stages of the same one.
template <class Machine, class T = std::string_view>
[[nodiscard]] constexpr fact_of<"from", T> from(text_argument key) {
  if constexpr (!std::same_as<Machine, this_machine>)
    if (!detail::exports_this<Machine>(key, fact_of<"from", T>::type)) no_decision_exports_this_with_this_type(key);
  return {{&facts::exported, &detail::exported_by<Machine>, key, digest(key)}};
}

}  // namespace slipway
