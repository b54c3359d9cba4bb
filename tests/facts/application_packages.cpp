#include <slipway/facts/application_packages.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("application_packages: recorded") {
  recorded_host host, bare;
  host.folder("/usr/lib/python3/dist-packages/python_apt-2.6.0.egg-info")
      .folder("/usr/local/lib/python3.11/dist-packages/Flask-3.0.2.dist-info");
  host.file("/usr/lib/node_modules/npm/package.json", "{\n  \"version\": \"9.2.0\",\n  \"name\": \"npm\"\n}\n");
  host.file("/usr/local/lib/node_modules/@scope/tool/package.json",
            "{\n  \"name\": \"@scope/tool\",\n  \"version\": \"1.0.1\"\n}\n");
  host.program("snap",
               "Name    Version        Rev    Tracking       Publisher   Notes\ncore22  20240111       1122   latest/stable  "
               "canonical*  base\n");
  host.program("flatpak", "org.gimp.GIMP\t2.10.36\tstable\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::pip_packages(), shell) ==
          lines{"python-apt|2.6.0|/usr/lib/python3/dist-packages", "Flask|3.0.2|/usr/local/lib/python3.11/dist-packages"});
    CHECK(host.records(slipway::facts::npm_packages(), shell) ==
          lines{"npm|9.2.0|/usr/lib/node_modules/npm", "@scope/tool|1.0.1|/usr/local/lib/node_modules/@scope/tool"});
    CHECK(host.records(slipway::facts::snaps(), shell) == lines{"core22|20240111|1122"});
    CHECK(host.records(slipway::facts::flatpaks(), shell) == lines{"org.gimp.GIMP|2.10.36|stable"});
    CHECK(bare.records(slipway::facts::pip_packages(), shell) == lines{});
    CHECK(bare.records(slipway::facts::snaps(), shell) == lines{"unknown"});
    CHECK(bare.records(slipway::facts::flatpaks(), shell) == lines{"unknown"});
  });
}
