#include <slipway/fleet/command_output.hpp>

#include "catch.hpp"

using slipway::fleet::output_of;

TEST_CASE("command_output: what a command prints, whatever the bytes") {
  CHECK(output_of("printf 'a\\000b\\n'", 100).out.view() == std::string_view("a\0b\n", 4));
  const auto large = output_of("head -c 200000 /dev/zero; echo said >&2", 200'000);
  CHECK(large.failure.empty());
  CHECK(large.out.size() == 200'000);
  CHECK(large.error_output == "said\n");
}

TEST_CASE("command_output: why a command failed") {
  CHECK(output_of("exit 3", 10).failure == "exit status 3");
  CHECK(output_of("kill -9 $$", 10).failure.find("signal") != std::string::npos);
  CHECK(output_of("no-such-program-here", 10).error_output.find("no-such-program-here") != std::string::npos);
  CHECK(output_of("cat /dev/zero", 100'000).failure == "it prints more than 100000 bytes");
  CHECK(output_of("yes 0123456789 | head -n 100000 >&2; exit 1", 10).error_output.size() == 2048);
}
