#include <slipway/core/letters.hpp>

#include <string>

#include "catch.hpp"

using namespace slipway;
using namespace std::string_view_literals;

namespace {
constexpr auto none = std::string_view::npos;

constexpr std::size_t place(std::string_view text, char wanted) {
  return static_cast<std::size_t>(find_letter(text.data(), text.data() + text.size(), wanted) - text.data());
}

// texts in the middle of others, as those of fields are
struct fields {
  char all[12];
};
constexpr fields text{"one one two"};
constexpr std::string_view first(text.all, 3), second(text.all + 4, 3), third(text.all + 8, 3);

constexpr bool copies() {
  char to[4]{};
  return copy_letters("abc", 3, to) == to + 3 && std::string_view(to) == "abc";
}
}  // namespace

// the same when the compiler asks and when the program runs
#define BOTH(condition)     \
  static_assert(condition); \
  CHECK((condition))

TEST_CASE("letters: where one is") {
  BOTH(place("abcb", 'b') == 1);
  BOTH(place("abc", 'x') == 3);
  BOTH(place("", 'x') == 0);
  BOTH(place("a\0b"sv, '\0') == 1);
  BOTH(has_letter("abc", 'c') && !has_letter("abc", 'd') && !has_letter({}, 'a'));
  BOTH(rfind_letter("a.b.c", '.') == 3 && rfind_letter(".", '.') == 0 && rfind_letter("abc", '.') == none);
  BOTH(rfind_letter({}, '.') == none);
}

TEST_CASE("letters: pairs") {
  BOTH(find_pair("a{b{{c", '{', 0) == 3);
  BOTH(find_pair("{{{", '{', 0) == 0 && find_pair("{{{", '{', 1) == 1 && find_pair("{{{", '{', 2) == none);
  BOTH(find_pair("a{", '{', 0) == none && find_pair("ab", '{', 0) == none);
  BOTH(find_pair("", '{', 0) == none && find_pair("{{", '{', 3) == none);
}

TEST_CASE("letters: the same text") {
  BOTH(same_text("", "") && same_text("abc", "abc") && !same_text("abc", "abd") && !same_text("abc", "ab"));
  BOTH(same_text(first, second) && !same_text(second, third));
  BOTH(begins_with("abc", "ab") && begins_with("abc", "") && !begins_with("abc", "b") && !begins_with("a", "ab"));
  constexpr std::string_view names[]{"nft"sv, "ip"sv};
  CHECK(is_one_of("ip", names));
  CHECK_FALSE(is_one_of("ft", names));
  CHECK_FALSE(is_one_of("", names));
  static_assert(is_one_of("nft"sv, names) && !is_one_of("nf"sv, names));
}

TEST_CASE("letters: control characters") {
  for (const std::string around : {"", "abc", "abcd", "abcdefgh"}) {
    CHECK_FALSE(has_control_letter(around + "~ \xc3\xa9"));
    for (const char c : {'\0', '\n', '\x1f', '\x7f'}) CHECK(has_control_letter(around + c + around));
  }
  static_assert(has_control_letter("a\tb") && has_control_letter("a\x7f") &&
                !has_control_letter("Gr\xc3\xbc\xc3\x9f"
                                    "e"));
}

TEST_CASE("letters: copies and lengths") {
  BOTH(copies());
  BOTH(text_of("abc") == "abc" && text_of("") == "" && text_of("a\0b"sv).size() == 3);
}
