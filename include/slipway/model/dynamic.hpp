// Operations that are decided while a deployment runs: a function of the program's adds them, on the controller.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <slipway/core/expand.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/fact_answers.hpp>
#include <slipway/model/operation.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/model/tables.hpp>
#include <slipway/model/types.hpp>

namespace slipway {

/// An operation that a decision adds, without its type; whoever takes it destroys it.
struct added_operation {
  void* operation;
  void (*fill)(const void* operation, row& to, description& claims);
  void (*destroy)(void* operation);
};

/// What a decision says that it exports.
struct export_reference {
  std::string_view key;
  fact_type type{};
};

template <fixed_string Key, class T>
struct export_of {
  static constexpr export_reference reference{Key.view(), fact_of<Key, T>::type};
  [[nodiscard]] constexpr std::array<export_reference, 1> items() const { return {reference}; }
};

/// An option of a decision: it sets a value of this name, a text unless another type is named, with `context.set(...)`.
template <fixed_string Key, class T = std::string_view>
inline constexpr export_of<Key, T> exports{};

namespace detail {
template <fixed_string Key, class T>
inline constexpr bool is_export<export_of<Key, T>> = true;

/// What a decision with these options exports.
template <class... Options>
struct exports_of {
  static constexpr std::size_t count = sum({std::size_t{0}, std::size_t{is_export<Options>}...});
  static constexpr auto list = [] {
    std::array<export_reference, count> all{};
    [[maybe_unused]] auto* next = all.data();
    [[maybe_unused]] const auto take = [&]<class Option>(types<Option>) {
      if constexpr (is_export<Option>) *next++ = Option::reference;
    };
    (take(types<Options>{}), ...);
    return all;
  }();
};
}  // namespace detail

/// The name of one, as text of any kind, and where the program gives it.
struct added_name {
  std::string text;
  unsigned line;
  // NOLINTBEGIN(google-explicit-constructor): it is written as a text
  added_name(const char* t, unsigned l = __builtin_LINE()) : text(t), line(l) {}
  added_name(std::string_view t, unsigned l = __builtin_LINE()) : text(t), line(l) {}
  added_name(std::string t, unsigned l = __builtin_LINE()) : text(std::move(t)), line(l) {}
  // NOLINTEND(google-explicit-constructor)
};

/// What a decision may look at, and what it does. All that it is given lives as long as the run. A fact that the host does not know
/// ends the decision, and with it the host's deployment, and the report names the fact.
class dynamic_context : public fact_answers {
 public:
  /// Adds an operation, to be carried out after those that were added before it. Its name stands behind that of the decision, as
  /// in a role with that prefix. Rules hold for it as for all others: one that breaks them, or an argument that is wrong, ends the
  /// decision. Texts that a resource is given must stay where they are: see `keep`.
  template <Resource R, OperationOption... Options>
  void add(added_name name, const R& resource, const Options&... options) {
    add(op(operation_name(keep(std::move(name.text)), name.line), resource, options...));
  }
  /// The same, for one that the program has made beforehand.
  template <Operation O>
  void add(const O& operation) {
    take({new O(operation), [](const void* o, row& to, description& claims) { describe(*static_cast<const O*>(o), to, claims); },
          [](void* o) { delete static_cast<O*>(o); }});
  }
  /// Sets what `exports<"key">` names among the decision's options, for `from<...>("key")`; it is no place for secrets.
  template <fixed_string Key>
  void set(const export_of<Key, std::string_view>&, std::string_view value) {
    set_export({Key.view(), fact_type::text}, std::string(value));
  }
  template <fixed_string Key, std::integral T>
  void set(const export_of<Key, T>&, std::type_identity_t<T> value) {
    set_export({Key.view(), fact_of<Key, T>::type},
               std::same_as<T, bool> ? (value ? "true" : "false") : std::to_string(static_cast<std::int64_t>(value)));
  }
  /// A text that stays where it is for as long as the run.
  [[nodiscard]] virtual std::string_view keep(std::string text) = 0;

 protected:
  dynamic_context() = default;
  ~dynamic_context() = default;
  virtual void take(added_operation added) = 0;
  virtual void set_export(const export_reference& what, std::string value) = 0;

 private:
  template <Operation O>
  static void describe(const O& o, row& to, description& claims) {
    detail::fill_row(to, o);
    o.resource.describe(claims);
    if constexpr (std::same_as<std::remove_cvref_t<decltype(o.options)>, operation_options>)
      detail::describe_options(o.options, claims);
  }
};

/// How a decision is seen without its type.
struct decision_kind {
  table_view<fact_reference> (*reads)(const void* decision);
  table_view<export_reference> exports;
  void (*decide)(const void* decision, dynamic_context& context);
};

/// The facts that a decision may ask for.
template <class... Facts>
struct reads {
  std::array<fact_reference, sizeof...(Facts)> facts;
  const char* file;
  // NOLINTNEXTLINE(google-explicit-constructor): it is written as a list
  constexpr reads(const Facts&... of, const char* at = __builtin_FILE()) : facts{of.reference()...}, file(at) {}
};
template <class... Facts>
reads(const Facts&...) -> reads<Facts...>;

inline constexpr family decision_family{"decision", {}, {}, {}, {}};

/// An operation that does nothing by itself but add others.
template <std::size_t Facts, class Decide, class Exports>
struct decision {
  std::array<fact_reference, Facts> facts;
  Decide function;
  located place;

  static constexpr bool may_export = true;
  static constexpr decision_kind kind{
      [](const void* d) { return table_view<fact_reference>(static_cast<const decision*>(d)->facts); }, Exports::list,
      [](const void* d, dynamic_context& context) { static_cast<const decision*>(d)->function(context); }};

  static const family& belongs_to() { return decision_family; }
  [[nodiscard]] constexpr located where() const { return place; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = value_of_type<"decision">;
    for (const auto& f : facts) d.add(f.name).add(f.about).add(f.argument());
    for (const auto& e : Exports::list) d.add(e.key);
    return d;
  }
  constexpr void describe(description& d) const {
    d.is_decided(kind);
    // nobody knows yet
    d.affects_everything();
  }
  void probe(const scope&, shell_words&) const {}
  [[nodiscard]] std::string desired(const scope&) const { return {}; }
  [[nodiscard]] std::string apply(const scope&) const { return ":"; }
  [[nodiscard]] undo_text undo(const scope&) const { return {":", {}}; }
};

namespace detail {
template <class Decide>
concept Decides = requires(const Decide& decide, dynamic_context& context) {
  decide(context);
};
}  // namespace detail

/// `dynamic<"Announce the id">(reads(facts...), function, options...)`: `function` is called on the controller, with a
/// dynamic_context, once everything before it in the role is done, and with facts that are read then. It adds operations, which
/// are carried out in its place, and sets what it exports. It begins a stage of its own, unless nothing comes before it; its
/// condition is looked at then.
template <fixed_string Name, class... Facts, class Decide, OperationOption... Options>
[[nodiscard]] constexpr auto dynamic(const reads<Facts...>& facts, const Decide& decide, const Options&... options) {
  static_assert(detail::Decides<Decide>, "slipway: dynamic<...> takes reads(...) and a function of sw::dynamic_context&");
  using made = decision<sizeof...(Facts), Decide, detail::exports_of<Options...>>;
  const made what{facts.facts, decide, located(Name.view(), facts.file, Name.line)};
  const operation_name name{Name.view(), Name.line};
  if (const auto wrong = detail::fault_in_operation(name, what, options...)) wrong.says(wrong.text);
  return detail::make_operation(name, what, options...);
}

}  // namespace slipway
