#include <slipway/plan/answer.hpp>

#include "catch.hpp"

using namespace slipway::plan;

namespace {
answer_reader reader_of(std::initializer_list<std::string_view> lines) {
  answer_reader reader("N1", 3);
  for (const auto line : lines) CHECK_FALSE(reader.take(line));
  return reader;
}
}  // namespace

TEST_CASE("answer: states, facts and marks of framed lines") {
  auto reader = reader_of({"N1 state 0 file mode=0644", "N1 state 2 ", "N1 fact os.id debian", "N1 fact kernel 6.1 with spaces",
                           "N1 fact empty ", "N1 mark 01234567-89abcdef r1"});
  CHECK(reader.take("N1 end"));
  const auto& a = reader.result();
  CHECK(a.states == std::vector<std::string>{"file mode=0644", "", ""});
  CHECK(a.facts == std::map<std::string, std::string>{{"os.id", "debian"}, {"kernel", "6.1 with spaces"}, {"empty", ""}});
  CHECK(a.marks == std::map<std::string, std::string>{{"01234567-89abcdef", "r1"}});
}

TEST_CASE("answer: lines without the nonce are passed over") {
  auto reader = reader_of({"Welcome to the host!", "N2 state 0 absent", "state 0 absent", " N1 state 0 absent", "", "end", "N1"});
  CHECK(reader.result().states[0].empty());
  CHECK_FALSE(reader.take("N2 end"));
  CHECK(reader.take("N1 end"));
}

TEST_CASE("answer: indexes that there are not") {
  auto reader =
      reader_of({"N1 state 3 absent", "N1 state -1 absent", "N1 state x absent", "N1 state 99999999999999999999999 absent",
                 "N1 state", "N1 content 3 before", "N1 unknown 0 x", "N1 ."});
  CHECK(reader.result().states == std::vector<std::string>(3));
  CHECK(reader.result().contents.empty());
}

TEST_CASE("answer: what is not well, and by which check") {
  const auto reader =
      reader_of({"N1 unwell 0 a.service loaded failed failed A", "N1 unwell 3 the command fails: a\\nb", "N1 unwell"});
  const auto& unwell = reader.result().unwell;
  REQUIRE(unwell.size() == 3);
  CHECK((unwell[0].check == 0 && unwell[0].line == "a.service loaded failed failed A"));
  CHECK((unwell[1].check == 3 && unwell[1].line == "the command fails: a\nb"));
  CHECK((unwell[2].check == 0 && unwell[2].line.empty()));
}

TEST_CASE("answer: contents come between the lines, in base64") {
  auto reader = reader_of({"N1 content 1 before", "YQBi", "Cg==", "N1 .", "N1 state 1 file", "N1 content 2 before", "N1 ."});
  const auto& contents = reader.result().contents;
  CHECK(contents.at({1, "before"}) == std::string("a\0b\n", 4));
  CHECK(contents.at({2, "before"}).empty());
  CHECK(reader.result().states[1] == "file");
}

TEST_CASE("answer: words and numbers") {
  std::string_view text = "one  two";
  CHECK(take_word(text) == "one");
  CHECK(take_word(text).empty());
  CHECK(take_word(text) == "two");
  CHECK(text.empty());
  CHECK(take_word(text).empty());
  CHECK(to_number("42", 7) == 42);
  for (const char* none : {"", "x", "4x", "-1", " 4", "99999999999999999999999"}) CHECK(to_number(none, 7) == 7);
}
