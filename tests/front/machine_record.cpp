#include <slipway/front/machine_record.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::front;
using lines = std::vector<std::string>;

namespace {
struct node {
  BOOST_HANA_DEFINE_STRUCT(node, (std::string_view, zone), (unsigned char, workers), (std::optional<bool>, spare),
                           (std::vector<int>, ports));
};
struct loose {
  BOOST_HANA_DEFINE_STRUCT(loose, (std::optional<std::string_view>, zone));
};

lines faults(std::string_view text) { return records_of_json(text, "n.json", data_type_of<node>).faults; }
lines faults_of_data(const std::string& data) { return faults("[{\"name\": \"a\",\n\"data\": " + data + "}]"); }
}  // namespace

TEST_CASE("machine_record: what a record may say") {
  const auto read = records_of_json(R"({"machines": [
    {"name": "a", "address": "10.0.0.1", "port": 2222, "user": "u", "identity": "~/k", "known_hosts": "/h", "tags": ["x", "y"],
     "data": {"zone": "eu", "workers": 255, "spare": null, "ports": [80, -1]}},
    {"name": "b", "data": {"zone": "", "workers": 0, "spare": false, "ports": []}}]})",
                                    "n.json", data_type_of<node>);
  CHECK(read.faults == lines{});
  REQUIRE(read.all.size() == 2);
  const auto& a = read.all[0];
  CHECK(a.name == "a");
  CHECK(a.line == 2);
  CHECK(a.reached.address == "10.0.0.1");
  CHECK(a.reached.port == 2222u);
  CHECK(a.reached.identity == "~/k");
  CHECK(a.tags == lines{"x", "y"});
  REQUIRE(a.data.size() == 4);
  CHECK(a.data[0].texts == lines{"eu"});
  CHECK(a.data[1].values[0].number == 255);
  CHECK(a.data[2].values.empty());
  CHECK(a.data[3].values.size() == 2);
  CHECK_FALSE(read.all[1].reached.address);
  CHECK_FALSE(read.all[1].data[2].values[0].boolean);
}

TEST_CASE("machine_record: each field is checked, with its line and its type") {
  CHECK(
      faults_of_data(R"({"zone": 1, "workers": "3", "ports": 80})") ==
      lines{"n.json:2: 'zone' of 'a' must be a text, and is the number 1",
            "n.json:2: 'workers' of 'a' must be a number from 0 to 255, and is the text '3'",
            "n.json:2: 'ports' of 'a' must be a list, each of it a number from -2147483648 to 2147483647, and is the number 80"});
  CHECK(
      faults_of_data("{\"zone\": null, \"workers\": 256,\n\"spare\": 1, \"ports\": [1,\n2.5]}") ==
      lines{"n.json:2: 'zone' of 'a' must be a text, and is null",
            "n.json:2: 'workers' of 'a' must be a number from 0 to 255, and is the number 256",
            "n.json:3: 'spare' of 'a' must be true or false, and is the number 1",
            "n.json:4: 'ports' of 'a' must be a list, each of it a number from -2147483648 to 2147483647, and is a number with a "
            "point, or too large"});
  CHECK(faults_of_data(R"({"zone": "x", "worker": 1, "ports": []})") ==
        lines{"n.json:2: the data of 'a' has no field 'worker'; did you mean 'workers'?",
              "n.json:2: the data of 'a' lacks 'workers', a number from 0 to 255"});
  CHECK(faults_of_data("[]") == lines{"n.json:2: 'data' of 'a' must be an object, and is a list"});
  CHECK(faults_of_data(R"({"zone": "x", "workers": 99999999999999999999, "ports": []})").size() == 1);
}

TEST_CASE("machine_record: what is no record") {
  CHECK(faults("{}") == lines{"n.json:1: there must be a list of machines, or an object with such a list as \"machines\""});
  CHECK(faults("[\n1]") == lines{"n.json:2: a machine must be an object"});
  CHECK(faults("[").front().starts_with("n.json:1: this is no JSON"));
  const auto nameless = records_of_json("[{\"addres\": \"x\", \"port\": 0, \"tags\": \"a\"}]", "n.json", data_type_of<no_data>);
  CHECK(
      nameless.faults ==
      lines{
          "n.json:1: this machine has no name: add \"name\", a text",
          "n.json:1: 'addres' of this machine is not known; there are name, address, port, user, identity, known_hosts, tags and "
          "data",
          "n.json:1: 'port' of this machine must be a number from 1 to 65535, and is the number 0",
          "n.json:1: 'tags' of this machine must be a list of texts, and is the text 'a'"});
  CHECK(records_of_json("[{\"name\": \"a\\u001b[31m\"}]", "n.json", data_type_of<no_data>).faults.size() == 1);
  CHECK(records_of_json("[]", "n.json", data_type_of<node>).faults.empty());
}

TEST_CASE("machine_record: a configuration of ssh") {
  const auto read = records_of_ssh_config(R"(# the racks
User everybody
Host web-1 web-2 *.test !bad
  HostName %h.example.com
  Port=2222
Host web-1   # twice
  Port 22
  User "web one"
  Tag eu
Host db
  IdentityFile ~/.ssh/db
Host *
  UserKnownHostsFile /etc/known
  HostName ignored
)",
                                          "config", data_type_of<loose>);
  CHECK(read.faults == lines{});
  REQUIRE(read.all.size() == 3);
  CHECK(read.all[0].name == "web-1");
  CHECK(read.all[0].line == 3);
  CHECK(read.all[0].reached.address == "web-1.example.com");
  CHECK(read.all[0].reached.port == 2222u);  // the first one counts
  CHECK(read.all[0].reached.user == "everybody");
  CHECK(read.all[0].tags == lines{"eu"});
  CHECK(read.all[1].tags.empty());
  CHECK(read.all[2].name == "db");
  CHECK(read.all[2].reached.address == "ignored");
  CHECK(read.all[2].reached.identity == "~/.ssh/db");
  CHECK(read.all[2].reached.known_hosts == "/etc/known");
}

TEST_CASE("machine_record: what a configuration of ssh must not hold") {
  CHECK(records_of_ssh_config("Host a\nPort x\nInclude more\nMatch all\n", "config", data_type_of<no_data>).faults ==
        lines{"config:3: what 'include' means depends on where ssh runs, and is not read here: name a file without it",
              "config:4: what 'match' means depends on where ssh runs, and is not read here: name a file without it",
              "config:2: 'Port' of 'a' must be a number from 1 to 65535, and is the text 'x'"});
  CHECK(records_of_ssh_config("Host a\n", "config", data_type_of<node>).faults.size() == 3);
}
