// `plan` and `apply`: shows what is to be done on each host, and does it.
#pragma once

#include <functional>
#include <span>
#include <string>

#include <slipway/config.hpp>
#include <slipway/front/fleet_run.hpp>

namespace slipway::front {

/// One plan or apply. Not thread-safe.
class deploy_command {
 public:
  explicit deploy_command(fleet_run& run) : run_(run), print_(run.print()), request_(run.asked()) {}
  /// Its exit status.
  [[nodiscard]] SLIPWAY_DECL int run();

 private:
  SLIPWAY_DECL bool approve(std::span<fleet::session* const> planned, const std::function<void()>& pump);
  SLIPWAY_DECL void show_plans(const fleet::deployment& fleet);
  SLIPWAY_DECL void show_plan(const fleet::session& s);
  /// Plain lines as things happen; the view shows the rest.
  SLIPWAY_DECL void show(const fleet::session& s, plan::event e);
  SLIPWAY_DECL void show_result(const fleet::session& s);
  SLIPWAY_DECL void summarize(const fleet::deployment& fleet);

  fleet_run& run_;
  printer& print_;
  const request& request_;
  std::string run_id_;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/deploy_command.ipp>
#endif
