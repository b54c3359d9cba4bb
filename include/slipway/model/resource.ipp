#pragma once

#include <stdexcept>

#include <slipway/core/quote.hpp>
#include <slipway/model/resource.hpp>

namespace slipway {

SLIPWAY_DECL shell_words& shell_words::add(std::string_view word) {
  if (!text_.empty()) text_ += ' ';
  text_ += shell_quote(word);
  return *this;
}

SLIPWAY_DECL shell_words& shell_words::add(std::uint64_t number) { return add(std::to_string(number)); }

SLIPWAY_DECL void shell_words::begin(std::size_t index) {
  index_ = std::to_string(index);
  add(index_);
}

SLIPWAY_DECL shell_words& shell_words::next() { return add(std::string_view(index_)); }

namespace detail {
inline const let_value& find_value(std::string_view hole, const scope& s) {
  const auto* let = find_let(s.own, hole);
  if (let == nullptr) let = find_let(s.data, hole);
  if (let == nullptr) throw std::logic_error("no value fills the hole {{" + std::string(hole) + "}}");
  return *let;
}
}  // namespace detail

SLIPWAY_DECL bool needs_facts(std::string_view text, const scope& s) {
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2))
    if (detail::find_value(hole.name(text), s).kind == let_kind::fact) return true;
  return false;
}

SLIPWAY_DECL std::string fill(std::string_view text, const scope& s) {
  std::string filled;
  std::size_t from = 0;
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, from)) {
    filled += text.substr(from, hole.open - from);
    filled += s.value(detail::find_value(hole.name(text), s));
    from = hole.close + 2;
  }
  return filled += text.substr(from);
}

}  // namespace slipway
