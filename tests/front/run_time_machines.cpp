#include <slipway/front/run_time_machines.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <slipway/dsl.hpp>
#include <slipway/front/select.hpp>

#include "catch.hpp"
#include "shells.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {
inline constexpr auto motd =
    sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").from_template("{{zone}} {{owner}}\n")));
inline constexpr auto plain = sw::role(sw::op<"Say who we are">(sw::files::file("/etc/motd").content("x")));
struct node {
  BOOST_HANA_DEFINE_STRUCT(node, (std::string_view, zone));
};
struct db : sw::machine<"db"> {
  static constexpr auto& operations = plain;
};
struct nodes : sw::machines_from_command<"cat run_time_machines.json", node, sw::depends_on<db>> {
  static constexpr auto& operations = motd;
  static constexpr auto settings = sw::settings{.platform = sw::debian(12)};
};
struct last : sw::machine<"last", sw::depends_on<nodes>> {
  static constexpr auto& operations = plain;
};
struct site : sw::layout<"site", nodes, db, last> {
  static constexpr auto data = sw::data(sw::let<"owner">("ops"));
};

struct edge : sw::machines_from_ssh_config<"run_time_machines.conf", sw::no_data, sw::depends_on<nodes>> {
  static constexpr auto& operations = plain;
};
struct rim : sw::enclave<"rim", edge> {};
struct watcher : sw::machine<"watcher", sw::depends_on<rim>> {
  static constexpr auto& operations = plain;
};
struct whole : sw::layout<"whole", watcher, rim, nodes, db> {
  static constexpr auto data = sw::data(sw::let<"owner">("ops"));
};

void write(std::string_view text) { std::ofstream("run_time_machines.json") << text; }
std::string problem() {
  try {
    const run_time_machines made(sw::program_of<site>);
    return "none";
  } catch (const std::runtime_error& e) {
    return e.what();
  }
}
/// The files are of one test alone, as tests run side by side.
class scratch_folder {
 public:
  scratch_folder() : before_(std::filesystem::current_path()) { std::filesystem::current_path(folder_.path()); }
  ~scratch_folder() { std::filesystem::current_path(before_); }

 private:
  shells::scratch folder_;
  std::filesystem::path before_;
};
}  // namespace

TEST_CASE("run_time_machines: they are deployables like others") {
  const scratch_folder scratch;
  write(
      R"([{"name": "a", "address": "10.0.0.1", "tags": ["eu"], "data": {"zone": "z1"}}, {"name": "b", "data": {"zone": "z2"}}])");
  const run_time_machines made(sw::program_of<site>);
  const auto& all = made.whole().deployables;
  REQUIRE(all.size() == 4);
  CHECK(full_name(all[2]) == "Machine:a");
  CHECK(all[2].plan == all[3].plan);
  CHECK(all[2].data[0].text == "z1");
  CHECK(all[3].data[0].text == "z2");
  CHECK(sw::find_let(all[3].data, "owner")->text == "ops");
  CHECK(all[2].settings->platform == sw::debian(12));
  CHECK(all[2].from.says(sw::setting::platform)->kind == "source");
  CHECK(all[2].from.fills("zone")->name == "a");
  CHECK(all[2].dependencies[0] == 0);
  REQUIRE(all[1].dependencies.size() == 2);  // on all of them
  CHECK(all[1].dependencies[1] == 3);
  CHECK(made.known().at("a").address == "10.0.0.1");
  const auto chosen = select(made.whole(), {{"tag:e*"}, {}, {}}, [](std::size_t) { return policy_answer{}; });
  CHECK(chosen.choices[2].selected);
  CHECK_FALSE(chosen.choices[3].selected);
}

TEST_CASE("run_time_machines: those of one source depend on all of another, and on those of an enclave") {
  const scratch_folder scratch;
  write(R"([{"name": "a", "data": {"zone": "z1"}}, {"name": "b", "data": {"zone": "z2"}}])");
  std::ofstream("run_time_machines.conf") << "Host e\n  HostName 10.0.0.9\n  Tag rim\n";
  const run_time_machines made(sw::program_of<whole>);
  std::string all;
  for (const auto& d : made.whole().deployables) {
    all += std::string(d.name) + ":";
    for (const auto i : d.dependencies) all += " " + std::string(made.whole().deployables[i].name);
    all += "; ";
  }
  CHECK(all == "watcher: e; db:; e: a b; a: db; b: db; ");
  CHECK(made.known().at("e").address == "10.0.0.9");
}

TEST_CASE("run_time_machines: all faults at once, and no host is contacted") {
  const scratch_folder scratch;
  write("[{\"name\": \"db\", \"data\": {\"zone\": 1}},\n{\"name\": \"a\", \"data\": {\"zone\": \"x\"}},\n{\"name\": \"a\"}]");
  const std::string where = "output of 'cat run_time_machines.json':";
  CHECK(problem() == where + "1: 'zone' of 'db' must be a text, and is the number 1\n" + where +
                         "3: the data of 'a' lacks 'zone', a text\n" + where +
                         "1: 'Machine:db' is the name of another machine, too: see the program\n" + where +
                         "3: 'Machine:a' is the name of another machine, too: see " + where + "2\nno host was contacted");
  std::filesystem::remove("run_time_machines.json");
  CHECK(problem() ==
        "no machines from the output of 'cat run_time_machines.json': it failed with exit status 1\nno host was contacted");
}
