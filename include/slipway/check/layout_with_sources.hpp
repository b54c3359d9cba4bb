// A layout as rules about dependencies see it: sources of machines that only a run knows stand for all of these.
#pragma once

#include <array>
#include <cstddef>

#include <slipway/check/layout_view.hpp>

namespace slipway::rules {

namespace detail {
template <class Source>
constexpr deployable_row source_row_of() {
  return {"Source", Source::name, digest("Source:").add(Source::name)};
}

/// Calls `visit` with the row of everything that a list of types stands for.
template <class... T, class Visit>
constexpr void for_each_needed(types<T...> list, Visit visit) {
  for_each_deployable_of(list, [&]<class N, class...>() { visit(deployable_row_of<N>()); });
  const auto take = [&]<class S, class...>() { visit(source_row_of<S>()); };
  visit_sources(list, types<>{}, take);
}
}  // namespace detail

/// Rows of the deployables, at the same places as without, then those of the sources.
template <class Layout>
struct tables_with_sources {
  static constexpr std::size_t count = detail::deployable_count<Layout>::value + detail::deployable_count<Layout>::sources;

  /// Calls `visit` with who depends and what on.
  template <class Visit>
  static constexpr void for_each_dependency(Visit visit) {
    std::size_t from = 0;
    const auto state = [&](auto list) {
      detail::for_each_needed(list, [&](const deployable_row& needed) { visit(from, needed); });
    };
    for_each_deployable<Layout>([&]<class T, class...>() {
      if constexpr (detail::StatesDependencies<T>) state(typename T::dependencies{});
      ++from;
    });
    for_each_source<Layout>([&]<class S, class...>() {
      state(typename S::source_dependencies{});
      ++from;
    });
  }

  static constexpr auto rows = [] {
    std::array<deployable_row, count> all{};
    auto* next = all.data();
    for_each_deployable<Layout>([&]<class T, class...>() { *next++ = detail::deployable_row_of<T>(); });
    for_each_source<Layout>([&]<class S, class...>() { *next++ = detail::source_row_of<S>(); });
    return all;
  }();
  static constexpr auto dependencies = [] {
    constexpr auto size = [] {
      std::size_t n = 0;
      for_each_dependency([&](std::size_t, const deployable_row&) { ++n; });
      return n;
    }();
    std::array<dependency_row, size> all{};
    [[maybe_unused]] auto* next = all.data();
    if constexpr (size != 0)
      for_each_dependency([&](std::size_t from, const deployable_row& needed) { *next++ = {from, needed}; });
    return all;
  }();
  static constexpr auto by_name = [] {
    chained_index<count> index{};
    for (std::size_t i = count; i-- != 0;) index.add(i, rows[i].whole);
    return index;
  }();
};

/// What rules about dependencies look at: most layouts have no sources, and need no second table.
template <class Layout>
inline constexpr layout_view view_with_sources = [] {
  if constexpr (detail::deployable_count<Layout>::sources == 0) return view_of_layout<Layout>;
  else
    return layout_view{tables_with_sources<Layout>::rows, tables_with_sources<Layout>::dependencies,
                       tables_with_sources<Layout>::by_name};
}();

}  // namespace slipway::rules
