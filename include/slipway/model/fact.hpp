// A fact: a typed, read-only query of a host.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/fixed_string.hpp>

namespace slipway {

/// The probe of facts that are gathered together; its shell text prints `fact NAME VALUE` for each, and nothing for one
/// that the host cannot answer. A family whose facts are asked about a path is called with three words for each path: what
/// stands after `@` in the names that it prints, the path, and the names that are wanted, with commas around each.
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
  std::string_view path{};  // what it is asked about, where it is asked about a path
  digest whole{};           // of the path
};

/// `fact::os.id`: the name is in the type, so that a wrong comparison can print it.
template <fixed_string Name, class T>
struct fact_of {
  using value_type = T;
  static constexpr fact_type type = std::integral<T> ? fact_type::number : fact_type::text;

  const fact_family& (*family)();
  std::string_view path{};
  digest whole{};

  [[nodiscard]] constexpr fact_reference reference() const { return {Name.view(), type, family, path, whole}; }
};

namespace problem {
/// `Fact` is compared with something that is not of its type.
template <fixed_string Fact, class Is, class ComparedWith>
struct fact_compared_with_another_type;
}  // namespace problem

}  // namespace slipway
