#include <slipway/facts/containers.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("containers: recorded from docker and podman") {
  recorded_host host, down;
  host.program("docker", "web\tnginx:1.25\trunning\t0123456789ab\n")
      .program("podman", "db\tdocker.io/library/postgres:16\texited\tba9876543210\n");
  down.program("docker", "Cannot connect to the Docker daemon\n", 1);
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::containers(), shell) ==
          lines{"web|nginx:1.25|running|0123456789ab|docker", "db|docker.io/library/postgres:16|exited|ba9876543210|podman"});
    CHECK(down.records(slipway::facts::containers(), shell) == lines{"unknown"});
  });
  recorded_host images;
  images.program("docker", "nginx:1.25\t0123456789ab\n");
  with_each_shell([&](const auto& shell) {
    CHECK(images.records(slipway::facts::images(), shell) == lines{"nginx:1.25|0123456789ab|docker"});
  });
}
