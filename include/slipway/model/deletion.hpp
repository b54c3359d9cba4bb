// What happens to what is no longer wanted, and whether a deployable may be changed at all: single bytes, as every machine
// inherits them field by field.
#pragma once

namespace slipway {

/// What becomes of what a deployable has on its host, when it is destroyed or has become an orphan. Left out everywhere: remove.
enum class deletion : unsigned char {
  inherited,
  retain,  // it stays
  warn,    // it stays, and every run that would have removed it says so
  remove
};

/// `.readonly = true`: a deployable that is only ever checked. Left out everywhere: false.
struct readonly_flag {
  enum class kind : unsigned char { inherited, no, yes };
  kind what = kind::inherited;

  constexpr readonly_flag() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): `.readonly = true`
  constexpr readonly_flag(bool given) : what(given ? kind::yes : kind::no) {}
};

}  // namespace slipway
