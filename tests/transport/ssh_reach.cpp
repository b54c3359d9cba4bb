#include <slipway/transport/ssh.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "catch.hpp"
#include "transport/own_sshd.hpp"
#include "transport/ssh_cases.hpp"

using namespace slipway::transport;
using namespace transport_test;

namespace {

// takes connections and says one thing
struct odd_server {
  asio::io_context& context;
  asio::ip::tcp::acceptor acceptor;
  std::string greeting;
  std::chrono::milliseconds open_for;

  odd_server(asio::io_context& c, std::string says_what, std::chrono::milliseconds for_how_long)
      : context(c),
        acceptor(c, asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
        greeting(std::move(says_what)),
        open_for(for_how_long) {
    asio::co_spawn(context, serve(), asio::detached);
  }
  asio::awaitable<void> serve() {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    boost::system::error_code ignored;
    asio::write(socket, asio::buffer(greeting), ignored);
    co_await pause(open_for);
  }
  [[nodiscard]] ssh_target target() const {
    ssh_target t;
    t.name = "Machine:odd";
    t.address = "127.0.0.1";
    t.port = acceptor.local_endpoint().port();
    t.user = "deploy";
    t.known_hosts_file = "/nonexistent";
    t.login_within = std::chrono::seconds(1);
    return t;
  }
};

struct met {
  outcome ended;
  std::chrono::milliseconds took{};
};

met meet(const std::string& greeting, std::chrono::milliseconds open_for) {
  asio::io_context context;
  odd_server server(context, greeting, open_for);
  met result;
  const auto begun = steady::now();
  const auto connect = [&]() -> asio::awaitable<void> { co_await connect_ssh(server.target(), nobody); };
  asio::co_spawn(context, connect, [&](std::exception_ptr e) {
    result.ended.note()(e);
    result.took = std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - begun);
    context.stop();
  });
  context.run_for(std::chrono::seconds(10));
  INFO(result.ended.what);
  CHECK(result.ended.kind != "pending");
  return result;
}

}  // namespace

TEST_CASE("ssh: servers that are none") {
  SECTION("silent") {
    const auto silent = meet("", std::chrono::seconds(9));
    CHECK(silent.ended.kind == "timed out");
    CHECK(silent.ended.what == "Machine:odd (deploy@127.0.0.1:" + silent.ended.what.substr(30, 5) +
                                   "): the time to log in (1 s) is over during the key exchange");
    CHECK(silent.took > std::chrono::milliseconds(900));
    CHECK(silent.took < std::chrono::seconds(5));
  }
  SECTION("stops after its greeting") {
    const auto stopping = meet("SSH-2.0-OpenSSH_9.2\r\n", std::chrono::seconds(9));
    CHECK(stopping.ended.kind == "timed out");
  }
  SECTION("closes at once") {
    const auto closing = meet("", std::chrono::milliseconds(1));
    CHECK(closing.ended.kind == "closed");
    CHECK(closing.ended.what.ends_with(" during the key exchange"));
  }
  SECTION("closes in the middle of the key exchange") {
    const auto closing = meet("SSH-2.0-OpenSSH_9.2\r\n", std::chrono::milliseconds(50));
    CHECK(closing.ended.kind == "closed");
  }
  SECTION("says why it will not") {
    const auto refusing = meet("Not allowed at this time\r\n", std::chrono::milliseconds(50));
    CHECK(refusing.ended.kind == "closed");
  }
  SECTION("speaks something else") {
    const auto other = meet("SSH-2.0-x\r\n" + noise(100000), std::chrono::seconds(9));
    CHECK(other.ended.kind != "ended");
  }
}

TEST_CASE("ssh: a login can be cancelled at any moment, and its executor be destroyed") {
  for (int moment = 0; moment != 40; ++moment) {
    INFO("after " << moment << " steps");
    asio::io_context context;
    odd_server server(context, "SSH-2.0-OpenSSH_9.2\r\n", std::chrono::seconds(9));
    asio::cancellation_signal stop;
    outcome connecting;
    const auto connect = [&]() -> asio::awaitable<void> { co_await connect_ssh(server.target(), nobody); };
    asio::co_spawn(context, connect, asio::bind_cancellation_slot(stop.slot(), connecting.note()));
    for (int i = 0; i != moment; ++i) context.poll_one();
    if (moment % 2 == 0) continue;
    stop.emit(asio::cancellation_type::terminal);
    context.run_for(std::chrono::milliseconds(20));
    CHECK(connecting.kind == "aborted");
  }
}

TEST_CASE("ssh: a host that does not take connections is waited for so long, and no longer") {
  // one connection waits to be accepted, and the next ones get no answer
  asio::io_context context;
  asio::ip::tcp::acceptor full(context);
  const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
  full.open(any.protocol());
  full.bind(any);
  full.listen(0);
  asio::ip::tcp::socket waiting(context);
  waiting.connect(full.local_endpoint());
  ssh_target target;
  target.address = "127.0.0.1";
  target.port = full.local_endpoint().port();
  target.user = "deploy";
  target.connect_within = std::chrono::seconds(1);
  const auto begun = steady::now();
  const auto late = failing(target);
  CHECK(late.kind == failure::timed_out);
  CHECK(says(late, "connecting took longer than 1 s (127.0.0.1: no answer in time)"));
  CHECK(steady::now() - begun < std::chrono::seconds(5));
}

TEST_CASE("ssh: hosts that cannot be reached") {
  ssh_target target;
  target.address = "slipway.invalid";
  target.user = "deploy";
  const auto nameless = failing(target);
  CHECK(nameless.kind == failure::resolve);
  CHECK(says(nameless, "deploy@slipway.invalid:22: no address for 'slipway.invalid': "));
  target.address = "127.0.0.1";
  target.port = free_port();
  const auto refused = failing(target);
  CHECK(refused.kind == failure::connect);
  CHECK(says(refused, "127.0.0.1: Connection refused"));
  target.address = "localhost";
  CHECK(says(failing(target), "Connection refused"));
}
