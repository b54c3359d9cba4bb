// Filters: functions of the program that pick deployables, or leave it to others.
#pragma once

#include <concepts>
#include <optional>
#include <type_traits>

#include <slipway/model/policy.hpp>

namespace slipway {

using filter_function = std::optional<bool> (*)(context&);
using awaitable_filter_function = boost::asio::awaitable<std::optional<bool>, boost::asio::any_io_executor> (*)(context&);

namespace problem {
/// A filter is a function that takes a `slipway::context&` and returns (or awaits) a std::optional<bool>; `Given` is not.
template <class Given>
struct filter_of_another_type;
}  // namespace problem

namespace detail {
template <class T>
inline constexpr bool is_filter = std::convertible_to<T, filter_function> || std::convertible_to<T, awaitable_filter_function>;
}  // namespace detail

/// `settings{.filter = in_maintenance}` of a deployable, an enclave or a layout: asked once for each deployable that no pattern
/// names, the innermost first. True takes it, false leaves it alone, nothing asks the next one, and at last `auto_deploy`. One that
/// throws leaves the deployable alone, and the report says why.
struct filter {
  filter_function function = nullptr;
  awaitable_filter_function awaitable = nullptr;

  constexpr filter() = default;
  template <class T>
  // NOLINTNEXTLINE(google-explicit-constructor): `.filter = in_maintenance`
  constexpr filter(const T& given) {
    using type = std::decay_t<T>;
    static_assert(detail::is_filter<type> || detail::is_policy_type<problem::filter_of_another_type<type>>,
                  "slipway: this is no filter");
    if constexpr (std::convertible_to<type, filter_function>) function = given;
    else if constexpr (std::convertible_to<type, awaitable_filter_function>) awaitable = given;
  }

  [[nodiscard]] constexpr bool is_set() const { return function != nullptr || awaitable != nullptr; }
};

}  // namespace slipway
