// When a timer of systemd elapses: "Mon..Fri *-*-* 03:30", "hourly"; as in systemd.time(7), "CALENDAR EVENTS".
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <slipway/core/digest.hpp>

namespace slipway {

namespace detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a number of at most `digits` digits off the text and says whether it lies within the limits.
constexpr bool take_number(std::string_view& text, std::size_t digits, unsigned least, unsigned most) {
  std::size_t size = 0;
  unsigned number = 0;
  while (size != text.size() && is_digit(text[size])) number = number * 10 + static_cast<unsigned>(text[size++] - '0');
  text.remove_prefix(size);
  return size != 0 && size <= digits && number >= least && number <= most;
}

struct calendar_field {
  std::size_t digits;
  unsigned least, most;
};

/// `*` or a value, range or list, each perhaps with a repetition: `1,15`, `9..17`, `0/15`.
constexpr bool is_calendar_field(std::string_view text, const calendar_field& field) {
  for (;;) {
    if (!text.empty() && text[0] == '*') {
      text.remove_prefix(1);
    } else {
      if (!take_number(text, field.digits, field.least, field.most)) return false;
      if (begins_with(text, "..")) {
        text.remove_prefix(2);
        if (!take_number(text, field.digits, field.least, field.most)) return false;
      }
    }
    if (!text.empty() && text[0] == '/') {
      text.remove_prefix(1);
      if (!take_number(text, field.digits, 1, field.most)) return false;
    }
    if (text.empty()) return true;
    if (text[0] != ',') return false;
    text.remove_prefix(1);
  }
}

/// The part before the next separator, which is taken off the text with it; all of it where there is none.
constexpr std::string_view take_part(std::string_view& text, std::string_view separators) {
  const auto end = text.find_first_of(separators);
  const auto part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

/// `[YEAR-]MONTH-DAY`, or with `~` before a day that is counted from the month's end.
constexpr bool is_calendar_date(std::string_view text) {
  const auto separators = [&] {
    std::size_t n = 0;
    for (char c : text) n += c == '-' || c == '~' ? 1u : 0u;
    return n;
  }();
  if (separators != 1 && separators != 2) return false;
  const auto last = text.find_last_of("-~");
  auto head = text.substr(0, last);
  if (head.find('~') != std::string_view::npos) return false;
  if (separators == 2) {
    const auto year = take_part(head, "-");
    if (!is_calendar_field(year, {2, 0, 99}) && !is_calendar_field(year, {4, 1970, 2199})) return false;
  }
  return is_calendar_field(head, {2, 1, 12}) && is_calendar_field(text.substr(last + 1), {2, 1, 31});
}

/// `HOUR:MINUTE[:SECOND]`; seconds may have decimal places.
constexpr bool is_calendar_time(std::string_view text) {
  if (text.empty() || text.back() == ':') return false;
  const auto hour = take_part(text, ":"), minute = take_part(text, ":");
  if (!is_calendar_field(hour, {2, 0, 23}) || !is_calendar_field(minute, {2, 0, 59})) return false;
  if (text.empty()) return true;
  if (const auto dot = text.find('.'); dot != std::string_view::npos && !begins_with(text.substr(dot), "..")) {
    for (char c : text.substr(dot + 1))
      if (!is_digit(c)) return false;
    text = text.substr(0, dot);
  }
  return is_calendar_field(text, {2, 0, 59});
}

/// A day by its English name, whole or its first three letters, in any case.
constexpr bool is_weekday(std::string_view text) {
  using namespace std::string_view_literals;
  for (const auto& day : {"monday"sv, "tuesday"sv, "wednesday"sv, "thursday"sv, "friday"sv, "saturday"sv, "sunday"sv}) {
    if (text.size() != 3 && text.size() != day.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i != text.size(); ++i) same = same && (text[i] | 0x20) == day[i];
    if (same) return true;
  }
  return false;
}

/// `Mon`, `Mon,Thu`, `Mon..Fri`.
constexpr bool are_weekdays(std::string_view text) {
  if (text.empty()) return false;
  for (bool more = true; more;) {
    more = text.find(',') != std::string_view::npos;
    const auto part = take_part(text, ",");
    const auto dots = part.find("..");
    if (!is_weekday(part.substr(0, dots))) return false;
    if (dots != std::string_view::npos && !is_weekday(part.substr(dots + 2))) return false;
  }
  return true;
}

/// `UTC`, or one of the time zone database: "Europe/Berlin".
constexpr bool is_time_zone(std::string_view text) {
  using namespace std::string_view_literals;
  if (same_text(text, "UTC"sv) || same_text(text, "utc"sv)) return true;
  if (text.find('/') == std::string_view::npos || text.front() == '/' || text.back() == '/') return false;
  for (char c : text) {
    const bool plain =
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
    if (!plain) return false;
  }
  return true;
}

}  // namespace detail

/// Whether systemd takes it: `[WEEKDAYS] [DATE] [TIME] [ZONE]`, each once and in this order, or a word such as `daily` in place of
/// the first three.
constexpr bool is_calendar_expression(std::string_view text) {
  using namespace std::string_view_literals;
  for (const auto& word : {"minutely"sv, "hourly"sv, "daily"sv, "weekly"sv, "monthly"sv, "quarterly"sv, "semiannually"sv,
                           "yearly"sv, "annually"sv}) {
    if (same_text(text, word)) return true;
    if (begins_with(text, word) && text[word.size()] == ' ') return detail::is_time_zone(text.substr(word.size() + 1));
  }
  if (text.empty() || text.back() == ' ') return false;
  std::size_t next = 0;  // the part that may come: weekdays, date, time, zone
  bool says_when = false;
  while (!text.empty()) {
    const auto part = detail::take_part(text, " ");
    constexpr std::array<bool (*)(std::string_view), 4> is{&detail::are_weekdays, &detail::is_calendar_date,
                                                           &detail::is_calendar_time, &detail::is_time_zone};
    while (next != is.size() && !is[next](part)) ++next;
    if (next == is.size()) return false;
    says_when = says_when || next != 3;
    ++next;
  }
  return says_when;
}

}  // namespace slipway
