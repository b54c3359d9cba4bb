// What is wrong on this side is said once, and no host hears of it.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

// a host that notices whether anybody calls
class listener {
 public:
  listener() : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    REQUIRE(bind(descriptor_, reinterpret_cast<sockaddr*>(&where), size) == 0);
    REQUIRE(listen(descriptor_, 10) == 0);
    REQUIRE(getsockname(descriptor_, reinterpret_cast<sockaddr*>(&where), &size) == 0);
    port = ntohs(where.sin_port);
  }
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;
  ~listener() { close(descriptor_); }
  bool was_called() const {
    pollfd waiting{descriptor_, POLLIN, 0};
    return poll(&waiting, 1, 0) == 1;
  }
  int port = 0;

 private:
  int descriptor_;
};

}  // namespace

TEST_CASE("bad input ends in one message and status 2, and no host is touched", "[testbed]") {
  const listener host;
  operator_of me("program_paths");
  auto& machine = me.machine("large", first_host());
  machine["address"] = "127.0.0.1";
  machine["port"] = host.port;
  const auto refuses = [&](const words& arguments, const std::string& why) {
    const auto f = me.run(arguments);
    INFO(f.out << f.err);
    CHECK(f.status == 2);
    CHECK(f.out.empty());
    CHECK_THAT(f.err, contains(why));
    CHECK(std::count(f.err.begin(), f.err.end(), '\n') <= 3);
    CHECK(!host.was_called());
  };
  refuses({"apply", "--yes", "--frobnicate"}, "--frobnicate");
  refuses({"deploy"}, "deploy");
  refuses({"plan", "--parallel", "none"}, "none");
  refuses({"plan", "--serial", "0"}, "0");
  refuses({"plan", "--max-failures", "120%"}, "120%");
  refuses({"plan", "--color", "purple"}, "purple");
  refuses({"plan", "larg"}, "did you mean 'large'");
  refuses({"plan", "--exclude", "zzz"}, "'zzz'");
  refuses({"plan", "large", "--exclude", "large"}, "nothing is selected");
  // its local files are not there
  refuses({"plan", "large"}, "'image'");
  me.write("image", "");
  refuses({"apply", "large"}, "--yes");
  refuses({"plan", "large"}, "'image-too'");
  me.write("image-too", "");
  refuses({"plan", "large", "--out", "/no/such/folder/plan"}, "/no/such/folder/plan");
  refuses({"graph", "--format", "png"}, "'png'");
  refuses({"graph", "larg"}, "did you mean 'large'");
  refuses({"graph", "large", "--out", "/no/such/folder/graph"}, "/no/such/folder/graph");
  // a drawing is of the program alone
  CHECK(me.run({"graph", "large"}).status == 0);
  CHECK(!host.was_called());
}

TEST_CASE("an inventory that is wrong says what and where", "[testbed]") {
  operator_of me("program_paths");
  const auto refuses = [&](const std::string& document, const std::string& why) {
    const auto f = me.run({"plan", "planned", "--inventory", me.write("machines.json", document)});
    INFO(f.out << f.err);
    CHECK(f.status == 2);
    CHECK_THAT(f.err, contains(why) && contains("machines.json"));
  };
  refuses("{", "machines.json");
  refuses("{}", "machines");
  refuses(R"({"machines":{"plannde":{}}})", "did you mean 'planned'");
  refuses(R"({"machines":{"planned":{"adress":"x"}}})", "'adress' of 'planned'");
  refuses(R"({"machines":{"planned":{"port":70000}}})", "'port' of 'planned'");
  const auto missing = me.run({"plan", "planned", "--inventory", "no-such-file"});
  CHECK(missing.status == 2);
  CHECK_THAT(missing.err, contains("no-such-file"));
  const auto nameless = me.run({"plan", "planned", "--inventory",
                                me.write("machines.json", R"({"machines":{"planned":{"address":"no-such-host.invalid"}}})")});
  CHECK(nameless.status == 2);
  CHECK_THAT(nameless.err, contains("no-such-host.invalid"));
}

TEST_CASE("what plan says by its exit status", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/steps");
  operator_of me("program_steps");
  me.machine("steady", host);
  CHECK(me.plan({"steady"}).status == 0);
  CHECK(me.plan({"steady", "--detailed-exitcode"}).status == 3);
  CHECK(me.apply({"steady"}).status == 0);
  CHECK(me.plan({"steady", "--detailed-exitcode"}).status == 0);
}
