// A setting that is on or off, or left to those outside: a single byte, as every machine inherits it.
#pragma once

namespace slipway {

/// `.readonly = true`. Left out everywhere: off.
struct flag {
  enum class kind : unsigned char { inherited, no, yes };
  kind what = kind::inherited;

  constexpr flag() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): `.readonly = true`
  constexpr flag(bool given) : what(given ? kind::yes : kind::no) {}

  [[nodiscard]] constexpr bool is_said() const { return what != kind::inherited; }
  [[nodiscard]] constexpr bool is_on() const { return what == kind::yes; }
};

}  // namespace slipway
