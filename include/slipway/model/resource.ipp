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

SLIPWAY_DECL shell_words& shell_words::add_quoted(std::string_view words) {
  if (!words.empty()) text_.append(text_.empty() ? "" : " ").append(words);
  return *this;
}

SLIPWAY_DECL void shell_words::begin(std::size_t index) {
  index_ = std::to_string(index);
  add(index_);
}

SLIPWAY_DECL shell_words& shell_words::next() { return add(std::string_view(index_)); }

SLIPWAY_DECL std::string_view scope::secret(std::string_view name) const {
  throw std::logic_error("the secret '" + std::string(name) + "' was not read");
}

}  // namespace slipway
