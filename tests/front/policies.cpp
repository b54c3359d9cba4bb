#include <slipway/front/policies.hpp>

#include <slipway/dsl.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdlib>
#include <span>
#include <stdexcept>

#include "catch.hpp"

namespace sw = slipway;

namespace {
unsigned listening_port = 0;

bool has_token(sw::context& c) { return c.has_secret("staging-token"); }
bool by_name(sw::context& c) { return c.deployable() == "Machine:web"; }
bool throws(sw::context&) { throw std::runtime_error("no vault\x1b[31m"); }
bool reaches(sw::context& c) { return c.is_reachable("127.0.0.1", listening_port); }
bool has_file(sw::context& c) { return c.has_credential("~/passwd"); }
bool has_variable(sw::context& c) { return c.environment("SLIPWAY_TEST_SET") == "yes" && !c.environment("SLIPWAY_TEST_UNSET"); }
boost::asio::awaitable<bool> later(sw::context& c) { co_return c.deployable().ends_with("web"); }
boost::asio::awaitable<bool> throws_later(sw::context&) {
  throw std::runtime_error("too late");
  co_return true;
}

std::string answer(sw::policy p) {
  const sw::settings settings{.secrets = sw::secrets_from_environment("SLIPWAY_TEST_"), .auto_deploy = p};
  const sw::deployable host{.prefix = "Machine", .name = "web", .settings = &settings, .data = {}};
  const auto said = slipway::front::answer_of_policy(host);
  return (said.deploy ? "yes: " : "no: ") + said.reason;
}
}  // namespace

namespace {
bool wants_debian(sw::context& c) { return c[sw::fact::os.id] == "debian" && c.find(sw::fact::cpu.count).value_or(0) == 0; }

std::string answer_with(const sw::answers& known) {
  const sw::settings s{.auto_deploy = &wants_debian};
  const sw::deployable host{.prefix = "Machine", .name = "web-1", .settings = &s, .data = {}};
  const auto said =
      slipway::front::answer_of_policy(host, [&](const sw::deployable& asked, std::span<const sw::fact_reference> facts) {
        CHECK(asked.name == "web-1");
        CHECK(facts.size() == 1);
        return known;
      });
  return (said.deploy ? "yes: " : "no: ") + said.reason;
}
}  // namespace

TEST_CASE("policies: facts of the host") {
  CHECK(answer_with({{"os.id", "debian"}}) == "yes: its policy says yes");
  CHECK(answer_with({{"os.id", "debian"}, {"cpu.count", "2"}}) == "no: its policy says no");
  CHECK(answer_with({}) == "no: its policy failed: the host does not know the fact os.id");
  CHECK(answer(&wants_debian) == "no: its policy failed: facts are not asked for here");
}

TEST_CASE("policies: values") {
  CHECK(answer({}) == "yes: default");
  CHECK(answer(true) == "yes: auto_deploy");
  CHECK(answer(false) == "no: not deployed unless it is named");
}

TEST_CASE("policies: functions, and what they may ask") {
  CHECK(answer(by_name) == "yes: its policy says yes");
  CHECK(answer([](sw::context&) { return false; }) == "no: its policy says no");
  ::unsetenv("SLIPWAY_TEST_STAGING_TOKEN");
  CHECK(answer(has_token) == "no: its policy says no");
  ::setenv("SLIPWAY_TEST_STAGING_TOKEN", "", 1);
  CHECK(answer(has_token) == "yes: its policy says yes");
  ::unsetenv("SLIPWAY_TEST_STAGING_TOKEN");
  ::setenv("SLIPWAY_TEST_SET", "yes", 1);
  CHECK(answer(has_variable) == "yes: its policy says yes");
  const std::string home = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
  ::setenv("HOME", "/etc", 1);
  CHECK(answer(has_file) == "yes: its policy says yes");
  ::setenv("HOME", home.c_str(), 1);
  boost::asio::io_context io;
  {
    boost::asio::ip::tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
    listening_port = acceptor.local_endpoint().port();
    CHECK(answer(reaches) == "yes: its policy says yes");
  }
  CHECK(answer(reaches) == "no: its policy says no");
}

TEST_CASE("policies: awaitables, and those that throw") {
  CHECK(answer(later) == "yes: its policy says yes");
  CHECK(answer(throws) == "no: its policy failed: no vault\\x1b[31m");
  CHECK(answer(throws_later) == "no: its policy failed: too late");
}
