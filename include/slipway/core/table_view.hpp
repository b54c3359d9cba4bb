// Tables as rules and programs look at them.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace slipway {

/// Where nothing is found.
inline constexpr std::size_t no_index = ~std::size_t{0};

/// The same as a std::span of constants, the members of which compilers follow for every operation of a deployment. Code that runs
/// for each of them takes `first`.
template <class T>
struct table_view {
  const T* first = nullptr;
  std::size_t count = 0;

  constexpr table_view() = default;
  constexpr table_view(const T* begin, std::size_t size) : first(begin), count(size) {}
  // NOLINTBEGIN(google-explicit-constructor): a view
  template <class Table>
  requires std::is_convertible_v<decltype(std::declval<const Table&>().data()), const T*>
  constexpr table_view(const Table& all) : first(all.data()), count(all.size()) {}
  constexpr operator std::span<const T>() const { return {first, count}; }
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] constexpr const T* begin() const { return first; }
  [[nodiscard]] constexpr const T* end() const { return first + count; }
  [[nodiscard]] constexpr std::size_t size() const { return count; }
  [[nodiscard]] constexpr bool empty() const { return count == 0; }
  constexpr const T& operator[](std::size_t i) const { return first[i]; }
};

}  // namespace slipway
