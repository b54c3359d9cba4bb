#include <slipway/facts/security.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("security: recorded") {
  recorded_host rocky, ubuntu, replaced, broken;
  rocky.file("/sys/fs/selinux/enforce", "1")
      .program("needs-restarting", "Reboot is required to fully utilize these updates.\n", 1);
  ubuntu.file("/sys/module/apparmor/parameters/enabled", "Y\n")
      .file("/sys/kernel/security/apparmor/profiles", "a (enforce)\nb (complain)\n");
  ubuntu.file("/run/reboot-required", "*** System restart required ***\n");
  broken.program("needs-restarting", "Traceback (most recent call last):\n", 1);
  replaced.file("/proc/sys/kernel/osrelease", "6.6.1-0-lts\n")
      .file("/proc/modules", "")
      .folder("/lib/modules/6.6.2-0-lts/kernel");
  with_each_shell([&](const auto& shell) {
    CHECK(rocky.gather(slipway::facts::security(), shell) ==
          values{{"selinux.mode", "enforcing"}, {"apparmor.enabled", "false"}, {"reboot_required", "true"}});
    CHECK(ubuntu.gather(slipway::facts::security(), shell) == values{{"selinux.mode", "disabled"},
                                                                     {"apparmor.enabled", "true"},
                                                                     {"apparmor.profiles", "2"},
                                                                     {"reboot_required", "true"}});
    CHECK(replaced.gather(slipway::facts::security(), shell).at("reboot_required") == "true");
    CHECK_FALSE(broken.gather(slipway::facts::security(), shell).contains("reboot_required"));
    CHECK(recorded_host().gather(slipway::facts::security(), shell).at("reboot_required") == "false");
  });
}
