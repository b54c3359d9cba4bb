// Letters of texts, as compilers look at them: each step of theirs is paid for with every deployment, so they take several at
// a time, or use what is built into them.
#pragma once

#include <cstddef>
#include <string_view>

namespace slipway {

/// Where a letter is found first; the end, where it is not.
constexpr const char* find_letter(const char* c, const char* end, char wanted) {
#if defined(__clang__)
  const char* at = __builtin_char_memchr(c, wanted, static_cast<std::size_t>(end - c));
  return at == nullptr ? end : at;
#else
  while (c != end && *c != wanted) ++c;
  return c;
#endif
}

constexpr bool has_letter(const std::string_view& text, char wanted) {
  const char* const end = text.data() + text.size();
  return find_letter(text.data(), end, wanted) != end;
}

/// Where a letter stands twice, from a place on; npos, where it does not.
constexpr std::size_t find_pair(const std::string_view& text, char letter, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const char *const begin = text.data(), *const end = begin + text.size();
  for (const char* c = find_letter(begin + from, end, letter); c != end; c = find_letter(c + 1, end, letter))
    if (c + 1 != end && c[1] == letter) return static_cast<std::size_t>(c - begin);
  return std::string_view::npos;
}

/// Where a letter is found last; npos, where it is not.
constexpr std::size_t rfind_letter(const std::string_view& text, char wanted) {
  if (!has_letter(text, wanted)) return std::string_view::npos;
  std::size_t at = text.size() - 1;
  while (text[at] != wanted) --at;
  return at;
}

/// The same as the library's conversion, which compilers follow letter by letter.
constexpr std::string_view text_of(const char* text) { return {text, __builtin_strlen(text)}; }
constexpr std::string_view text_of(const std::string_view& text) { return text; }

/// Copies so many letters; answers the end of what was written.
constexpr char* copy_letters(const char* from, std::size_t count, char* to) {
#if defined(__clang__)
  __builtin_memcpy(to, from, count);
  return to + count;
#else
  for (const char* end = from + count; from != end; ++from) *to++ = *from;
  return to;
#endif
}

/// Whether so many letters are the same.
constexpr bool same_letters(const char* a, const char* b, std::size_t count) {
#if defined(__clang__)
  return __builtin_memcmp(a, b, count) == 0;
#else
  // g++ 12 cannot evaluate memcmp for texts in the middle of an array
  for (const char* end = a + count; a != end; ++a, ++b)
    if (*a != *b) return false;
  return true;
#endif
}

/// Whether any letter is a control character of ASCII.
constexpr bool has_control_letter(const std::string_view& text) {
  using letter = unsigned char;
  const char *c = text.data(), *const end = c + text.size();
  if (find_letter(c, end, 0x7f) != end) return true;
  for (; end - c >= 4; c += 4)
    if (letter(c[0]) < 0x20 || letter(c[1]) < 0x20 || letter(c[2]) < 0x20 || letter(c[3]) < 0x20) return true;
  for (; c != end; ++c)
    if (letter(*c) < 0x20) return true;
  return false;
}

// The same as string_view's own, which compare letter by letter; a text that is written as "..."sv is cheaper too. They take texts
// by reference, as copies are paid for.
constexpr bool same_text(const std::string_view& a, const std::string_view& b) {
  return a.size() == b.size() && same_letters(a.data(), b.data(), a.size());
}
constexpr bool begins_with(const std::string_view& text, const std::string_view& start) {
  return text.size() >= start.size() && same_letters(text.data(), start.data(), start.size());
}

/// Asked for most texts of a deployment: whatever differs at once is told apart by its size and last letter.
template <std::size_t N>
constexpr bool is_one_of(const std::string_view& text, const std::string_view (&names)[N]) {
  if (text.empty()) return false;
  const auto size = text.size();
  const char last = text[size - 1];
  for (const auto& name : names)
    if (name.size() == size && name[size - 1] == last && same_text(name, text)) return true;
  return false;
}

}  // namespace slipway
