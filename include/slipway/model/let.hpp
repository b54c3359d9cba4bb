// Values that fill the holes of texts: `let<"workers">(4)`, beside a text or in a machine's data.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/secret.hpp>
#include <slipway/model/value_shape.hpp>

namespace slipway {

enum class let_kind : unsigned char { text, number, boolean, fact, structured, secret };

/// One hole and what fills it. Numbers are written in decimal, booleans as true and false, facts as the host prints them;
/// of a secret `text` is the name, and `number` is 1, by which it differs from that text.
struct let_value {
  std::string_view hole;
  let_kind kind{};
  std::string_view text{};
  std::int64_t number = 0;
  fact_reference fact{};
  unsigned line{};  // where the user wrote it, or 0
  shaped_value structured{};
};

namespace detail {
template <class T>
constexpr let_value make_let(std::string_view hole, const T& value) {
  if constexpr (std::same_as<T, bool>) {
    return {hole, let_kind::boolean, {}, value};
  } else if constexpr (std::integral<T>) {
    return {hole, let_kind::number, {}, static_cast<std::int64_t>(value)};
  } else if constexpr (Structured<T>) {
    return {hole, let_kind::structured, {}, 0, {}, 0, {&shape_of<T>, &value}};
  } else if constexpr (requires { value.reference(); }) {
    return {hole, let_kind::fact, {}, 0, value.reference()};
  } else if constexpr (std::same_as<T, secret_name>) {
    if (!is_secret_name(value.secret)) secret_name_is_not_valid(value.secret);
    return {hole, let_kind::secret, value.secret, 1};
  } else {
    return {hole, let_kind::text, std::string_view(value)};
  }
}
}  // namespace detail

template <class T>
concept HoleValue = std::integral<T> || std::same_as<T, secret_name> || TextLike<T> || Structured<T> || requires(const T& f) {
  f.reference();
};

struct let_maker {
  std::string_view hole;
  unsigned line;

  template <HoleValue T>
  [[nodiscard]] constexpr let_value operator()(const T& value) const {
    auto made = detail::make_let(hole, value);
    made.line = line;
    return made;
  }
  [[nodiscard]] constexpr let_value operator()(secret_name value) const {
    if (!is_secret_name(value.secret)) secret_name_is_not_valid(value.secret);
    return {hole, let_kind::secret, value.secret, 1, {}, line};
  }
  // a literal decays, so that every length is one instantiation
  [[nodiscard]] constexpr let_value operator()(const char* value) const {
    return {hole, let_kind::text, text_of(value), 0, {}, line};
  }
};

/// `let<"domain">("www.example.com")` fills `{{domain}}`. A list, a struct or an optional value is looked at where it stands, and
/// so must be a constant of its own with static storage: `constexpr std::array ports{80, 443}`.
template <fixed_string Hole>
inline constexpr let_maker let{Hole.view(), Hole.line};

/// A machine's or layout's data as lets. A struct made with BOOST_HANA_DEFINE_STRUCT does as well.
template <std::size_t N>
struct data_set {
  std::array<let_value, N> lets;
};

template <std::same_as<let_value>... Lets>
[[nodiscard]] constexpr data_set<sizeof...(Lets)> data(const Lets&... lets) {
  return {{lets...}};
}

/// The lets of a data set or of a Hana struct, whose members' names are the holes.
template <class Data>
[[nodiscard]] constexpr auto lets_of(const Data& data) {
  if constexpr (requires { data.lets; }) {
    return data.lets;
  } else {
    return hana::unpack(hana::accessors<Data>(), [&](auto... member) {
      return std::array<let_value, sizeof...(member)>{
          detail::make_let(std::string_view(hana::first(member).c_str()), hana::second(member)(data))...};
    });
  }
}

constexpr const let_value* find_let(table_view<let_value> lets, std::string_view hole) {
  for (const auto& let : lets)
    if (let.hole == hole) return &let;
  return nullptr;
}

}  // namespace slipway
