// Policies: what happens to a deployable that nobody named.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <slipway/model/fact_answers.hpp>

// declared, as the headers that describe a deployment do not include Asio
namespace boost::asio {
class any_io_executor;
template <typename T, typename Executor>
class awaitable;
}  // namespace boost::asio

namespace slipway {

/// What a policy may ask of the run, of the machine that runs the program, and, read-only, of the deployable's host: each fact
/// is a connection of its own, and a host that cannot be asked leaves the deployable alone. Not thread-safe, and not kept after
/// the answer.
class context : public fact_answers {
 public:
  virtual ~context() = default;

  /// The deployable that the policy is asked about: "Machine:web-1".
  [[nodiscard]] virtual std::string_view deployable() const = 0;
  /// Whether the source of secrets of its settings has one of this name. Nothing is asked; a command is run to see.
  [[nodiscard]] virtual bool has_secret(std::string_view name) const = 0;
  /// Whether a file, such as a private key, can be read; a leading ~/ is the invoking user's home.
  [[nodiscard]] virtual bool has_credential(std::string_view file) const = 0;
  /// A variable of the environment, where it is set.
  [[nodiscard]] virtual std::optional<std::string> environment(std::string_view name) const = 0;
  /// Whether something accepts TCP connections there, within two seconds.
  [[nodiscard]] virtual bool is_reachable(std::string_view address, unsigned port) const = 0;

 protected:
  context() = default;
};

using policy_function = bool (*)(context&);
using awaitable_policy_function = boost::asio::awaitable<bool, boost::asio::any_io_executor> (*)(context&);

namespace problem {
/// A policy is `true`, `false`, or a function that takes a `slipway::context&` and returns (or awaits) a bool; `Given` is not.
template <class Given>
struct policy_of_another_type;
}  // namespace problem

namespace detail {
template <class Problem>
inline constexpr bool is_policy_type = false;

template <class T>
inline constexpr bool is_policy =
    std::same_as<T, bool> || std::convertible_to<T, policy_function> || std::convertible_to<T, awaitable_policy_function>;
}  // namespace detail

/// A function is called once for each deployable; one that throws leaves the deployable alone, and the report says so.
struct policy {
  enum class kind : unsigned char { inherited, no, yes, function, awaitable };

  kind what = kind::inherited;
  policy_function function = nullptr;
  awaitable_policy_function awaitable = nullptr;

  constexpr policy() = default;
  template <class T>
  // NOLINTNEXTLINE(google-explicit-constructor): `.auto_deploy = false`
  constexpr policy(const T& given) {
    using type = std::decay_t<T>;
    static_assert(detail::is_policy<type> || detail::is_policy_type<problem::policy_of_another_type<type>>,
                  "slipway: this is no policy");
    if constexpr (std::same_as<type, bool>) {
      what = given ? kind::yes : kind::no;
    } else if constexpr (std::convertible_to<type, policy_function>) {
      what = kind::function;
      function = given;
    } else if constexpr (std::convertible_to<type, awaitable_policy_function>) {
      what = kind::awaitable;
      awaitable = given;
    }
  }
};

}  // namespace slipway
