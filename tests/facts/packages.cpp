#include <slipway/facts/packages.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("packages: recorded from dpkg, rpm and apk") {
  recorded_host debian, fedora, alpine, bare;
  debian.file("/var/lib/dpkg/status", "x");
  debian.program("dpkg-query",
                 "adduser\t3.134\tall\tdpkg installed\nnginx\t1.22.1-9\tamd64\tdpkg "
                 "config-files\nlibc6\t2.36-9+deb12u7\tamd64\tdpkg installed\n");
  fedora.folder("/usr/lib/sysimage/rpm")
      .program("rpm", "bash\t5.2.26-3.fc40\tx86_64\trpm\nopenssl\t1:3.2.1-2.fc40\tx86_64\trpm\npackage nginx is not installed\n",
               1);
  alpine.program("apk", "musl-1.2.4_git20230717-r4\nca-certificates-bundle-20240226-r0\n");
  with_each_shell([&](const auto& shell) {
    CHECK(debian.records(slipway::facts::packages(), shell) ==
          lines{"adduser|3.134|all|dpkg", "libc6|2.36-9+deb12u7|amd64|dpkg"});
    CHECK(fedora.records(slipway::facts::packages(), shell, " bash openssl nginx") ==
          lines{"bash|5.2.26-3.fc40|x86_64|rpm", "openssl|1:3.2.1-2.fc40|x86_64|rpm"});
    CHECK(alpine.records(slipway::facts::packages(), shell) ==
          lines{"musl|1.2.4_git20230717-r4||apk", "ca-certificates-bundle|20240226-r0||apk"});
    CHECK(bare.records(slipway::facts::packages(), shell) == lines{"unknown"});
  });
  CHECK(fedora.calls().find(" bash openssl nginx\n") != std::string::npos);
}
