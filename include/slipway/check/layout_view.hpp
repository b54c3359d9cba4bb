// A layout as rules see it: its deployables by name, and which depend on which.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/expand.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/machine.hpp>
#include <slipway/model/machines_from.hpp>
#include <slipway/model/tables.hpp>

namespace slipway::problem {
/// A layout or an enclave holds `Given`, which has no prefix and name as machines have, and no members as enclaves have.
template <class Given>
struct not_a_deployable;
}  // namespace slipway::problem

namespace slipway::rules {

struct deployable_row {
  std::string_view prefix, name;
  digest whole;  // of both
  table_view<deployable_name> also{};

  friend constexpr bool operator==(const deployable_row& a, const deployable_row& b) {
    return a.whole == b.whole && same_text(a.prefix, b.prefix) && same_text(a.name, b.name);
  }
};

/// `from` is an index; what it needs is known by name, as it may stand outside of the layout.
struct dependency_row {
  std::size_t from = 0;
  deployable_row needed;
};

struct layout_view {
  table_view<deployable_row> deployables;
  table_view<dependency_row> dependencies;
  index_view by_name;

  /// Or no_index.
  [[nodiscard]] constexpr std::size_t find(const deployable_row& wanted) const {
    for (auto k = by_name.first(wanted.whole); k != no_index; k = by_name.next(k))
      if (deployables[k] == wanted) return k;
    return no_index;
  }
};

namespace detail {
template <class T>
inline constexpr bool is_deployable = false;
template <class T>
concept StatesDependencies = Deployable<T> && requires {
  typename T::dependencies;
};

template <class T>
constexpr table_view<deployable_name> more_names() {
  if constexpr (requires { T::also_named; }) return T::also_named;
  else return {};
}

template <class T>
constexpr deployable_row deployable_row_of() {
  return {T::prefix, T::name, digest(T::prefix).add(":").add(T::name), more_names<T>()};
}

template <class List>
struct deployables_in;

// a class of its own: Clang leaves one at the first assertion that fails in it
template <class T>
struct checked_deployable {
  static_assert(is_deployable<problem::not_a_deployable<T>>, "slipway: a layout cannot hold this");
};
template <Deployable T>
struct checked_deployable<T> {};

/// What a layout holds; asked before all else, so that little stands between the mistake and the user.
template <class List>
struct checked_members;
template <class... Members>
struct checked_members<types<Members...>> {
  static_assert(sum({std::size_t{1}, sizeof(checked_deployable<Members>)...}) > 0);
};
template <Container T>
requires(!Deployable<T>) struct checked_deployable<T> : checked_members<typename T::members> {
};

/// How many deployables a type stands for, how many dependencies those state, and how many sources of machines there are.
template <class T>
struct deployable_count {
  static constexpr std::size_t value = Deployable<T> ? 1 : 0, dependencies = 0, sources = 0;
};
template <StatesDependencies T>
struct deployable_count<T> {
  static constexpr std::size_t value = 1, sources = 0;
  static constexpr std::size_t dependencies = deployables_in<typename T::dependencies>::value;
};
template <Container T>
struct deployable_count<T> {
  static constexpr std::size_t value = deployables_in<typename T::members>::value;
  static constexpr std::size_t dependencies = deployables_in<typename T::members>::dependencies;
  static constexpr std::size_t sources = deployables_in<typename T::members>::sources;
};
template <MachineSource T>
struct deployable_count<T> {
  static constexpr std::size_t value = 0, dependencies = 0, sources = 1;
};
template <class... Members>
struct deployables_in<types<Members...>> {
  static_assert(sizeof(checked_members<types<Members...>>) > 0);
  static constexpr std::size_t value = sum({std::size_t{0}, deployable_count<Members>::value...});
  static constexpr std::size_t dependencies = sum({std::size_t{0}, deployable_count<Members>::dependencies...});
  static constexpr std::size_t sources = sum({std::size_t{0}, deployable_count<Members>::sources...});
};

template <class... Members, class... Outer, class Visit>
constexpr void visit_members(types<Members...>, types<Outer...> outer, Visit& visit);

template <class T, class... Outer, class Visit>
constexpr void visit_deployable(types<Outer...>, Visit& visit) {
  if constexpr (Container<T>) visit_members(typename T::members{}, types<T, Outer...>{}, visit);
  else if constexpr (Deployable<T>) visit.template operator()<T, Outer...>();
}

// takes lists as tags: the members of one container are one instantiation
template <class... Members, class... Outer, class Visit>
constexpr void visit_members(types<Members...>, [[maybe_unused]] types<Outer...> outer, Visit& visit) {
  in_order({(visit_deployable<Members>(outer, visit), 0)...});
}
}  // namespace detail

/// Calls `visit.operator()<Deployable, Outer...>()` for every deployable inside, in order, with the containers that hold it,
/// innermost first: the only walk over a layout.
template <class T, class Visit>
constexpr void for_each_deployable(Visit visit) {
  detail::visit_deployable<T>(types<>{}, visit);
}

/// The same for the deployables that each of a list of types stands for.
template <class... T, class Visit>
constexpr void for_each_deployable_of(types<T...> list, Visit visit) {
  detail::visit_members(list, types<>{}, visit);
}

namespace detail {
template <class... Members, class... Outer, class Visit>
constexpr void visit_sources(types<Members...>, types<Outer...> outer, Visit& visit);

template <class T, class... Outer, class Visit>
constexpr void visit_source(types<Outer...>, Visit& visit) {
  if constexpr (MachineSource<T>) visit.template operator()<T, Outer...>();
  else if constexpr (Container<T>) visit_sources(typename T::members{}, types<T, Outer...>{}, visit);
}

template <class... Members, class... Outer, class Visit>
constexpr void visit_sources(types<Members...>, [[maybe_unused]] types<Outer...> outer, Visit& visit) {
  in_order({(visit_source<Members>(outer, visit), 0)...});
}
}  // namespace detail

/// The same for the sources of machines that are known only when the program runs.
template <class T, class Visit>
constexpr void for_each_source(Visit visit) {
  if constexpr (detail::deployable_count<T>::sources != 0) detail::visit_source<T>(types<>{}, visit);
}

/// The tables of one layout.
template <class Layout>
struct layout_tables {
  static constexpr std::size_t count = detail::deployable_count<Layout>::value;
  static constexpr std::size_t dependency_count = detail::deployable_count<Layout>::dependencies;

  static constexpr auto deployables = [] {
    std::array<deployable_row, count> all{};
    auto* next = all.data();
    for_each_deployable<Layout>([&]<class T, class...>() { *next++ = detail::deployable_row_of<T>(); });
    return all;
  }();
  static constexpr auto dependencies = [] {
    std::array<dependency_row, dependency_count> all{};
    [[maybe_unused]] auto* next = all.data();
    [[maybe_unused]] std::size_t from = 0;
    [[maybe_unused]] const auto write = [&]<class T, class...>() {
      if constexpr (detail::StatesDependencies<T>)
        for_each_deployable_of(typename T::dependencies{}, [&]<class N, class...>() {
          *next++ = {from, detail::deployable_row_of<N>()};
        });
      ++from;
    };
    if constexpr (dependency_count != 0) for_each_deployable<Layout>(write);
    return all;
  }();
  static constexpr auto by_name = [] {
    chained_index<count> index{};
    for (std::size_t i = count; i-- != 0;) index.add(i, deployables[i].whole);
    return index;
  }();
};

template <class Layout>
inline constexpr layout_view view_of_layout{layout_tables<Layout>::deployables, layout_tables<Layout>::dependencies,
                                            layout_tables<Layout>::by_name};

}  // namespace slipway::rules
