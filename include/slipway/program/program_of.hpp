// From a layout's types to its program.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <slipway/check/check.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/program/kept_links.hpp>
#include <slipway/program/program.hpp>

namespace slipway {

namespace detail {
template <const auto& Role>
plan_links links_of() {
  static const plan_links made = keep_links(rules::view_of<Role>);
  return made;
}

template <const auto& Role>
inline constexpr static_plan plan_of{
    role_tables<Role>::rows, role_tables<Role>::claims, role_tables<Role>::guards, {}, &links_of<Role>};

/// One after the other as `layout_view::dependencies` has them, which is in the order of those that depend.
template <class Layout>
inline constexpr auto dependencies_of = [] {
  constexpr auto& layout = rules::view_of_layout<Layout>;
  std::array<std::size_t, layout.dependencies.size()> all{};
  for (std::size_t i = 0; i != all.size(); ++i) all[i] = layout.find(layout.dependencies[i].needed);
  return all;
}();

template <class T>
concept HasOwnConnection = requires {
  T::own_connection;
};

template <class T, class... Outer>
constexpr deployable deployable_of() {
  constexpr auto& lets = effective_lets<T, Outer...>;
  constexpr std::size_t own = std::tuple_size_v<decltype(own_lets<T>())>;
  const level itself{T::prefix, T::name, settings_pointer<T>(), {lets.data(), own}};
  return {T::prefix,
          T::name,
          &plan_of<T::operations>,
          &effective_settings<T, Outer...>,
          lets,
          {},
          {},
          rules::detail::more_names<T>(),
          {itself, levels_of<Outer...>, reached_by<T>, HasOwnConnection<T>}};
}

template <class Layout>
inline constexpr auto deployables_of = [] {
  std::array<deployable, rules::layout_tables<Layout>::count> all{};
  auto* next = all.data();
  rules::for_each_deployable<Layout>([&]<class T, class... Outer>() {
    *next = deployable_of<T, Outer...>();
    next->layout = Layout::name;
    if constexpr (requires { typename T::inside; })
      next->inside = rules::view_of_layout<Layout>.find(rules::detail::deployable_row_of<typename T::inside>());
    ++next;
  });
  const table_view<std::size_t> needed(dependencies_of<Layout>);
  std::size_t begin = 0;
  for (std::size_t i = 0; i != all.size() && begin != needed.size(); ++i) {
    std::size_t end = begin;
    while (end != needed.size() && rules::view_of_layout<Layout>.dependencies[end].from == i) ++end;
    all[i].dependencies = needed.part(begin, end - begin);
    begin = end;
  }
  return all;
}();

template <class T>
struct names_of_list;
template <class... T>
struct names_of_list<types<T...>> {
  static constexpr std::size_t count = rules::detail::deployables_in<types<T...>>::value;
  /// Indexes of all that the types stand for.
  template <class Layout>
  static constexpr auto in = [] {
    std::array<std::size_t, count> all{};
    [[maybe_unused]] auto* next = all.data();
    rules::for_each_deployable_of(types<T...>{}, [&]<class N, class...>() {
      *next++ = rules::view_of_layout<Layout>.find(rules::detail::deployable_row_of<N>());
    });
    return all;
  }();
};

template <class Source, class... Needed>
constexpr bool is_among(types<Needed...>);

/// Whether a type is the source, or an enclave that holds it.
template <class Source, class T>
constexpr bool stands_for_source() {
  if constexpr (std::is_same_v<Source, T>) return true;
  else if constexpr (Container<T>) return is_among<Source>(typename T::members{});
  else return false;
}

template <class Source, class... Needed>
constexpr bool is_among(types<Needed...>) {
  return (stands_for_source<Source, Needed>() || ...);
}

template <class Source, class T>
constexpr bool depends_on_source() {
  if constexpr (rules::detail::StatesDependencies<T>) return is_among<Source>(typename T::dependencies{});
  else return false;
}

/// The places at which `Walk::each` answers true.
template <class Walk>
inline constexpr auto places_where = [] {
  constexpr auto count = [] {
    std::size_t n = 0;
    Walk::each([&](bool holds) { n += holds; });
    return n;
  }();
  std::array<std::size_t, count> all{};
  [[maybe_unused]] auto* next = all.data();
  [[maybe_unused]] std::size_t i = 0;
  if constexpr (count != 0)
    Walk::each([&](bool holds) {
      if (holds) *next++ = i;
      ++i;
    });
  return all;
}();

/// The deployables that depend on all machines of a source.
template <class Layout, class Source>
struct dependents_of {
  static constexpr void each(auto take) {
    rules::for_each_deployable<Layout>([&]<class T, class...>() { take(depends_on_source<Source, T>()); });
  }
};

/// The sources on all of whose machines those of another depend.
template <class Layout, class Source>
struct sources_needed_by {
  static constexpr void each(auto take) {
    rules::for_each_source<Layout>([&]<class S, class...>() { take(is_among<S>(typename Source::source_dependencies{})); });
  }
};

template <class Layout>
inline constexpr auto sources_of = [] {
  std::array<machine_source, rules::detail::deployable_count<Layout>::sources> all{};
  [[maybe_unused]] auto* next = all.data();
  rules::for_each_source<Layout>([&]<class Source, class... Outer>() {
    *next = {Source::from,
             Source::name,
             deployable_of<any_machine_of<Source>, Source, Outer...>(),
             &data_type_of<typename Source::machine_data>,
             places_where<dependents_of<Layout, Source>>,
             places_where<sources_needed_by<Layout, Source>>};
    next->one.layout = Layout::name;
    next->one.dependencies = names_of_list<typename Source::source_dependencies>::template in<Layout>;
    ++next;
  });
  return all;
}();
}  // namespace detail

template <class Layout>
inline constexpr program program_of{Layout::name, detail::deployables_of<Layout>, rules::selections_of<Layout>,
                                    &effective_settings<Layout>, detail::sources_of<Layout>};

/// What a deployable of a layout inherits, and from where: `inherited<site, web_1>.says(setting::platform)->name`.
template <class Layout, Deployable T>
inline constexpr const inheritance& inherited = []() -> const inheritance& {
  constexpr auto at = rules::view_of_layout<Layout>.find(rules::detail::deployable_row_of<T>());
  return detail::deployables_of<Layout>[at].from;
}();

/// How many stages a machine's deployment has: one more for each decision, and restart of the host, that something comes before, or
/// after.
template <class Machine>
inline constexpr int stages = static_cast<int>(stage_of(rows<Machine>, rows<Machine>.size()));

}  // namespace slipway
