// `plan`, `apply`, `destroy` and `adopt`: shows what is to be done on each host, and does it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <slipway/config.hpp>
#include <slipway/front/fleet_run.hpp>

namespace slipway::front {

/// One of these runs. Not thread-safe.
class deploy_command {
 public:
  explicit deploy_command(fleet_run& run) : run_(run), print_(run.print()), request_(run.asked()) {}
  /// Its exit status.
  [[nodiscard]] SLIPWAY_DECL int run();

 private:
  /// What is done with deployables that have left the layout.
  enum class leavers : unsigned char { are_listed, are_destroyed };

  SLIPWAY_DECL int deploy();
  SLIPWAY_DECL int take_leave();
  SLIPWAY_DECL void list_leavers();
  [[nodiscard]] SLIPWAY_DECL leavers what_of_leavers() const;
  /// Those that a policy of destroy keeps, or that are readonly, end before they are asked anything.
  SLIPWAY_DECL void keep_by_policy(fleet::deployment& fleet);
  SLIPWAY_DECL int drive(fleet::deployment& fleet);
  SLIPWAY_DECL bool approve(std::span<fleet::session* const> planned, const std::function<void()>& pump);
  /// Why what is planned now is not carried out, where only what was reviewed is to be.
  [[nodiscard]] SLIPWAY_DECL std::optional<fleet::result> refusal_of(const fleet::session& s) const;
  SLIPWAY_DECL void show_plans(const fleet::deployment& fleet);
  /// Of a plan that is kept: what it cannot say yet.
  SLIPWAY_DECL void warn_of_open(const plan::host_plan& p);
  SLIPWAY_DECL void show_plan(const fleet::session& s);
  /// Connections that come and go while a host is changed, and what an earlier run did.
  SLIPWAY_DECL void show_contact(const fleet::session& s);
  /// Before the first change is sent, so that the run can be resumed.
  SLIPWAY_DECL void keep_run();
  /// Plain lines as things happen; the view shows the rest.
  SLIPWAY_DECL void show(const fleet::session& s, plan::event e);
  SLIPWAY_DECL void show_result(const fleet::session& s);
  SLIPWAY_DECL void note_in_record(const fleet::session& s, fleet::purpose what_for);
  SLIPWAY_DECL void save_record();
  SLIPWAY_DECL void show_ignored();
  SLIPWAY_DECL void warn(const std::string& what);
  SLIPWAY_DECL void summarize(int status);

  fleet_run& run_;
  printer& print_;
  const request& request_;
  plan::run_label label_;
  std::set<const fleet::session*> lost_;  // those whose connection is made again
  std::map<fleet::ending, std::size_t> counts_;
  std::size_t orphans_ = 0;
  bool interrupted_ = false, declined_ = false, taking_leave_ = false, unknown_run_ = false;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/deploy_command.ipp>
#endif
