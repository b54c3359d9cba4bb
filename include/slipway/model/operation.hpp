// Operations: named nodes of the graph, and their options.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/condition.hpp>
#include <slipway/model/operation_options.hpp>
#include <slipway/model/resource.hpp>

namespace slipway {

/// A name that is put together: `op(named(joined<"Write ", Name>), ...)`.
struct operation_name {
  std::string_view text;
  digest whole;
  unsigned line;

  constexpr operation_name(std::string_view t, unsigned l) : text(t), whole(t), line(l) {}
};

constexpr fault fault_in_operation_name(const operation_name& name) {
  if (name.text.empty()) return {name_must_not_be_empty, name.text};
  if (has_control_letter(name.text)) return {name_must_be_one_line_of_plain_text, name.text};
  return {};
}

[[nodiscard]] constexpr operation_name named(located text) { return {text.text, text.line}; }

template <std::size_t N>
struct after_option {
  std::array<name_reference, N> names;
  [[nodiscard]] constexpr const auto& items() const { return names; }
};

template <std::size_t N>
struct when_option {
  condition<N> what;
  [[nodiscard]] constexpr const auto& items() const { return what.tokens; }
};

namespace detail {
template <class Option>
inline constexpr std::size_t names_in = 0;
template <std::size_t N>
inline constexpr std::size_t names_in<after_option<N>> = N;
template <class Option>
inline constexpr bool is_general = false;
template <>
inline constexpr bool is_general<operation_options> = true;
template <class Option>
inline constexpr std::size_t tokens_in = 0;
template <std::size_t N>
inline constexpr std::size_t tokens_in<when_option<N>> = N;

// all names, or all tokens, of an operation's options
template <std::size_t N, class T>
constexpr std::array<T, N> collect(const auto&... options) {
  std::array<T, N> all{};
  if constexpr (N == 0) return all;
  [[maybe_unused]] auto* next = all.data();
  [[maybe_unused]] const auto take = [&]<class Option>(const Option& option) {
    if constexpr (N != 0 && !is_general<Option>)
      for (const auto& item : option.items())
        if constexpr (std::is_same_v<decltype(item), const T&>) *next++ = item;
  };
  (take(options), ...);
  return all;
}

// see dynamic.hpp
template <class Option>
inline constexpr bool is_export = false;

template <class R>
inline constexpr bool runs_a_command = requires {
  R::runs_a_command;
};

constexpr fault merge(operation_options& all, const operation_options& option) { return all.merge(option); }
constexpr fault merge(operation_options&, const auto&) { return {}; }
}  // namespace detail

template <class T>
concept OperationOption = detail::names_in<T> >
0 || detail::tokens_in<T> > 0 || detail::is_general<T> || detail::is_export<T>;

/// A resource or an action with a name. Its type does not hold the name, so that a deployment's types stay small.
template <Resource R, std::size_t Names, std::size_t Tokens, class Options = no_options>
struct operation {
  operation_name name;
  R resource;
  std::array<name_reference, Names> after{};
  std::array<token, Tokens> condition{};
  [[no_unique_address]] Options options{};
  value_digest wanted{};  // of everything that the resource says
  value_digest value{};   // and of the options
};

namespace detail {
template <class... Options>
inline constexpr bool has_general = (is_general<Options> || ...);

template <class R, class... Options>
constexpr fault fault_in_operation(const operation_name& name, const R& resource, const Options&... options) {
  if (const auto wrong = fault_in_operation_name(name)) return wrong;
  if constexpr (requires { resource.missing(); })
    if (const auto wrong = resource.missing()) return wrong;
  if constexpr (has_general<Options...>) {
    operation_options all;
    fault wrong{};
    ((wrong = wrong ? wrong : merge(all, options)), ...);
    if (wrong) return wrong;
    if (all.say_how_a_command_runs() && !runs_a_command<R>) return {option_needs_an_operation_that_runs_a_command, name.text};
  }
  return {};
}

constexpr void add_token(value_digest& to, const token& t) {
  to.add(static_cast<std::uint64_t>(t.kind));
  if (asks_operation(t.kind)) {
    to.add(t.operation.whole);
    return;
  }
  to.add(t.operation.name).add(t.fact.name).add(t.fact.about).add(t.fact.argument());
  to.add(static_cast<std::uint64_t>(t.how)).add(t.value.text).add(static_cast<std::uint64_t>(t.value.number));
}

// of what has no fault
template <class R, class... Options>
constexpr auto make_operation(const operation_name& name, const R& resource, const Options&... options) {
  constexpr bool may_export = requires { R::may_export; }
  || !(is_export<Options> || ...);
  static_assert(may_export, "slipway: only a decision, dynamic<...>, exports values");
  constexpr auto conditions = (std::size_t{0} + ... + (tokens_in < Options >> 0));
  constexpr bool has_at_most_one =
      conditions <= 1;  // a name, like the one above, which Clang does not explain in three more lines
  static_assert(has_at_most_one, "slipway: an operation takes one when(...); join conditions with && and ||");
  constexpr auto names = (std::size_t{0} + ... + names_in<Options>);
  constexpr auto tokens = conditions <= 1 ? (std::size_t{0} + ... + tokens_in<Options>) : 0;
  using general = std::conditional_t<has_general<Options...>, operation_options, no_options>;
  operation<R, names, tokens, general> made{name, resource, collect<names, name_reference>(options...),
                                            collect<tokens, token>(options...)};
  made.wanted = made.value = resource.value();
  if constexpr (has_general<Options...>) {
    (merge(made.options, options), ...);
    made.options.add_to(made.value);
  }
  if constexpr (names != 0)
    for (const auto& needed : made.after) made.value.add(needed.whole);
  if constexpr (tokens != 0)
    for (const auto& t : made.condition) add_token(made.value, t);
  return made;
}
}  // namespace detail

/// `op(named(...), resource, options...)`: an operation whose name is computed.
template <Resource R, OperationOption... Options>
[[nodiscard]] constexpr auto op(operation_name name, const R& resource, const Options&... options) {
  if (const auto wrong = detail::fault_in_operation(name, resource, options...)) wrong.says(wrong.text);
  return detail::make_operation(name, resource, options...);
}

/// `op<"Install nginx">(resource, options...)`.
template <fixed_string Name, Resource R, OperationOption... Options>
[[nodiscard]] constexpr auto op(const R& resource, const Options&... options) {
  const operation_name name{Name.view(), Name.line};
  if (const auto wrong = detail::fault_in_operation(name, resource, options...)) wrong.says(wrong.text);
  return detail::make_operation(name, resource, options...);
}

template <class T>
inline constexpr bool is_operation = false;
template <class R, std::size_t N, std::size_t T, class O>
inline constexpr bool is_operation<operation<R, N, T, O>> = true;

template <class T>
concept Operation = is_operation<T>;

/// States that the operations named come earlier; it moves nothing, the compiler checks.
template <Operation... Needed>
requires(sizeof...(Needed) > 0) [[nodiscard]] constexpr after_option<sizeof...(Needed)> after(const Needed&... needed) {
  return {{name_reference{needed.name.text, needed.name.whole}...}};
}

/// True when that operation changed something in this run, or in an earlier one that its dependents did not follow.
[[nodiscard]] constexpr condition<1> changed(const Operation auto& of) {
  return {{token{token_kind::changed, {of.name.text, of.name.whole}}}};
}

/// True when that operation failed in this run and its errors are ignored; a failure that is not ignored ends the run.
[[nodiscard]] constexpr condition<1> failed(const Operation auto& of) {
  return {{token{token_kind::failed, {of.name.text, of.name.whole}}}};
}

/// True when that operation was carried out without a failure, or was in order.
[[nodiscard]] constexpr condition<1> succeeded(const Operation auto& of) {
  return {{token{token_kind::succeeded, {of.name.text, of.name.whole}}}};
}

/// The operation is carried out only where the condition holds; else it is skipped.
template <std::size_t N>
[[nodiscard]] constexpr when_option<N> when(const condition<N>& what) {
  return {what};
}
/// The same, for what is true or false by itself: `when(fact::reboot_required)`.
template <fixed_string Name>
[[nodiscard]] constexpr when_option<1> when(const fact_of<Name, bool>& what) {
  return {detail::as_condition(what)};
}
template <fixed_string Name>
[[nodiscard]] constexpr when_option<1> when(const data_reference<Name>& what) {
  return {detail::as_condition(what)};
}

}  // namespace slipway
