// From a layout's types to its program.
#pragma once

#include <array>
#include <cstddef>

#include <slipway/check/check.hpp>
#include <slipway/check/may_affect.hpp>
#include <slipway/program/program.hpp>

namespace slipway {

namespace detail {
template <const auto& Role>
inline constexpr auto edges_of = [] {
  constexpr std::size_t size = [] {
    std::size_t n = 0;
    rules::for_each_edge(rules::view_of<Role>, [&](const edge&) { ++n; });
    return n;
  }();
  std::array<edge, size> all{};
  std::size_t next = 0;
  rules::for_each_edge(rules::view_of<Role>, [&](const edge& e) { all[next++] = e; });
  return all;
}();

template <const auto& Role>
inline constexpr static_plan plan_of{role_tables<Role>::rows, role_tables<Role>::claims, edges_of<Role>,
                                     rules::effects_of<Role>::value};

template <class T>
inline constexpr std::size_t machines_in = 1;
template <class T>
struct members_of;
template <class... Members>
struct members_of<types<Members...>> {
  static constexpr std::size_t count = (std::size_t{0} + ... + machines_in<Members>);
};
template <Container T>
inline constexpr std::size_t machines_in<T> = members_of<typename T::members>::count;

template <class Deployable, class... Outer>
constexpr void write_deployables(deployable*& next);

template <class Members, class... Outer>
struct write_members;
template <class... Members, class... Outer>
struct write_members<types<Members...>, Outer...> {
  static constexpr void write(deployable*& next) { (write_deployables<Members, Outer...>(next), ...); }
};

template <class Deployable, class... Outer>
constexpr void write_deployables(deployable*& next) {
  if constexpr (Container<Deployable>) {
    write_members<typename Deployable::members, Deployable, Outer...>::write(next);
  } else {
    *next++ = {Deployable::prefix, Deployable::name, &plan_of<Deployable::operations>,
               &effective_settings<Deployable, Outer...>, effective_lets<Deployable, Outer...>};
  }
}

template <class Layout>
inline constexpr auto deployables_of = [] {
  std::array<deployable, machines_in<Layout>> all{};
  auto* next = all.data();
  write_deployables<Layout>(next);
  return all;
}();
}  // namespace detail

/// True, or ill-formed with the names of the culprits: `static_assert(sw::check<site>)`.
template <class Layout>
inline constexpr bool check = rules::is_right<Layout>;

template <class Layout>
inline constexpr program program_of{Layout::name, detail::deployables_of<Layout>};

/// How many stages a machine's deployment has: 1, as nothing in it is decided while it runs.
template <class Machine>
inline constexpr int stages = 1;

}  // namespace slipway
