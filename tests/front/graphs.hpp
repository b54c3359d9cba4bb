// Graphs to be drawn, and a look at what is XML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/dsl.hpp>
#include <slipway/plan/graph.hpp>

namespace front_test {

namespace sw = slipway;
using sw::after, sw::changed, sw::op, sw::when;

inline constexpr unsigned first_line = __LINE__ + 1;
constexpr auto page = op<"Write the page">(sw::files::file("/srv/page"));
constexpr auto backup = op<"Back up">(sw::server::shell("backup").creates("/srv/backup").affects_nothing_else(), after(page));
constexpr auto reload = op<"Reload">(sw::systemd::reload("nginx"), when(changed(page) && sw::fact::memory.total > 1024));
constexpr auto anything = op<"Do anything">(sw::server::shell("anything"));
constexpr auto stop = op<"Stop">(sw::systemd::service("nginx").stopped());
inline constexpr auto plain = sw::role(page, backup, reload, anything, stop);

// what means something to one format or another
constexpr auto hostile_page =
    op(sw::named("a \"b\" <c> & 'd' \\n #35; `e` __f__ {g} [h] |i| end; style:#x;"), sw::files::file("/srv/page"));
constexpr auto hostile_reload = op(sw::named("1. \xc3\xa4\xe6\xbc\xa2 \xff \xef\xbf\xbf -->"), sw::systemd::reload("nginx"),
                                   when(changed(hostile_page) && sw::fact::os.id == "<\"&"));
inline constexpr auto hostile = sw::role(hostile_page, hostile_reload);

struct odd : sw::machine<"odd\n\"<&>\\ \x1b[31m"> {
  static constexpr auto& operations = hostile;
};
struct web_1 : sw::machine<"web-1"> {
  static constexpr auto& operations = plain;
};
struct web_2 : sw::machine<"web-2", sw::depends_on<odd>> {
  static constexpr auto& operations = plain;
};
struct site : sw::layout<"site \"<&>\\", web_1, web_2, odd> {};

inline slipway::plan::graph make(std::size_t first, std::size_t count) {
  const auto all = sw::program_of<site>.deployables;
  std::vector<const sw::deployable*> chosen;
  for (auto i = first; i != first + count; ++i) chosen.push_back(&all[i]);
  return slipway::plan::make_graph(sw::program_of<site>, chosen);
}

/// Two machines with a plain role.
inline slipway::plan::graph plain_graph() { return make(0, 2); }
/// All of them; one waits for another, whose names are hostile.
inline slipway::plan::graph whole_graph() { return make(0, 3); }

/// Source lines counted from the first operation: "graphs.hpp:+0".
inline std::string relative(std::string text, const std::string& colon = ":") {
  const auto file = "graphs.hpp" + colon;
  for (unsigned line = 0; line != 20; ++line) {
    const auto absolute = file + std::to_string(first_line + line);
    for (auto at = text.find(absolute); at != text.npos; at = text.find(absolute))
      text.replace(at, absolute.size(), file + "+" + std::to_string(line));
  }
  return text;
}

/// How often a text is part of another.
inline int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// Why this is not well-formed XML; empty where it is. It knows elements, attributes, entities, comments and declarations.
std::string xml_problem(std::string_view text);

}  // namespace front_test
