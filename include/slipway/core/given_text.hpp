// Texts of which no more is asked than that they say something: commands, and reasons for people.
#pragma once

#include <string_view>

#include <slipway/core/letters.hpp>
#include <slipway/core/wrong.hpp>

namespace slipway {

constexpr fault fault_in_given_text(std::string_view text) {
  if (text.empty()) return {text_must_not_be_empty, text};
  if (has_letter(text, '\0')) return {text_must_not_contain_nul, text};
  return {};
}

}  // namespace slipway
