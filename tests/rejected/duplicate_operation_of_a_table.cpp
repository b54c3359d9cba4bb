// expect: duplicate_operation<.*"Write it", 19.*"Write it", 19
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

struct page {
  std::string_view name, path;
};
constexpr std::array pages{page{"one", "/srv/one"}, page{"two", "/srv/two"}};

constexpr auto all = sw::role_of(pages, [](const page& p) {
  return sw::role(
#ifndef WRONG
      sw::named(p.name),
#else
      op<"Say it">(sw::files::file("/srv/said").content("pages\n")),
#endif
      op<"Write it">(sw::files::file(p.path).content("a page\n")));
});

struct m : sw::machine<"m"> {
  static constexpr auto& operations = all;
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 19: 'Write it' has the name of another operation (line 19) and says something else
