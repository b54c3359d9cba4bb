// Guards: operations that are taken back together unless they prove themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/expand.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/duration.hpp>
#include <slipway/model/role.hpp>

namespace slipway {

/// What a guard asks of the operations inside it.
struct guard_terms {
  std::string_view name;
  const char* file = "";
  unsigned line = 0;
  std::string_view verify{};  // a command; empty: none
  std::uint32_t apply_within_ms = 600'000, confirm_within_ms = 30'000;
};

struct verify_option {
  std::string_view command;
  constexpr void set(guard_terms& t) const { t.verify = command; }
};
struct apply_within_option {
  std::uint32_t ms;
  constexpr void set(guard_terms& t) const { t.apply_within_ms = ms; }
};
struct confirm_within_option {
  std::uint32_t ms;
  constexpr void set(guard_terms& t) const { t.confirm_within_ms = ms; }
};

template <class T>
concept GuardOption =
    std::is_same_v<T, verify_option> || std::is_same_v<T, apply_within_option> || std::is_same_v<T, confirm_within_option>;

template <class Item>
struct guarded_role {
  Item inside;
  guard_terms terms;
};

template <class Item>
inline constexpr bool is_role<guarded_role<Item>> = true;

/// What the operations inside touch is saved before the first of them begins. It is all put back if one of them fails, if the
/// command of `verify` or a health check fails after them, if that is not over after `apply_within` (10 minutes, if not said), or if no new
/// connection to the host succeeds within `confirm_within` (30 seconds) after that: whatever locks the operator out is undone by the
/// host itself. The compiler sees to it that everything inside can be put back. Guards do not nest, and do not change names.
template <fixed_string Name, RoleItem Item, GuardOption... Options>
[[nodiscard]] constexpr guarded_role<Item> guarded(const Item& inside, const Options&... options) {
  constexpr bool says_each_once = sum({std::size_t{std::is_same_v<Options, verify_option>}...}) <= 1 &&
                                  sum({std::size_t{std::is_same_v<Options, apply_within_option>}...}) <= 1 &&
                                  sum({std::size_t{std::is_same_v<Options, confirm_within_option>}...}) <= 1;
  static_assert(says_each_once, "slipway: a guard takes each of verify, apply_within and confirm_within once");
  if (Name.view().empty()) name_must_not_be_empty(Name.view());
  guarded_role<Item> made{inside, {Name.view(), "", Name.line}};
  (options.set(made.terms), ...);
  return made;
}

/// A command that must succeed once everything inside the guard is done, as with `sh -c`; else all of it is put back.
[[nodiscard]] constexpr verify_option verify(text_argument command) {
  if (command.empty()) text_must_not_be_empty("verify");
  if (command.find('\0') != std::string_view::npos) text_must_not_contain_nul(command);
  return {command};
}

/// How long the operations inside may take, their verification too; in std::chrono's units.
template <Duration D>
[[nodiscard]] constexpr apply_within_option apply_within(D duration) {
  if (const auto wrong = fault_in_duration(duration, "apply_within")) wrong.says(wrong.text);
  return {milliseconds_of(duration)};
}

/// How long the host then waits for a new connection; in std::chrono's units.
template <Duration D>
[[nodiscard]] constexpr confirm_within_option confirm_within(D duration) {
  if (const auto wrong = fault_in_duration(duration, "confirm_within")) wrong.says(wrong.text);
  return {milliseconds_of(duration)};
}

namespace detail {
template <class Item>
inline constexpr std::size_t operations_in<guarded_role<Item>> = operations_in<Item>;
template <class Item>
inline constexpr bool has_prefixes<guarded_role<Item>> = has_prefixes<Item>;

/// Whoever wants to know of guards is told where one begins and ends.
template <class Item, class Visit>
constexpr void for_each_operation(const guarded_role<Item>& g, const prefix_chain* prefixes, Visit& visit) {
  if constexpr (requires { visit.enter(g.terms); }) visit.enter(g.terms);
  for_each_operation(g.inside, prefixes, visit);
  if constexpr (requires { visit.leave(); }) visit.leave();
}
}  // namespace detail

}  // namespace slipway
