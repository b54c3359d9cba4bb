// Deployables: machines, and the enclaves and layouts that hold them.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <slipway/core/copy.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/model/dependencies.hpp>
#include <slipway/model/inheritance.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/names.hpp>
#include <slipway/model/settings.hpp>

namespace slipway {

/// What the full names of deployables begin with.
namespace prefixes {
using namespace std::string_view_literals;
inline constexpr auto machine = "Machine"sv, container = "Container"sv, controller = "Controller"sv;
}  // namespace prefixes

/// `struct web_1 : machine<"web-1.example.com"> { static constexpr auto& operations = web; };` may also have `settings` and
/// `data`, and `machine<"web-1.example.com", depends_on<db_1>>` a dependency. Its full name is "Machine:web-1.example.com".
template <fixed_string Name, DeployableOption... Options>
struct machine {
  using dependencies = typename detail::join_types<typename Options::dependencies...>::type;
  static constexpr std::string_view prefix = prefixes::machine;
  static constexpr std::string_view name = Name.view();
};

/// Something that runs inside a machine: `struct cache : container<"cache", in<web_1>> { ... }`. It is deployed after its machine,
/// through the machine's connection and with what `settings` says of containers (docker, podman, machinectl, enter); left out
/// everywhere: docker. Its full name is "Container:cache".
template <fixed_string Name, InMachine In, DeployableOption... Options>
struct container {
  using dependencies = typename detail::join_types<typename In::dependencies, typename Options::dependencies...>::type;
  using inside = typename In::machine;
  static constexpr std::string_view prefix = prefixes::container;
  static constexpr std::string_view name = Name.view();
};

/// The machine that runs the program: `struct build : controller<"build"> { ... }` for local builds, certificates and the like.
/// Its connection is `local` unless it says another itself. Its full name is "Controller:build".
template <fixed_string Name, DeployableOption... Options>
struct controller {
  using dependencies = typename detail::join_types<typename Options::dependencies...>::type;
  static constexpr slipway::connection own_connection = local{};
  static constexpr std::string_view prefix = prefixes::controller;
  static constexpr std::string_view name = Name.view();
};

/// What a layout may hold beside containers: a type with a prefix, a name and operations. Of its own it may have
/// `settings`, `data`, more names (`also_named`), `dependencies` (types<...>), a machine that it is reached through (`inside`), and
/// a connection that goes before inherited ones (`own_connection`). machine, container and controller are three such.
template <class T>
concept Deployable = requires {
  { T::prefix } -> std::convertible_to<std::string_view>;
  { T::name } -> std::convertible_to<std::string_view>;
};

/// A named container; its settings and data are inherited by what it holds.
template <fixed_string Name, class... Members>
struct enclave {
  static constexpr std::string_view kind = "enclave";
  static constexpr std::string_view name = Name.view();
  using members = types<Members...>;
};

/// The outermost container: what a program deploys.
template <fixed_string Name, class... Members>
struct layout : enclave<Name, Members...> {
  static constexpr std::string_view kind = "layout";
};

template <class T>
concept Container = requires {
  typename T::members;
};

namespace detail {
template <class T>
constexpr settings own_settings() {
  if constexpr (requires { T::settings; }) return T::settings;
  else return {};
}

template <class T>
constexpr auto own_lets() {
  if constexpr (requires { T::data; }) return lets_of(T::data);
  else return std::array<let_value, 0>{};
}

/// A level's own; what says nothing needs no variable.
template <class T>
constexpr const settings* settings_pointer() {
  if constexpr (requires { T::settings; }) return &T::settings;
  else return nullptr;
}

template <class T>
inline constexpr auto data_of_level = own_lets<T>();

template <class T>
constexpr level level_of() {
  if constexpr (requires { T::data; }) return {T::kind, T::name, settings_pointer<T>(), data_of_level<T>};
  else return {T::kind, T::name, settings_pointer<T>()};
}

/// Of the containers that hold a deployable: once for all that they hold.
template <class... Outer>
inline constexpr std::array<level, sizeof...(Outer)> levels_of{level_of<Outer>()...};

template <class T>
inline constexpr reached reached_by = reached::itself;
template <class T>
requires requires { typename T::inside; }
inline constexpr reached reached_by<T> = reached::inside;
}  // namespace detail

namespace detail {
/// Stands for every deployable that says nothing itself, so that what they inherit is made once for all of them.
template <reached How>
struct silent {};
template <reached How>
inline constexpr reached reached_by<silent<How>> = How;

template <class T>
concept SaysHow = requires {
  T::settings;
}
|| requires { T::own_connection; };
template <class T>
concept SaysData = requires {
  T::data;
};

template <class T, class... Outer>
inline constexpr settings settings_of = [] {
  settings s = own_settings<T>();
  if constexpr (requires { T::own_connection; })
    if (!says(s, setting::connection)) s.connection = T::own_connection;
  ((s = inherit(s, own_settings<Outer>(), reached_by<T>)), ...);
  if (reached_by<T> == reached::inside && !says(s, setting::connection)) s.connection = docker{};
  return s;
}();

template <class T, class... Outer>
inline constexpr auto lets_of_levels = [] {
  constexpr std::size_t size = own_lets<T>().size() + (std::size_t{0} + ... + own_lets<Outer>().size());
  std::array<let_value, size> all{};
  auto* end = all.data();
  const auto take = [&](const auto& lets) { end = copy_to(lets, end); };
  take(own_lets<T>());
  (take(own_lets<Outer>()), ...);
  return all;
}();
}  // namespace detail

/// A deployable's settings inside the containers that hold it, innermost first.
template <class T, class... Outer>
inline constexpr const settings& effective_settings =
    detail::settings_of<std::conditional_t<detail::SaysHow<T>, T, detail::silent<detail::reached_by<T>>>, Outer...>;

/// A deployable's data, then that of its containers: the first that names a hole fills it.
template <class T, class... Outer>
inline constexpr auto& effective_lets =
    detail::lets_of_levels<std::conditional_t<detail::SaysData<T>, T, detail::silent<reached::itself>>, Outer...>;

}  // namespace slipway
