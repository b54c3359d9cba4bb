// What an argument that is wrong by itself becomes: a call of a function whose name is the sentence. It is not constexpr,
// so the compiler prints it; at run time it throws the same words.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace slipway {

/// Thrown by a builder at run time: `what()` says which rule, and for what text.
struct wrong_argument : std::invalid_argument {
  wrong_argument(std::string_view rule, std::string_view text)
      : std::invalid_argument(std::string(rule) + ": '" + std::string(text) + "'") {}
};

// Each sentence is one function; `text` is the argument at fault.
#define SLIPWAY_WRONG(sentence) \
  [[noreturn]] inline void sentence(std::string_view text) { throw wrong_argument(#sentence, text); }

SLIPWAY_WRONG(path_must_be_absolute)
SLIPWAY_WRONG(path_must_be_normalised)
SLIPWAY_WRONG(path_must_not_end_in_a_slash)
SLIPWAY_WRONG(mode_must_be_three_or_four_octal_digits)
SLIPWAY_WRONG(name_must_not_be_empty)
SLIPWAY_WRONG(name_must_be_one_line_of_plain_text)
SLIPWAY_WRONG(text_must_be_one_line)
SLIPWAY_WRONG(package_name_is_not_one_of_debian)
SLIPWAY_WRONG(version_needs_exactly_one_package)
SLIPWAY_WRONG(unit_name_is_not_valid)
SLIPWAY_WRONG(template_unit_needs_an_instance)
SLIPWAY_WRONG(a_masked_unit_cannot_be_running_or_enabled)
SLIPWAY_WRONG(service_must_say_running_stopped_enabled_disabled_or_masked)
SLIPWAY_WRONG(user_or_group_name_is_not_valid)
SLIPWAY_WRONG(something_absent_has_no_other_attributes)
SLIPWAY_WRONG(port_must_be_between_1_and_65535)
SLIPWAY_WRONG(duration_must_be_longer_than_zero)
SLIPWAY_WRONG(pattern_must_not_end_in_a_backslash)
SLIPWAY_WRONG(pattern_must_not_be_empty)
SLIPWAY_WRONG(link_needs_to_or_absent)
SLIPWAY_WRONG(hole_must_end_in_two_closing_braces)

}  // namespace slipway
