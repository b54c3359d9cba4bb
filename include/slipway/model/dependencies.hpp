// Which deployables must be deployed before another: `machine<"web-1", depends_on<db_1>>`.
#pragma once

#include <slipway/model/types.hpp>

namespace slipway {

/// These come first; an enclave stands for all that it holds. They may be declared and not yet defined.
template <class... Needed>
struct depends_on {
  using dependencies = types<Needed...>;
};

/// The machine that a container runs in, which is deployed before it.
template <class Machine>
struct in {
  using dependencies = types<Machine>;
  using machine = Machine;
};

template <class T>
concept InMachine = requires { typename T::machine; };

namespace detail {
template <class Option>
inline constexpr bool is_deployable_option = false;
template <class... Needed>
inline constexpr bool is_deployable_option<depends_on<Needed...>> = true;

template <class... Lists>
struct join_types {
  using type = types<>;
};
template <class... A>
struct join_types<types<A...>> {
  using type = types<A...>;
};
template <class... A, class... B, class... More>
struct join_types<types<A...>, types<B...>, More...> : join_types<types<A..., B...>, More...> {};
}  // namespace detail

template <class T>
concept DeployableOption = detail::is_deployable_option<T>;

}  // namespace slipway
