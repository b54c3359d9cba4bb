// expect: stage_in_a_guard<.*"Decide", 8.*"ssh", 16
#include <slipway/dsl.hpp>

namespace sw = slipway;
using sw::op;

constexpr auto decide =
    sw::dynamic<"Decide">(sw::reads(sw::fact::os.id), [](sw::dynamic_context&) {});
constexpr auto conf = op<"Write it">(sw::files::file("/srv/x").content("x\n"));

struct m : sw::machine<"m"> {
  static constexpr auto operations =
#ifndef WRONG
      sw::role(decide, sw::guarded<"ssh">(conf));
#else
      sw::guarded<"ssh">(sw::role(decide, conf));
#endif
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
// says: 8: 'Decide' begins another stage of the deployment, and is in the guard 'ssh' (line 16)
