// Names, filters, policies and dependencies: six machines in three enclaves, those that a command and a configuration of ssh name,
// containers, the controller, and a type of its own.
#include <boost/asio/awaitable.hpp>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

// leaves its mark, and refuses to where it is told so; so does taking it back
inline constexpr auto mark = sw::role(op<"Leave a mark">(sw::server::shell("test ! -e /srv/refuse && date +%s%N >/srv/mark")
                                                             .creates("/srv/mark")
                                                             .undo("test ! -e /srv/keep && rm /srv/mark")
                                                             .affects_nothing_else()));

struct db : sw::machine<"db"> {
  static constexpr auto also_named = sw::names("tag:storage", "Service:sql", "Address:fe80::1");
  static constexpr auto& operations = mark;
};
struct replica : sw::machine<"replica", sw::depends_on<db>> {
  static constexpr auto also_named = sw::names("tag:storage");
  static constexpr auto& operations = mark;
};
struct storage : sw::enclave<"storage", replica, db> {};

// a diamond: both sides depend on the database, and the page on both
struct cache : sw::machine<"cache", sw::depends_on<db>> {
  static constexpr auto& operations = mark;
};
struct page : sw::machine<"page", sw::depends_on<replica, cache>> {
  static constexpr auto& operations = mark;
};
// answers when it may, as whoever keeps a vault
boost::asio::awaitable<bool> is_open(sw::context& c) {
  if (const auto log = c.environment("ASKED")) std::ofstream(*log, std::ios::app) << c.deployable() << '\n';
  if (c.environment("VAULT") == "sealed") throw std::runtime_error("the vault is sealed");
  co_return c.environment("VAULT") != "closed";
}
struct front : sw::enclave<"front", page, cache> {
  static constexpr auto settings = sw::settings{.auto_deploy = is_open};
};

std::optional<bool> as_the_day_says(sw::context& c) {
  const auto day = c.environment("DAY");
  if (day == "broken") throw std::runtime_error("no calendar");
  if (day == "freeze") return false;
  if (day == "launch") return true;
  return std::nullopt;
}

struct node_data {
  BOOST_HANA_DEFINE_STRUCT(node_data, (std::string_view, zone), (unsigned, workers), (std::optional<bool>, spare));
};
inline constexpr auto node_role = sw::role(op<"Write the zone">(
    sw::files::file("/srv/zone").from_template("{{zone}} {{workers}}{{#if spare}} spare{{/if}} {{owner}}\n")));

struct nodes : sw::machines_from<"nodes.json", node_data> {
  static constexpr auto& operations = node_role;
};
// starts its container where it is told how
struct bench : sw::machine<"bench"> {
  static constexpr auto operations =
      sw::role(mark, op<"Remove the greeting">(sw::files::file("/srv/greeting").absent()),
               op<"Start the box">(sw::server::shell("test ! -e /srv/start-box || sh /srv/start-box; touch /srv/boxed")
                                       .creates("/srv/boxed")
                                       .affects_nothing_else()));
};
// deployed when it is named, or when a filter says so
struct lab : sw::enclave<"lab", bench, nodes> {
  static constexpr auto settings = sw::settings{.filter = as_the_day_says, .auto_deploy = false};
  static constexpr auto data = sw::data(sw::let<"owner">("lab"));
};

struct box : sw::container<"box", sw::in<bench>> {
  static constexpr auto settings =
      sw::settings{.connection = sw::podman{.command = "podman --storage-driver vfs --runtime crun"}, .auto_deploy = false};
  static constexpr auto operations =
      sw::role(op<"Write in the box">(sw::files::file("/etc/motd").content("it's \"in\" the $box\n")));
};

// a container with systemd inside, and its machine, which another one is on as well
struct room : sw::machine<"room"> {
  static constexpr auto settings = sw::settings{.auto_deploy = false, .state_directory = "/var/lib/slipway-room"};
  static constexpr auto operations = sw::role(op<"Furnish it">(sw::files::file("/srv/room").content("room\n")));
};
struct guest : sw::container<"guest", sw::in<room>> {
  static constexpr auto settings = sw::settings{.connection = sw::machinectl{}, .auto_deploy = false};
  static constexpr auto operations = sw::role(
      op<"Write to the guest">(sw::files::file("/srv/guest").content("$HOME is $$ not \"expanded\"\n")),
      op<"Ask its systemd">(
          sw::server::shell("systemctl is-system-running >/srv/system || :").creates("/srv/system").affects_nothing_else()));
};

// machines that a command and a configuration of ssh name, some of which depend on others
struct blades : sw::machines_from_command<"sh ./blades", node_data> {
  static constexpr auto& operations = node_role;
};
struct chassis : sw::enclave<"chassis", blades> {};
inline constexpr auto known_role = sw::role(op<"Leave a note">(sw::files::file("/srv/known").content("known to ssh\n")));
struct known : sw::machines_from_ssh_config<"known.conf", sw::no_data, sw::depends_on<chassis>> {
  static constexpr auto& operations = known_role;
};

// where its files go is the operator's home
struct here : sw::controller<"here"> {
  static constexpr auto settings = sw::settings{.auto_deploy = false, .state_directory = "/tmp/slipway-semantics/state"};
  static constexpr auto operations = sw::role(op<"Write here">(sw::files::file("/tmp/slipway-semantics/here").content("here\n")));
};

// a type of one's own, on a machine that has another name for it, too
struct shelf {
  static constexpr std::string_view prefix = "Shelf", name = "s1";
  static constexpr auto also_named = sw::names("top", "Row:lower", "tag:wood");
  using dependencies = sw::types<db>;
  static constexpr auto settings = sw::settings{.auto_deploy = false, .state_directory = "/var/lib/slipway-shelf"};
  static constexpr auto data = sw::data(sw::let<"label">("first"));
  static constexpr auto operations =
      sw::role(op<"Label the shelf">(sw::files::file("/srv/shelf").from_template("{{label}} of {{owner}}\n")));
};

struct site : sw::layout<"semantics", front, storage, lab, box, room, guest, chassis, known, here, shelf> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
  static constexpr auto data = sw::data(sw::let<"owner">("everybody"));
  static constexpr auto selections = sw::selections(sw::selection<"data">(sw::include("tag:storage").exclude("replica")));
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
