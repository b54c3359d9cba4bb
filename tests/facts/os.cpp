#include <slipway/facts/os.hpp>

#include "catch.hpp"
#include "gather.hpp"

using facts_test::gather, facts_test::values;

namespace {
values of_release(const shells::command& shell, std::string_view text) {
  return gather(slipway::facts::os(), shell, {{"/etc/os-release", std::string(text)}, {"/usr/lib/os-release", "absent"}});
}
}  // namespace

// os-release(5): values may be quoted either way, or not at all
TEST_CASE("os: recorded files") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    CHECK(of_release(shell,
                     "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n"
                     "VERSION=\"12 "
                     "(bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL=\"https://www.debian.org/"
                     "?a=b\"\n") ==
          values{{"os.id", "debian"}, {"os.version", "12"}, {"os.codename", "bookworm"}, {"os.family", "debian"}});
    CHECK(of_release(shell, "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.19.1\n") ==
          values{{"os.id", "alpine"}, {"os.version", "3.19.1"}, {"os.family", "alpine"}});
    CHECK(of_release(shell, "ID='void'\n# ID=other\n") == values{{"os.id", "void"}});
    CHECK(of_release(shell, "ID=arch") == values{{"os.id", "arch"}, {"os.family", "arch"}});  // no newline at the end
    CHECK(of_release(shell, "ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"24.04\"\nVERSION_CODENAME=noble\n") ==
          values{{"os.id", "ubuntu"}, {"os.version", "24.04"}, {"os.codename", "noble"}, {"os.family", "debian"}});
    CHECK(of_release(shell, "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID=\"9.4\"\n") ==
          values{{"os.id", "rocky"}, {"os.version", "9.4"}, {"os.family", "rhel"}});
    CHECK(of_release(shell, "ID=fedora\nVERSION_ID=40\nVERSION_CODENAME=\"\"\n") ==
          values{{"os.id", "fedora"}, {"os.version", "40"}, {"os.family", "rhel"}});
    CHECK(of_release(shell, "") == values{});
    CHECK(of_release(shell, "absent") == values{});
    CHECK(gather(slipway::facts::os(), shell, {{"/etc/os-release", "absent"}, {"/usr/lib/os-release", "ID=flatcar\n"}}) ==
          values{{"os.id", "flatcar"}});
  }
}

TEST_CASE("os: this machine") {
  for (const auto& shell : shells::all) CHECK_FALSE(gather(slipway::facts::os(), shell).at("os.id").empty());
}
