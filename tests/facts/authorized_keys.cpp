#include <slipway/facts/authorized_keys.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("authorized_keys: recorded") {
  recorded_host host;
  const shells::scratch home;
  std::filesystem::create_directory(home / ".ssh");
  shells::write_file(
      home / ".ssh/authorized_keys",
      "# ours\nssh-ed25519 AAAAC3Nz ann at home\nno-pty,command=\"echo ssh-rsa\" ssh-rsa AAAAB3Nz== b@c\n\nnonsense\n");
  host.file("/etc/passwd", "ann:x:1000:1000::" + home.path() + ":/bin/sh\nnobody:x:2:2::/nonexistent:/bin/sh\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::authorized_keys(), shell) ==
          lines{"ann|ssh-ed25519|AAAAC3Nz|ann at home|", "ann|ssh-rsa|AAAAB3Nz==|b@c|no-pty,command=\"echo ssh-rsa\""});
  });
}

TEST_CASE("authorized_keys: who may use sudo") {
  recorded_host host, bare;
  host.file("/etc/sudoers",
            "Defaults env_reset\nUser_Alias OPS = ann, bob\nroot\tALL=(ALL:ALL) ALL\n%sudo  ALL=(ALL:ALL) \\\n  ALL\n@includedir "
            "/etc/sudoers.d\n");
  host.file("/etc/sudoers.d/deploy", "deploy ALL=(ALL) NOPASSWD: /usr/bin/systemctl reload nginx\n")
      .file("/etc/sudoers.d/off.bak", "x ALL=ALL\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::sudo_rules(), shell) ==
          lines{"root|ALL=(ALL:ALL) ALL|/etc/sudoers", "%sudo|ALL=(ALL:ALL) ALL|/etc/sudoers",
                "deploy|ALL=(ALL) NOPASSWD: /usr/bin/systemctl reload nginx|/etc/sudoers.d/deploy"});
    CHECK(bare.records(slipway::facts::sudo_rules(), shell) == lines{"unknown"});
  });
}
