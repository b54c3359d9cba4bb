// When a job of cron runs: five fields, or a word with an @; as in crontab(5).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <slipway/core/digest.hpp>

namespace slipway {

namespace detail {
using namespace std::string_view_literals;

struct cron_field {
  unsigned least, most;
  std::string_view names;  // three letters each, in order from `least`; any case
};
inline constexpr std::array<cron_field, 5> cron_fields{{{0, 59, {}},
                                                        {0, 23, {}},
                                                        {1, 31, {}},
                                                        {1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"sv},
                                                        {0, 7, "sunmontuewedthufrisat"sv}}};
inline constexpr unsigned no_number = ~0u;

/// A number or name of a field; no_number where it is none of them.
constexpr unsigned cron_number(std::string_view text, const cron_field& field) {
  if (text.empty() || text.size() > 3) return no_number;
  unsigned number = 0;
  for (char c : text)
    number = c >= '0' && c <= '9' && number != no_number ? number * 10 + static_cast<unsigned>(c - '0') : no_number;
  if (number != no_number) return number >= field.least && number <= field.most ? number : no_number;
  for (std::size_t i = 0; text.size() == 3 && i < field.names.size(); i += 3) {
    bool same = true;
    for (std::size_t k = 0; k != 3; ++k) same = same && (text[k] | 0x20) == field.names[i + k];
    if (same) return field.least + static_cast<unsigned>(i / 3);
  }
  return no_number;
}

/// `*`, a value or a range, the first and the last perhaps with a step.
constexpr bool is_cron_range(std::string_view text, const cron_field& field) {
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto step = cron_number(text.substr(slash + 1), {1, field.most, {}});
    text = text.substr(0, slash);
    if (step == no_number || (text != "*"sv && text.find('-') == std::string_view::npos)) return false;
  }
  if (text == "*"sv) return true;
  const auto dash = text.find('-');
  const auto first = cron_number(text.substr(0, dash), field);
  if (dash == std::string_view::npos) return first != no_number;
  const auto last = cron_number(text.substr(dash + 1), field);
  return first != no_number && last != no_number && first <= last;
}

constexpr bool is_cron_field(std::string_view text, const cron_field& field) {
  for (;;) {
    const auto comma = text.find(',');
    if (!is_cron_range(text.substr(0, comma), field)) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}
}  // namespace detail

/// Whether cron takes it: fields are separated by single spaces.
constexpr bool is_cron_schedule(std::string_view text) {
  using namespace std::string_view_literals;
  for (const auto& word :
       {"@reboot"sv, "@yearly"sv, "@annually"sv, "@monthly"sv, "@weekly"sv, "@daily"sv, "@midnight"sv, "@hourly"sv})
    if (same_text(text, word)) return true;
  for (std::size_t i = 0; i != detail::cron_fields.size(); ++i) {
    const auto space = text.find(' ');
    const bool is_last = i + 1 == detail::cron_fields.size();
    if (is_last != (space == std::string_view::npos)) return false;
    if (!detail::is_cron_field(text.substr(0, space), detail::cron_fields[i])) return false;
    if (!is_last) text.remove_prefix(space + 1);
  }
  return true;
}

}  // namespace slipway
