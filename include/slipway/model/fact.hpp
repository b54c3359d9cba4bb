// A fact: a typed, read-only query of a host.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/fixed_string.hpp>

namespace slipway {

/// The probe of facts that are gathered together; its shell text prints `fact NAME VALUE` for each, and nothing for one
/// that the host cannot answer.
struct fact_family {
  std::string_view name;
  std::string_view probe;  // POSIX sh: defines the function `facts_NAME`
};

enum class fact_type : unsigned char { text, number };

/// How a fact crosses to the run time; `family` is a function so that its texts need not be where the fact is named.
struct fact_reference {
  std::string_view name;  // "os.codename"
  fact_type type{};
  const fact_family& (*family)() = nullptr;
};

/// `fact::os.id`: the name is in the type, so that a wrong comparison can print it.
template <fixed_string Name, class T>
struct fact_of {
  using value_type = T;
  static constexpr fact_type type = std::integral<T> ? fact_type::number : fact_type::text;

  const fact_family& (*family)();

  [[nodiscard]] constexpr fact_reference reference() const { return {Name.view(), type, family}; }
};

namespace problem {
/// `Fact` is compared with something that is not of its type.
template <fixed_string Fact, class Is, class ComparedWith>
struct fact_compared_with_another_type;
}  // namespace problem

}  // namespace slipway
