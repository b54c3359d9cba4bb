// Deployables: machines, and the enclaves and layouts that hold them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/model/dependencies.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/settings.hpp>

namespace slipway {

/// `struct web_1 : machine<"web-1.example.com"> { static constexpr auto& operations = web; };` may also have `settings` and
/// `data`, and `machine<"web-1.example.com", depends_on<db_1>>` a dependency. Its full name is "Machine:web-1.example.com".
template <fixed_string Name, DeployableOption... Options>
struct machine {
  using dependencies = typename detail::join_types<typename Options::dependencies...>::type;
  static constexpr std::string_view prefix = "Machine";
  static constexpr std::string_view name = Name.view();
};

/// A named container; its settings and data are inherited by what it holds.
template <fixed_string Name, class... Members>
struct enclave {
  static constexpr std::string_view name = Name.view();
  using members = types<Members...>;
};

/// The outermost container: what a program deploys.
template <fixed_string Name, class... Members>
struct layout : enclave<Name, Members...> {};

template <class T>
concept Container = requires { typename T::members; };

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
}  // namespace detail

/// A deployable's settings inside the containers that hold it, innermost first.
template <class Deployable, class... Outer>
inline constexpr settings effective_settings = [] {
  settings s = detail::own_settings<Deployable>();
  ((s = inherit(s, detail::own_settings<Outer>())), ...);
  return s;
}();

/// A deployable's data, then that of its containers: the first that names a hole fills it.
template <class Deployable, class... Outer>
inline constexpr auto effective_lets = [] {
  constexpr std::size_t size = detail::own_lets<Deployable>().size() + (std::size_t{0} + ... + detail::own_lets<Outer>().size());
  std::array<let_value, size> all{};
  auto end = all.begin();
  const auto take = [&](const auto& lets) { end = std::copy(lets.begin(), lets.end(), end); };
  take(detail::own_lets<Deployable>());
  (take(detail::own_lets<Outer>()), ...);
  return all;
}();

}  // namespace slipway
