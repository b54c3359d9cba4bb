// A cluster: the first machine makes the cluster's id, which is known only then, and all others join with it.
#include <slipway/slipway.hpp>

namespace sw = slipway;
namespace fact = sw::fact;
using sw::after, sw::let, sw::op;

constexpr auto id_file = fact::file("/srv/cluster/id").content;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/cluster"));

constexpr auto make_id = op<"Make the cluster's id">(
    sw::server::shell("tr -d - </proc/sys/kernel/random/uuid >/srv/cluster/id")
        .creates("/srv/cluster/id").affects_nothing_else());

// Runs here, on the controller, once the id is there: it adds operations, and sets what others may use.
constexpr auto announce = sw::dynamic<"Announce it">(
    sw::reads(id_file),
    [](sw::dynamic_context& context) {
        const auto id = context[id_file];
        if (id.size() < 32) throw std::runtime_error("the id is too short");
        context.set(sw::exports<"id">, id.substr(0, 32));
        context.add("Show it", sw::files::file("/srv/cluster/motd").content(context.keep("cluster " + id)));
    },
    after(make_id), sw::exports<"id">);

struct first : sw::machine<"node-1.example.com"> {
    static constexpr auto operations = sw::role(folder, make_id, announce);
};
static_assert(sw::stages<first> == 2);

constexpr auto join = op<"Join the cluster">(
    sw::files::file("/srv/cluster/joined").from_template("{{id}}\n", let<"id">(sw::from<first>("id"))));

struct second : sw::machine<"node-2.example.com", sw::depends_on<first>> {
    static constexpr auto operations = sw::role(folder, join);
};

struct site : sw::layout<"cluster", first, second> {
    static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
