// Virtual hosts out of a table: one row, one role.
#include <array>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::after, sw::changed, sw::let, sw::named, sw::op, sw::when;

struct virtual_host {
    std::string_view domain, root, conf;
    int port = 80;
};
constexpr std::array virtual_hosts{
    virtual_host{"www.example.com", "/srv/www", "/etc/nginx/conf.d/www.conf"},
    virtual_host{"blog.example.com", "/srv/blog", "/etc/nginx/conf.d/blog.conf"},
    virtual_host{"api.example.com", "/srv/api", "/etc/nginx/conf.d/api.conf", 8080},
};

constexpr auto install = op<"Install nginx">(sw::apt::packages("nginx").creates("/etc/nginx/**"));

// "www.example.com: Make its folder", "www.example.com: Write its settings", ...
inline constexpr auto sites = sw::role_of(virtual_hosts, [](const virtual_host& host) {
    const auto settings = op<"Write its settings">(
        sw::files::file(host.conf)
            .from_template("server { listen {{port}}; server_name {{domain}}; root {{root}}; }\n",
                           let<"port">(host.port), let<"domain">(host.domain), let<"root">(host.root)),
        after(install));
    return sw::role(named(host.domain),
        op<"Make its folder">(sw::files::directory(host.root)),
        settings,
        op<"Reload nginx">(sw::systemd::reload("nginx"), when(changed(settings))));
});

struct web_1 : sw::machine<"web-1.example.com"> {
    static constexpr auto operations = sw::role(install, sites);
    static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};
struct site : sw::layout<"sites", web_1> {};

static_assert(sw::rows<web_1>.size() == 1 + 3 * virtual_hosts.size());

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
