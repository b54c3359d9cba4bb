// Values that fill the holes of texts: `let<"workers">(4)`, beside a text or in a machine's data.
#pragma once

#include <array>
#include <boost/hana/accessors.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace hana = boost::hana;

enum class let_kind : unsigned char { text, number, boolean, fact };

/// One hole and what fills it. Numbers are written in decimal, booleans as true and false, facts as the host prints them.
struct let_value {
  std::string_view hole;
  let_kind kind{};
  std::string_view text{};
  std::int64_t number = 0;
  fact_reference fact{};
  unsigned line{};  // where the user wrote it, or 0
};

namespace detail {
template <class T>
constexpr let_value make_let(std::string_view hole, const T& value) {
  if constexpr (std::same_as<T, bool>) {
    return {hole, let_kind::boolean, {}, value};
  } else if constexpr (std::integral<T>) {
    return {hole, let_kind::number, {}, static_cast<std::int64_t>(value)};
  } else if constexpr (requires { value.reference(); }) {
    return {hole, let_kind::fact, {}, 0, value.reference()};
  } else {
    return {hole, let_kind::text, std::string_view(value)};
  }
}
}  // namespace detail

template <class T>
concept HoleValue =
    std::integral<T> || std::convertible_to<const T&, std::string_view> || requires(const T& f) { f.reference(); };

template <fixed_string Hole>
struct let_maker {
  template <HoleValue T>
  [[nodiscard]] constexpr let_value operator()(const T& value) const {
    auto made = detail::make_let(Hole.view(), value);
    made.line = Hole.line;
    return made;
  }
  // a literal decays, so that every length is one instantiation
  [[nodiscard]] constexpr let_value operator()(const char* value) const {
    return {Hole.view(), let_kind::text, value, 0, {}, Hole.line};
  }
};

/// `let<"domain">("www.example.com")` fills `{{domain}}`.
template <fixed_string Hole>
inline constexpr let_maker<Hole> let{};

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

/// The next hole of a text at or after `from`: where its name begins and ends; npos at the end of the text.
struct hole_position {
  std::size_t open = std::string_view::npos;   // of "{{"
  std::size_t close = std::string_view::npos;  // of "}}"

  [[nodiscard]] constexpr std::string_view name(std::string_view text) const {
    auto inner = text.substr(open + 2, close - open - 2);
    while (!inner.empty() && inner.front() == ' ') inner.remove_prefix(1);
    while (!inner.empty() && inner.back() == ' ') inner.remove_suffix(1);
    return inner;
  }
};

constexpr hole_position next_hole(std::string_view text, std::size_t from) {
  const auto open = text.find("{{", from);
  if (open == std::string_view::npos) return {};
  const auto close = text.find("}}", open + 2);
  if (close == std::string_view::npos) hole_must_end_in_two_closing_braces(text.substr(open, 40));
  return {open, close};
}

/// Every hole of a text ends.
constexpr void check_holes(std::string_view text) {
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos;) hole = next_hole(text, hole.close + 2);
}

constexpr const let_value* find_let(std::span<const let_value> lets, std::string_view hole) {
  for (const auto& let : lets)
    if (let.hole == hole) return &let;
  return nullptr;
}

}  // namespace slipway
