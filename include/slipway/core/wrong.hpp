// What an argument that is wrong by itself becomes: a call of a function whose name is the sentence. It is
// not constexpr, so the compiler prints it; at run time it throws the same words.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <slipway/core/fixed_string.hpp>

namespace slipway {

/// Thrown by a builder at run time: `what()` says which rule, and for what text.
struct wrong_argument : std::invalid_argument {
  wrong_argument(std::string_view rule, std::string_view text)
      : std::invalid_argument(std::string(rule) + ": '" + std::string(text) + "'") {}
};

/// What is wrong with an argument, if anything is: the sentence, and the text for it. Whoever the user has called calls the sentence,
/// `if (const auto wrong = fault_in_mode(digits)) wrong.says(wrong.text);`, so that nothing stands between the two in the
/// compiler's answer.
struct fault {
  void (*says)(std::string_view text) = nullptr;
  std::string_view text{};

  [[nodiscard]] constexpr explicit operator bool() const { return says != nullptr; }
};

// Each sentence is one function; `text` is the argument at fault.
[[noreturn]] inline void path_must_be_absolute(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void path_must_be_normalised(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void path_must_be_relative_to_the_closure(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void path_must_not_end_in_a_slash(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void mode_must_be_three_or_four_octal_digits(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void name_must_not_be_empty(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void name_must_have_between_1_and_48_characters(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void name_must_be_letters_digits_hyphens_and_underscores(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void schedule_is_not_one_of_crontab(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void calendar_is_not_one_of_systemd(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void timer_needs_on_or_absent(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void cron_job_needs_at_and_runs_or_absent(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void name_must_be_one_line_of_plain_text(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_be_one_line(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_not_be_empty(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_not_contain_nul(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_be_shorter_than_100000_bytes(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void block_of_a_text_must_be_closed(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void block_of_a_text_is_not_open_here(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void block_of_a_text_must_be_if_or_each(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void blocks_of_a_text_must_be_at_most_8_deep(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void block_needs_text_or_absent(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_not_contain_the_markers_of_a_block(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void regular_expression_is_not_valid(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void regular_expression_means_different_things_to_awks(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void package_name_is_not_one_of_debian(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void version_needs_exactly_one_package(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void package_version_is_not_one_of_debian(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void version_and_latest_exclude_each_other(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void unit_name_is_not_valid(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void template_unit_needs_an_instance(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void a_masked_unit_cannot_be_running_or_enabled(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void unit_cannot_be_running_and_stopped(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void unit_cannot_be_enabled_and_disabled(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void service_must_say_running_stopped_enabled_disabled_or_masked(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void user_or_group_name_is_not_valid(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void text_must_not_contain_a_colon_or_newline(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void groups_and_member_of_exclude_each_other(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void something_absent_has_no_other_attributes(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void port_must_be_between_1_and_65535(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void duration_must_be_longer_than_zero(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void duration_must_be_at_most_40_days(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void address_must_begin_with_http(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void address_must_be_written_with_percent_signs(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void pattern_must_not_end_in_a_backslash(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void command_must_not_be_empty(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void pattern_must_not_be_empty(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void prefix_must_be_letters_digits_and_underscores(std::string_view text) {
  throw wrong_argument(__func__, text);
}
template <fixed_string Option>
[[noreturn]] void option_is_given_twice(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void option_needs_an_operation_that_runs_a_command(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void at_most_8_variables_for_each_operation(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void variable_name_is_not_valid(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void exit_status_must_be_between_0_and_255(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void retry_must_be_between_1_and_1000_times(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void assume_takes_at_most_4_changed_joined_by_or(std::string_view text) {
  throw wrong_argument(__func__, text);
}
[[noreturn]] inline void secret_name_is_not_valid(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void template_must_hold_the_name_of_the_secret(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void no_decision_exports_this_with_this_type(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void link_needs_to_or_absent(std::string_view text) { throw wrong_argument(__func__, text); }
[[noreturn]] inline void hole_must_end_in_two_closing_braces(std::string_view text) { throw wrong_argument(__func__, text); }

}  // namespace slipway
