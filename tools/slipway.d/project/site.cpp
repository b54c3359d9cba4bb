// What is deployed, and where. Start by changing a text; `slipway check site.cpp` says in a second whether it is still right.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::let, sw::op, sw::when;

// An operation has a name and a thing to keep on the host.
constexpr auto make_folder = op<"Make the folder">(
    sw::files::directory("/tmp/@name@").mode("0755"));

// {{who}} is filled from the data below, for each machine.
constexpr auto write_page = op<"Write the page">(
    sw::files::file("/tmp/@name@/index.html").from_template("<h1>Hello, {{who}}</h1>\n"));

// Done only when the page has changed.
constexpr auto log_change = op<"Log the change">(
    sw::server::shell("date >>/tmp/@name@/log").affects("/tmp/@name@/log"), when(changed(write_page)));

// The list is the order.
inline constexpr auto web = sw::role(make_folder, write_page, log_change);

// This machine. One over SSH: .connection = sw::ssh{.address = "web-1.example.com", .user = "deploy", .become = sw::sudo}
struct here : sw::machine<"here"> {
    static constexpr auto settings = sw::settings{.connection = sw::local{}};
    static constexpr auto& operations = web;
};

struct site : sw::layout<"@name@", here> {
    static constexpr auto data = sw::data(let<"who">("world"));
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
