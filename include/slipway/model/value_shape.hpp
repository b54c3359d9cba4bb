// What lists, structs and optional values in data look like: a tree that rules walk at compile time, and texts at run time.
#pragma once

#include <array>
#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include <slipway/core/digest.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/secret.hpp>

namespace slipway {

namespace hana = boost::hana;

struct let_value;
struct value_shape;

/// A value whose type is known by its shape.
struct shaped_value {
  const value_shape* shape = nullptr;
  const void* object = nullptr;
};

enum class shape_kind : unsigned char { single, optional, list, record };

struct value_shape {
  shape_kind kind{};
  const value_shape* item = nullptr;       // of a list's items, or of what an optional may hold
  table_view<std::string_view> members{};  // of a record
  table_view<const value_shape*> member_shapes{};
  std::size_t (*size)(const void*) = nullptr;              // of a list; of an optional 0 or 1
  shaped_value (*at)(const void*, std::size_t) = nullptr;  // an item, or a member
  let_value (*single)(const void*) = nullptr;

  [[nodiscard]] constexpr const value_shape* member(std::string_view name) const {
    for (std::size_t i = 0; i != members.size(); ++i)
      if (same_text(members[i], name)) return member_shapes[i];
    return nullptr;
  }
};

template <class T>
concept TextLike = std::convertible_to<const T&, std::string_view>;
template <class T>
concept OptionalLike = requires(const T& t) {
  { t.has_value() } -> std::same_as<bool>;
  *t;
};
template <class T>
concept ListLike = !TextLike<T> && requires(const T& t) {
  { t.size() } -> std::convertible_to<std::size_t>;
  t[0];
};
/// What is more than one value, or perhaps none: it is looked at where it stands, so that it must outlive the program's start.
template <class T>
concept Structured = OptionalLike<T> || ListLike<T> || hana::Struct<T>::value;

namespace detail {
template <class T>
constexpr let_value make_let(std::string_view hole, const T& value);

template <class T>
constexpr value_shape make_shape();
}  // namespace detail

template <class T>
inline constexpr value_shape shape_of = detail::make_shape<T>();

namespace detail {
template <class T>
inline constexpr auto member_names = hana::unpack(hana::accessors<T>(), [](auto... member) {
  return std::array<std::string_view, sizeof...(member)>{std::string_view(hana::first(member).c_str())...};
});
template <class T>
inline constexpr auto member_shapes = hana::unpack(hana::accessors<T>(), [](auto... member) {
  return std::array<const value_shape*, sizeof...(member)>{
      &shape_of<std::remove_cvref_t<decltype(hana::second(member)(std::declval<const T&>()))>>...};
});

template <class T>
shaped_value member_at(const void* object, std::size_t wanted) {
  shaped_value found{};
  std::size_t i = 0;
  hana::unpack(hana::accessors<T>(), [&](auto... member) {
    const auto look = [&](const auto& value) {
      if (i++ == wanted) found = {&shape_of<std::remove_cvref_t<decltype(value)>>, &value};
    };
    (look(hana::second(member)(*static_cast<const T*>(object))), ...);
  });
  return found;
}

template <class T>
constexpr value_shape make_shape() {
  static_assert(!std::same_as<T, secret_name>, "slipway: a secret is a let of its own, and no part of a list or a struct");
  value_shape s{};
  if constexpr (OptionalLike<T>) {
    using item = std::remove_cvref_t<decltype(*std::declval<const T&>())>;
    s.kind = shape_kind::optional;
    s.item = &shape_of<item>;
    s.size = [](const void* o) -> std::size_t { return static_cast<const T*>(o)->has_value() ? 1 : 0; };
    s.at = [](const void* o, std::size_t) { return shaped_value{&shape_of<item>, &**static_cast<const T*>(o)}; };
  } else if constexpr (ListLike<T>) {
    using item = std::remove_cvref_t<decltype(std::declval<const T&>()[0])>;
    s.kind = shape_kind::list;
    s.item = &shape_of<item>;
    s.size = [](const void* o) -> std::size_t { return static_cast<const T*>(o)->size(); };
    s.at = [](const void* o, std::size_t i) { return shaped_value{&shape_of<item>, &(*static_cast<const T*>(o))[i]}; };
  } else if constexpr (hana::Struct<T>::value) {
    s.kind = shape_kind::record;
    s.members = member_names<T>;
    s.member_shapes = member_shapes<T>;
    s.at = &member_at<T>;
  } else {
    s.kind = shape_kind::single;
    s.single = [](const void* o) { return make_let({}, *static_cast<const T*>(o)); };
  }
  return s;
}
}  // namespace detail

}  // namespace slipway
