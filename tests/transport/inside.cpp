#include <slipway/transport/inside.hpp>

#include <slipway/transport/local.hpp>

#include "catch.hpp"
#include "transport/run.hpp"

using namespace slipway::transport;

TEST_CASE("inside: a command is one word for whatever enters the container") {
  CHECK(command_inside("docker exec -i web", "exec sh", dollars::plain) == "exec docker exec -i web sh -c 'exec sh'");
  CHECK(command_inside("x", "echo $HOME", dollars::doubled) == "exec x sh -c 'echo $$HOME'");
  CHECK(command_inside("x", "echo $HOME", dollars::plain) == "exec x sh -c 'echo $HOME'");
}

TEST_CASE("inside: commands, input and output go through as they are") {
  transport_test::run([]() -> asio::awaitable<void> {
    auto outer = co_await connect_local();
    auto inner = connect_inside(std::move(outer), "env SLIPWAY_INSIDE=yes", dollars::plain);
    const std::string command = "printf '%s|' \"$SLIPWAY_INSIDE\" 'it'\\''s' '$x `y` \"z\" \\n' \"a\nb\"; exec cat";
    auto to = co_await inner->open(command);
    const std::string bytes("\0\1$`'\"\n", 7);
    co_await to->write(bytes);
    co_await to->finish_writing();
    const auto all = co_await transport_test::read_all(*to);
    CHECK(all == "yes|it's|$x `y` \"z\" \\n|a\nb|" + bytes);
    co_await inner->close();
  }());
}
