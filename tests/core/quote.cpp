#include <slipway/core/quote.hpp>

#include "catch.hpp"
#include "shells.hpp"

using slipway::shell_quote, slipway::has_nul;

TEST_CASE("quote: plain words stay as they are") {
  CHECK(shell_quote("nginx") == "nginx");
  CHECK(shell_quote("/etc/nginx/conf.d/site.conf") == "/etc/nginx/conf.d/site.conf");
  CHECK(shell_quote("web-1.example.com:80@x%y=a,b+c_d") == "web-1.example.com:80@x%y=a,b+c_d");
  CHECK(shell_quote("") == "''");
  CHECK(shell_quote("a b") == "'a b'");
  CHECK(shell_quote("~root") == "'~root'");
  CHECK(shell_quote("it's") == "'it'\\''s'");
}

TEST_CASE("quote: every shell reads back every byte") {
  std::vector<std::string> words{
      "",        " ",  "it's", "'", "''", "\\",  "\\'", "$HOME", "`id`",  "$(id)",
      "a\nb\n",  "-n", "~",    "*", "#x", "a=b", "!",   "\"",    "{a,b}", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x9a\xa2",
      "\xff\xfe"};
  std::string all;
  for (int byte = 1; byte != 256; ++byte) {
    all += static_cast<char>(byte);
    words.push_back(std::string(1, static_cast<char>(byte)));
    words.push_back("'" + std::string(1, static_cast<char>(byte)) + "\\");
  }
  words.push_back(all);
  std::string script, expected;
  for (const auto& w : words) {
    script += "printf '%s\\0' " + shell_quote(w) + "\n";
    expected += w + '\0';
  }
  for (const auto& shell : shells::all) {
    INFO(shell[0]);
    const auto [status, output] = shells::run(shell, script);
    CHECK(status == 0);
    CHECK(output == expected);
  }
}

TEST_CASE("quote: NUL is told, as no shell word holds one") {
  CHECK(has_nul(std::string_view("a\0b", 3)));
  CHECK_FALSE(has_nul("ab"));
  CHECK_FALSE(has_nul(""));
}
