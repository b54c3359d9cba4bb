// Tables as rules and programs look at them.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace slipway {

/// Where nothing is found.
inline constexpr std::size_t no_index = ~std::size_t{0};

/// Constants one after the other, which live elsewhere. A std::span of them, which it converts to and from, is the same to programs
/// that run; but each type that is in one costs compilers as much as three operations, and its members cost them for every
/// operation of a deployment. Code that rules run for each of them takes `first`.
template <class T>
struct table_view {
  const T* first = nullptr;
  std::size_t count = 0;

  constexpr table_view() = default;
  constexpr table_view(const T* begin, std::size_t size) : first(begin), count(size) {}
  // NOLINTBEGIN(google-explicit-constructor): a view
  template <std::size_t N>
  constexpr table_view(const T (&all)[N]) : first(all), count(N) {}
  template <class Table>
  requires std::is_convertible_v<decltype(std::declval<const Table&>().data()), const T*>
  constexpr table_view(const Table& all) : first(all.data()), count(all.size()) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] constexpr const T* data() const { return first; }
  [[nodiscard]] constexpr const T* begin() const { return first; }
  [[nodiscard]] constexpr const T* end() const { return first + count; }
  [[nodiscard]] constexpr std::size_t size() const { return count; }
  [[nodiscard]] constexpr bool empty() const { return count == 0; }
  constexpr const T& operator[](std::size_t i) const { return first[i]; }
  /// So many from a place on.
  [[nodiscard]] constexpr table_view part(std::size_t from, std::size_t size) const { return {first + from, size}; }
};

}  // namespace slipway
