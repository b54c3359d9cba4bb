#include <slipway/model/connection.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
static_assert(connection(ssh{.user = "x"}).kind == connection_kind::ssh && connection(local{}).kind == connection_kind::local);
static_assert(connection(docker{}).command == "docker" && connection(podman{.command = "p"}).command == "p");
static_assert(connection(machinectl{.name = "m", .user = "u"}).ssh.address == "m");
static_assert(enters_container(docker{}) && enters_container(podman{}) && enters_container(machinectl{}) &&
              enters_container(enter{"lxc-attach -n x --"}));
static_assert(!enters_container(ssh{}) && !enters_container(local{}) && !enters_container(connection{}));
static_assert(is_way_to(docker{}, reached::inside) && !is_way_to(ssh{}, reached::inside));
static_assert(is_way_to(ssh{}, reached::itself) && !is_way_to(podman{}, reached::itself));
}  // namespace

TEST_CASE("connection: what is wrong by itself") {
  CHECK_THROWS_AS(connection(enter{}), wrong_argument);
  CHECK_THROWS_AS(connection(docker{.command = ""}), wrong_argument);
  CHECK_THROWS_AS(connection(ssh{.port = 70000}), wrong_argument);
}
