// The fields of a data struct, for values that are known only when the program runs.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

#include <boost/hana/at.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/length.hpp>

#include <slipway/core/table_view.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/value_shape.hpp>

namespace slipway {

enum class field_type : unsigned char { text, number, boolean };

/// One value for a field; a list has several.
struct field_value {
  std::string_view text{};
  std::int64_t number = 0;
  bool boolean = false;
};

/// A member of a data struct: a text (std::string_view), an integer, a bool; a std::optional or a std::vector of one.
struct data_field {
  std::string_view name;
  field_type type{};
  bool optional = false, list = false;
  std::int64_t least = 0, most = 0;  // of numbers
  void (*set)(void* data, table_view<field_value> values) = nullptr;
};

/// A data struct without its type. Objects are made by `make` and given back to `destroy`.
struct data_type {
  table_view<data_field> fields{};
  void* (*make)() = nullptr;
  void (*destroy)(void*) = nullptr;
  void (*write_lets)(const void* data, let_value* to) = nullptr;  // one for each field
};

/// Machines without data of their own.
struct no_data {
  BOOST_HANA_DEFINE_STRUCT(no_data);
};

namespace problem {
/// The data of machines that are known only at run time is a `Given`, which has other members than std::string_view, integers,
/// bool, and std::optional and std::vector of these.
template <class Given>
struct data_of_another_type;
}  // namespace problem

namespace detail {
template <class T>
inline constexpr bool is_data_type = false;

template <class T>
struct field_item {
  using type = T;
};
template <class T>
struct field_item<std::optional<T>> : field_item<T> {};
// a std::vector, whose header is for those who have one
template <class T>
concept GrowingList = ListLike<T> && requires(T& list, typename T::value_type item) {
  list.push_back(item);
};
template <GrowingList T>
struct field_item<T> : field_item<typename T::value_type> {};

template <class T>
constexpr T field_cast(const field_value& v) {
  if constexpr (std::same_as<T, bool>) return v.boolean;
  else if constexpr (std::integral<T>) return static_cast<T>(v.number);
  else return v.text;
}

template <class T>
void set_member(T& member, table_view<field_value> values) {
  using item = typename field_item<T>::type;
  if constexpr (GrowingList<T>)
    for (const auto& v : values) member.push_back(field_cast<item>(v));
  else if (!values.empty()) member = field_cast<item>(values[0]);
}

template <class Data, std::size_t I>
using member_type = std::remove_cvref_t<decltype(hana::second(hana::at_c<I>(hana::accessors<Data>()))(std::declval<Data&>()))>;

/// Whether every member can be read from outside.
template <class Data>
inline constexpr bool has_known_fields = []<std::size_t... I>(std::index_sequence<I...>) {
  return ((std::integral<typename field_item<member_type<Data, I>>::type> ||
           std::same_as<typename field_item<member_type<Data, I>>::type, std::string_view>)&&...);
}
(std::make_index_sequence<decltype(hana::length(hana::accessors<Data>()))::value>{});

template <class Data, std::size_t I>
constexpr data_field make_field() {
  using member = member_type<Data, I>;
  using item = typename field_item<member>::type;
  data_field f{hana::first(hana::at_c<I>(hana::accessors<Data>())).c_str()};
  f.type = std::same_as<item, bool> ? field_type::boolean : std::integral<item> ? field_type::number : field_type::text;
  f.optional = OptionalLike<member>;
  f.list = GrowingList<member>;
  if constexpr (std::integral<item> && !std::same_as<item, bool>) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    f.least = static_cast<std::int64_t>(std::numeric_limits<item>::min());
    f.most = std::cmp_greater(std::numeric_limits<item>::max(), most)
                 ? most
                 : static_cast<std::int64_t>(std::numeric_limits<item>::max());
  }
  f.set = [](void* data, table_view<field_value> values) {
    set_member(hana::second(hana::at_c<I>(hana::accessors<Data>()))(*static_cast<Data*>(data)), values);
  };
  return f;
}

template <class Data>
inline constexpr auto data_fields = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<data_field, sizeof...(I)>{make_field<Data, I>()...};
}
(std::make_index_sequence<decltype(hana::length(hana::accessors<Data>()))::value>{});
}  // namespace detail

template <class Data>
inline constexpr data_type data_type_of{detail::data_fields<Data>, []() -> void* { return new Data{}; },
                                        [](void* data) { delete static_cast<Data*>(data); },
                                        [](const void* data, let_value* to) {
                                          for (const auto& let : lets_of(*static_cast<const Data*>(data))) *to++ = let;
                                        }};

}  // namespace slipway
