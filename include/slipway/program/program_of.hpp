// From a layout's types to its program.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <slipway/check/check.hpp>
#include <slipway/check/may_affect.hpp>
#include <slipway/program/program.hpp>

namespace slipway {

namespace detail {
template <std::size_t Most>
struct edge_list {
  std::array<edge, Most> items{};
  std::size_t count = 0;
};

template <const auto& Role, std::size_t Block>
inline constexpr auto edges_in_block = [] {
  constexpr std::size_t begin = Block * rules::block_rows, end = begin + rules::block_rows;
  constexpr std::size_t references = [] {
    std::size_t n = 0;
    for (std::size_t i = begin; i < end && i < rules::view_of<Role>.rows.size(); ++i)
      rules::for_each_reference(rules::view_of<Role>.rows[i], [&](const name_reference&, bool) { ++n; });
    return n;
  }();
  edge_list<references> all{};
  rules::for_each_edge(rules::view_of<Role>, begin, end, [&](const edge& e) { all.items[all.count++] = e; });
  return all;
}();

template <const auto& Role>
inline constexpr auto edges_of = []<std::size_t... Blocks>(std::index_sequence<Blocks...>) {
  std::array<edge, (std::size_t{0} + ... + edges_in_block<Role, Blocks>.count)> all{};
  [[maybe_unused]] auto next = all.begin();
  ((next = std::copy_n(edges_in_block<Role, Blocks>.items.begin(), edges_in_block<Role, Blocks>.count, next)), ...);
  return all;
}
(rules::blocks_of<Role>{});

template <const auto& Role>
inline constexpr static_plan plan_of{role_tables<Role>::rows, role_tables<Role>::claims, edges_of<Role>,
                                     rules::effects_of<Role>::value, role_tables<Role>::guards};

/// One after the other as `layout_view::dependencies` has them, which is in the order of those that depend.
template <class Layout>
inline constexpr auto dependencies_of = [] {
  constexpr auto& layout = rules::view_of_layout<Layout>;
  std::array<std::size_t, layout.dependencies.size()> all{};
  for (std::size_t i = 0; i != all.size(); ++i) all[i] = layout.find(layout.dependencies[i].needed).value_or(0);
  return all;
}();

template <class Layout>
inline constexpr auto deployables_of = [] {
  std::array<deployable, rules::layout_tables<Layout>::count> all{};
  auto* next = all.data();
  rules::for_each_deployable<Layout>([&]<class Deployable, class... Outer>() {
    *next++ = {Deployable::prefix,
               Deployable::name,
               &plan_of<Deployable::operations>,
               &effective_settings<Deployable, Outer...>,
               effective_lets<Deployable, Outer...>,
               {},
               Layout::name};
  });
  const std::span<const std::size_t> needed(dependencies_of<Layout>);
  std::size_t begin = 0;
  for (std::size_t i = 0; i != all.size() && begin != needed.size(); ++i) {
    std::size_t end = begin;
    while (end != needed.size() && rules::view_of_layout<Layout>.dependencies[end].from == i) ++end;
    all[i].dependencies = needed.subspan(begin, end - begin);
    begin = end;
  }
  return all;
}();
}  // namespace detail

template <class Layout>
inline constexpr program program_of{Layout::name, detail::deployables_of<Layout>, rules::selections_of<Layout>,
                                    &effective_settings<Layout>};

/// How many stages a machine's deployment has: 1, as nothing in it is decided while it runs.
template <class Machine>
inline constexpr int stages = 1;

}  // namespace slipway
