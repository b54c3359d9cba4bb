// A layout as rules see it: its deployables by name, and which depend on which.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <slipway/core/expand.hpp>
#include <slipway/model/machine.hpp>
#include <slipway/model/tables.hpp>

namespace slipway::rules {

struct deployable_row {
  std::string_view prefix, name;
  digest whole;  // of both

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
  std::span<const deployable_row> deployables;
  std::span<const dependency_row> dependencies;
  index_view by_name;

  [[nodiscard]] constexpr std::optional<std::size_t> find(const deployable_row& wanted) const {
    std::optional<std::size_t> found;
    by_name.look_up(wanted.whole, [&](std::size_t k) {
      if (deployables[k] == wanted) found = k;
      return found.has_value();
    });
    return found;
  }
};

namespace detail {
template <class Deployable>
constexpr deployable_row deployable_row_of() {
  return {Deployable::prefix, Deployable::name, digest(Deployable::prefix).add(":").add(Deployable::name)};
}

template <class List>
struct deployables_in;

/// How many deployables a type stands for, and how many dependencies those state.
template <class T>
struct deployable_count {
  static constexpr std::size_t value = 1;
  static constexpr std::size_t dependencies = deployables_in<typename T::dependencies>::value;
};
template <Container T>
struct deployable_count<T> {
  static constexpr std::size_t value = deployables_in<typename T::members>::value;
  static constexpr std::size_t dependencies = deployables_in<typename T::members>::dependencies;
};
template <class... Members>
struct deployables_in<types<Members...>> {
  static constexpr std::size_t value = sum({std::size_t{0}, deployable_count<Members>::value...});
  static constexpr std::size_t dependencies = sum({std::size_t{0}, deployable_count<Members>::dependencies...});
};

// takes what it needs as a tag: the members of one container are one instantiation
template <class... Members, class Visit>
constexpr void for_each_deployable(types<Members...>, Visit& visit);

template <class T, class Visit>
constexpr void visit_deployable(Visit& visit) {
  if constexpr (Container<T>) for_each_deployable(typename T::members{}, visit);
  else visit.template operator()<T>();
}

template <class... Members, class Visit>
constexpr void for_each_deployable(types<Members...>, Visit& visit) {
  in_order({(visit_deployable<Members>(visit), 0)...});
}
}  // namespace detail

/// The tables of one layout.
template <class Layout>
struct layout_tables {
  static constexpr std::size_t count = detail::deployable_count<Layout>::value;
  static constexpr std::size_t dependency_count = detail::deployable_count<Layout>::dependencies;

  static constexpr auto deployables = [] {
    std::array<deployable_row, count> all{};
    auto* next = all.data();
    auto write = [&]<class T>() { *next++ = detail::deployable_row_of<T>(); };
    detail::visit_deployable<Layout>(write);
    return all;
  }();
  static constexpr auto dependencies = [] {
    std::array<dependency_row, dependency_count> all{};
    [[maybe_unused]] auto* next = all.data();
    std::size_t from = 0;
    auto write = [&]<class T>() {
      [[maybe_unused]] auto needed = [&]<class N>() { *next++ = {from, detail::deployable_row_of<N>()}; };
      if constexpr (dependency_count != 0) detail::for_each_deployable(typename T::dependencies{}, needed);
      ++from;
    };
    detail::visit_deployable<Layout>(write);
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
