// The first deployment: a folder, a text with a hole, a link, and a line in the log whenever the text changes. It stays below
// one scratch folder, on this machine: `here` through the local transport, `there` over SSH.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::let, sw::op, sw::when;

template <sw::fixed_string Folder>
constexpr auto greeting() {
  constexpr auto make_folder = op<"Make the folder">(sw::files::directory(sw::joined<Folder, "/site">).mode("0750"));
  constexpr auto write_page = op<"Write the page">(
      sw::files::file(sw::joined<Folder, "/site/index.html">).from_template("<h1>Hello, {{who}}</h1>\n").mode("0640"));
  constexpr auto link_page = op<"Link the page">(sw::files::link(sw::joined<Folder, "/page">).to("site/index.html"));
  constexpr auto log_change = op<"Log the change">(
      sw::files::line(sw::joined<Folder, "/log">, "the page has changed"), when(changed(write_page)));
  return sw::role(make_folder, write_page, link_page, log_change);
}

inline constexpr auto local_greeting = greeting<"/tmp/slipway-quickstart/local">();
inline constexpr auto ssh_greeting = greeting<"/tmp/slipway-quickstart/ssh">();

struct here : sw::machine<"here"> {
  static constexpr auto settings =
      sw::settings{.connection = sw::local{}, .state_directory = "/tmp/slipway-quickstart/local/state"};
  static constexpr auto& operations = local_greeting;
};

struct there : sw::machine<"there"> {
  static constexpr auto settings = sw::settings{
      .connection = sw::ssh{.address = "127.0.0.1"}, .state_directory = "/tmp/slipway-quickstart/ssh/state"};
  static constexpr auto& operations = ssh_greeting;
};

struct site : sw::layout<"quickstart", here, there> {
  static constexpr auto data = sw::data(let<"who">("world"));
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
