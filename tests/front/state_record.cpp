#include <slipway/front/state_record.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "shells.hpp"

namespace sw = slipway;
using namespace slipway::front;

namespace {

inline constexpr auto nothing = sw::role(sw::op<"Reload">(sw::systemd::reload("a")));
struct here : sw::machine<"here"> {
  static constexpr auto settings = sw::settings{.connection = sw::local{}};
  static constexpr auto& operations = nothing;
};
struct there : sw::machine<"there"> {
  static constexpr auto settings = sw::settings{
      .connection = sw::ssh{.address = "10.0.0.1", .user = "deploy", .port = 2222, .become = sw::sudo, .identity = "/key"},
      .state_directory = "/srv/state"};
  static constexpr auto& operations = nothing;
};
struct site : sw::layout<"site", here, there> {};
struct smaller : sw::layout<"site", here> {
  static constexpr auto settings = sw::settings{.orphan = sw::deletion::warn};
};
struct other : sw::layout<"other", here> {};

std::string problem(const std::string& file, const sw::program& p) {
  try {
    state_record read(file, p);
  } catch (const std::exception& e) {
    return e.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("state record: what was deployed is found when it has left the layout") {
  const shells::scratch folder;
  const auto file = folder / "state.json";
  const auto& p = sw::program_of<site>;
  {
    state_record record(file, p);
    CHECK(record.save().empty());
    CHECK_FALSE(std::filesystem::exists(file));
    for (const auto& d : p.deployables) record.deployed(d, {}, "r1");
    CHECK(record.save().empty());
  }
  state_record same(file, p);
  CHECK(departed(same, p).all().empty());
  state_record record(file, sw::program_of<smaller>);
  const departed gone(record, sw::program_of<smaller>);
  REQUIRE(gone.all().size() == 1);
  const auto& d = *gone.all()[0];
  CHECK(full_name(d) == "Machine:there");
  CHECK(d.layout == "site");
  CHECK(d.settings->connection.ssh.address == "10.0.0.1");
  CHECK(d.settings->connection.ssh.user == "deploy");
  CHECK(d.settings->connection.ssh.port == 2222);
  CHECK(d.settings->connection.ssh.become == sw::sudo);
  CHECK(d.settings->connection.ssh.identity == "/key");
  CHECK(d.settings->state_directory == "/srv/state");
  CHECK(d.settings->orphan == sw::deletion::warn);
  CHECK(gone.known(d).run == "r1");

  record.gone("Machine:there");
  CHECK(record.save().empty());
  CHECK(departed(state_record(file, sw::program_of<smaller>), sw::program_of<smaller>).all().empty());
}

namespace {
struct box : sw::container<"box", sw::in<there>> {
  static constexpr auto& operations = nothing;
};
struct crate : sw::container<"crate", sw::in<here>> {
  static constexpr auto settings = sw::settings{.connection = sw::podman{.name = "crate-7", .user = "app"}};
  static constexpr auto& operations = nothing;
};
struct with_containers : sw::layout<"site", here, there, box, crate> {};
}  // namespace

TEST_CASE("state record: a container that has left is reached through its machine, which may have left as well") {
  const shells::scratch folder;
  state_record record(folder / "state.json", sw::program_of<with_containers>);
  for (const auto& d : sw::program_of<with_containers>.deployables) record.deployed(d, {}, "r1");
  const departed gone(record, sw::program_of<smaller>);
  std::string all;
  for (const auto* d : gone.all()) {
    const auto& machine = slipway::fleet::reached_through(*d, gone.with_the_programs());
    all += full_name(*d) + " through " + full_name(machine) + ", after " + std::to_string(d->dependencies.size()) + "; ";
    if (d->name == "crate") CHECK(slipway::fleet::entry_of(*d, machine) == "podman exec -i -u app crate-7");
  }
  CHECK(all ==
        "Container:box through Machine:there, after 1; Container:crate through Machine:here, after 1; "
        "Machine:there through Machine:there, after 0; ");
}

TEST_CASE("state record: what is damaged, of another layout or of a newer version is not used") {
  const shells::scratch folder;
  const auto file = folder / "state.json";
  const auto& p = sw::program_of<site>;
  state_record record(file, p);
  record.deployed(p.deployables[1], {}, "r1");
  REQUIRE(record.save().empty());
  const auto whole = shells::read_file(file);
  CHECK(problem(file, p) == "none");
  for (std::size_t size = 0; size + 1 < whole.size(); size += 7) {
    shells::write_file(file, whole.substr(0, size));
    CHECK(problem(file, p).find("cannot be used") != std::string::npos);
  }
  auto changed = whole;
  shells::write_file(file, changed.replace(changed.find("10.0.0.1"), 8, "10.0.0.2"));
  CHECK(problem(file, p).find("its digest is not that of what it says") != std::string::npos);
  changed = whole;
  shells::write_file(file, changed.replace(changed.find("\"slipway\":1"), 11, "\"slipway\":2"));
  CHECK(problem(file, p).find("another version of Slipway (2)") != std::string::npos);
  shells::write_file(file, whole);
  CHECK(problem(file, sw::program_of<other>).find("it is of the layout 'site'") != std::string::npos);
}

TEST_CASE("state record: one that cannot be written says what that means") {
  const auto& p = sw::program_of<site>;
  state_record record("/no/such/folder/state.json", p);
  record.deployed(p.deployables[0], {}, "r1");
  CHECK(record.save().find("cannot be written to '/no/such/folder/state.json' (No such file or directory)") != std::string::npos);
}
