// A proxy whose settings follow what each host has and what its data says.
#include <array>
#include <optional>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
namespace fact = sw::fact;
using namespace sw::literals;
using sw::data_of, sw::let, sw::op, sw::when;

struct backend {
    BOOST_HANA_DEFINE_STRUCT(backend, (std::string_view, name), (std::string_view, address), (std::optional<int>, weight));
};
constexpr std::array backends{backend{"app-1", "10.0.0.11:8080", 2}, backend{"app-2", "10.0.0.12:8080", std::nullopt}};

constexpr auto conf = op<"Write the settings">(
    sw::files::file("/etc/haproxy/haproxy.cfg")
        .from_template(R"(# {{host}}, written by its deployment
global
  nbthread {{threads}}
{{#if debug}}
  log stdout format raw local0 debug
{{/if}}
backend app
{{#each backends}}
  server {{name}} {{address}}{{#if weight}} weight {{weight}}{{/if}} check
{{/each}}
)",
                       let<"host">(fact::hostname), let<"threads">(fact::cpu.count), let<"backends">(backends)));

constexpr auto cache = op<"Give large machines a cache">(
    sw::files::directory("/var/cache/proxy").mode("0750"),
    when(fact::memory.total > 2_GiB && fact::mount("/").free > 1_GiB && !data_of<"debug">));

constexpr auto unattended = op<"Let it restart at night">(
    sw::files::file("/etc/apt/apt.conf.d/90reboot").content("Unattended-Upgrade::Automatic-Reboot \"true\";\n"),
    when(fact::os.id.in("debian", "ubuntu") && fact::packages.contains("unattended-upgrades")));

inline constexpr auto proxy = sw::role(unattended, conf, cache);

struct proxy_1 : sw::machine<"proxy-1.example.com"> {
    static constexpr auto& operations = proxy;
    static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "root"}};
    static constexpr auto data = sw::data(let<"debug">(false));
};
struct site : sw::layout<"example.com", proxy_1> {};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
