#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include <slipway/front/command_line.hpp>
#include <slipway/front/deploy_command.hpp>
#include <slipway/front/facts_command.hpp>
#include <slipway/front/fleet_run.hpp>
#include <slipway/front/forget_command.hpp>
#include <slipway/front/graph_command.hpp>
#include <slipway/front/history_command.hpp>
#include <slipway/front/list_command.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/front/run.hpp>
#include <slipway/front/run_keeper.hpp>
#include <slipway/front/run_time_machines.hpp>
#include <slipway/front/unlock_command.hpp>

namespace slipway::front {
namespace detail {

inline int carry_out(const program& whole, request asked) {
  printer print(asked);
  const run_time_machines machines(whole);
  const auto& p = machines.whole();
  if (asked.what == command::forget) return forget_command(p, asked, print);
  if (asked.what == command::list) return list_command(p, asked, machines.known(), print);
  if (asked.what == command::graph) return graph_command(p, asked, print);
  if (asked.what == command::facts) return facts_command(p, asked, machines.known(), print);
  run_keeper keeper(p.layout);
  if (asked.what == command::resume && !keeper.take_up(p, asked)) {
    print.say("nothing is to be resumed");
    return 0;
  }
  fleet_run run(p, std::move(asked), machines.known(), print, std::move(keeper));
  if (run.asked().what == command::history) return history_command(run);
  if (run.asked().what == command::unlock) return unlock_command(run);
  return deploy_command(run).run();
}

}  // namespace detail

SLIPWAY_DECL int run(const program& p, int argc, const char* const* argv) {
  auto parsed = parse_command_line(p.layout, argc, argv);
  if (!parsed.asked) return parsed.status;
  try {
    return detail::carry_out(p, std::move(*parsed.asked));
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}: {}\n", std::string_view(argv[0]).substr(std::string_view(argv[0]).rfind('/') + 1), e.what());
    return 2;
  }
}

}  // namespace slipway::front
