#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <slipway/core/clean.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/unlock_command.hpp>
#include <slipway/plan/orders.hpp>

namespace slipway::front {
namespace detail {

/// What `unlock` came to on a host.
struct unlocking {
  std::string_view result;  // "unlocked", "free", "refused"
  std::string words;        // for people, clean
};

inline unlocking unlocking_of(const fleet::session& s) {
  for (const auto& line : s.lines()) {
    std::string_view rest = line;
    const auto kind = plan::take_word(rest);
    if (kind == "free") return {"free", "is not locked"};
    if (kind == "refused") return {"refused", "not unlocked: " + clean(rest)};
    if (kind != "unlocked") continue;
    const auto life = plan::take_word(rest);
    return {"unlocked", "unlocked; it was held by " + clean(rest) +
                            (life == "running" ? "; that run was told to stop before its next step"
                                               : "; that run had not ended by itself (" + clean(life) + ")")};
  }
  return {"refused", "the host did not answer"};
}

}  // namespace detail

SLIPWAY_DECL int unlock_command(fleet_run& run) {
  auto& print = run.print();
  auto context = run.make_context([&print](const fleet::session&, plan::event) { print.live().refresh(); });
  context.question = [&](const deployable& host, const std::string& nonce) {
    return plan::unlock_script(host, context.run, run.asked().reason, nonce);
  };
  auto options = run.asked().fleet;
  options.inquire = true;
  fleet::deployment fleet(run.io(), run.layout().deployables, run.with().selected, context, options, {});
  run.drive(fleet);
  bool refused = false;
  for (const auto& s : fleet.sessions()) {
    if (s.outcome().how != fleet::ending::succeeded) {
      print.emit(json_result(s));
      print.say(describe_result(s, print.words()));
      continue;
    }
    const auto u = detail::unlocking_of(s);
    refused = refused || u.result == "refused";
    print.emit({{"host", full_name(s.host())}, {"result", u.result}, {"reason", u.words}});
    print.say(std::string(s.host().name) + "  " + u.words);
  }
  return std::max(refused ? 1 : 0, run.exit_status(fleet));
}

}  // namespace slipway::front
