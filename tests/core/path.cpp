#include <slipway/core/path.hpp>

#include "catch.hpp"

using Catch::Matchers::Message;
using slipway::host_path, slipway::parent_of, slipway::digest, slipway::wrong_argument, slipway::joined;

static_assert(host_path("/etc/motd").text == "/etc/motd" && host_path("/etc/motd").whole == digest("/etc/motd"));
static_assert(host_path("/").text == "/");
static_assert(host_path(joined<"/srv/", "a">).text == "/srv/a");
static_assert(host_path("/a").line == __LINE__);

TEST_CASE("path: what is none throws the sentence that the compiler prints") {
  const auto sentence = [](std::string_view rule, std::string_view text) {
    INFO(text);
    CHECK_THROWS_MATCHES(host_path(text), wrong_argument, Message(std::string(rule) + ": '" + std::string(text) + "'"));
  };
  for (const char* text : {"", "etc/motd", "./a", "~/a", " /a"}) sentence("path_must_be_absolute", text);
  for (const char* text : {"/etc/", "//"}) sentence("path_must_not_end_in_a_slash", text);
  for (const char* text : {"/etc//motd", "/a/./b", "/a/.", "/a/../b", "/a/..", "/.", "/..", "/../a"})
    sentence("path_must_be_normalised", text);
  CHECK_THROWS_AS(host_path(std::string_view("/a\0b", 4)), wrong_argument);
}

TEST_CASE("path: dots in names are fine") {
  for (const char* text : {"/.bashrc", "/..a", "/a/...", "/a/.b/..c", "/a.", "/a b\n'$"}) CHECK_NOTHROW(host_path(text));
}

TEST_CASE("path: the folder above") {
  CHECK(parent_of("/etc/motd") == "/etc");
  CHECK(parent_of("/etc/nginx/conf.d") == "/etc/nginx");
  CHECK(parent_of("/etc") == "/");
  CHECK(parent_of("/") == "/");
}
