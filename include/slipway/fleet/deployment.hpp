// Many hosts at once: waves, how many side by side, when to give up, how to stop.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>

namespace slipway::fleet {

/// A number of hosts, or a share of them.
struct amount {
  std::size_t value = 0;
  bool percent = false;

  /// Of `total`; a share is rounded up.
  [[nodiscard]] constexpr std::size_t of(std::size_t total) const { return percent ? (total * value + 99) / 100 : value; }
};

struct deployment_options {
  bool apply = false;
  bool resume = false;   // first what an earlier run did is told, and followed where it still runs
  bool inquire = false;  // nothing is planned; a question is asked
  std::size_t parallel = 50;
  bool plan_again = true;                // where a host has changed between plan and apply; else it is refused
  std::vector<amount> waves{};           // the last repeats; empty: all at once
  std::vector<std::string> canaries{};   // patterns, beside those that the program names: a wave before all others
  std::optional<amount> max_failures{};  // of a wave: so many end the run; else, in waves, one does once its wave is over
  bool rollback_succeeded = false;       // guards of hosts that had succeeded, where others of their wave fail
  std::optional<std::chrono::seconds> timeout{};  // for each host, in each phase
  bool strict_dependencies = false;               // one that is not selected must be in order, not only deployed
};

/// Answers whether the planned sessions may go on. It may take its time: meanwhile it calls `pump` now and then, which
/// keeps connections alive.
using approval = std::function<bool(std::span<session* const> planned, const std::function<void()>& pump)>;

/// Runs sessions for the selected deployables on one thread, dependencies first: who depends on another is changed once that
/// one has succeeded, and left alone if it does not. When they are destroyed it is the other way round. Whoever is not
/// selected, and stands in between, is only looked at. Sessions stay where they are, so that observers may keep them.
class deployment {
 public:
  /// `selected` are some of `all`.
  SLIPWAY_DECL deployment(boost::asio::io_context& io, std::span<const deployable> all,
                          std::span<const deployable* const> selected, session_context& context, deployment_options options,
                          approval approve);

  /// Returns once every session has ended.
  SLIPWAY_DECL void run();
  /// Lets running steps finish and starts no other; called from a handler of the same thread.
  SLIPWAY_DECL void interrupt();

  [[nodiscard]] const std::deque<session>& sessions() const { return sessions_; }
  [[nodiscard]] std::deque<session>& sessions() { return sessions_; }
  [[nodiscard]] bool interrupted() const { return interrupted_; }
  [[nodiscard]] bool declined() const { return declined_; }
  /// What an operator is to know, beside how the sessions ended.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  using work = asio::awaitable<void> (session::*)();
  /// Sessions for the selected and for those between them, in the order in which they go.
  SLIPWAY_DECL void make_sessions(std::span<const deployable> all, std::span<const deployable* const> selected);
  SLIPWAY_DECL void look_at_related();
  SLIPWAY_DECL void end_related(session& s);
  SLIPWAY_DECL void refuse_same_machines(std::span<session* const> wave);
  SLIPWAY_DECL void inquire(std::span<session* const> all);
  /// All of them, in the order in which they go.
  [[nodiscard]] SLIPWAY_DECL std::vector<std::vector<session*>> waves(std::vector<session*> all) const;
  /// Whether the program or the command line says so; who only looks is in no hurry.
  [[nodiscard]] SLIPWAY_DECL bool is_canary(const session& s) const;
  [[nodiscard]] SLIPWAY_DECL std::vector<session*> take_canaries(std::vector<session*>& all) const;
  /// Whether another wave may begin; where not, the rest has ended with the reason.
  SLIPWAY_DECL bool may_go_on();
  SLIPWAY_DECL void run_wave(std::span<session* const> wave);
  /// Where one of them has failed, those that succeeded are rolled back; else their hosts let go of what that would take.
  SLIPWAY_DECL void settle_wave(std::span<session* const> wave);
  SLIPWAY_DECL void roll_back(std::vector<session*> wave);
  /// Leaves containers that do not run yet, and what depends on them, to a wave of their own, after their machines.
  SLIPWAY_DECL void put_off_unentered(std::vector<session*>& open);
  SLIPWAY_DECL std::string why_put_off(const session& s) const;
  SLIPWAY_DECL void run_all(std::span<session* const> sessions, work what);
  SLIPWAY_DECL asio::awaitable<void> run_one(session& s, work what);
  SLIPWAY_DECL asio::awaitable<void> run_within_time(session& s, work what);
  /// Whether something that it depends on is not done yet.
  SLIPWAY_DECL bool must_wait(const session& s) const;
  /// Whether all that it depends on has succeeded; those that have not leave it alone.
  SLIPWAY_DECL bool dependencies_succeeded(session& s);
  /// Those that have ended badly, or, where it is their turn to have ended, all that have not succeeded.
  enum class dependency_that : unsigned char { has_ended, counts };
  SLIPWAY_DECL void end_if_a_dependency_failed(session& s, dependency_that which);
  /// Whether so many hosts of the present wave have failed that no other is begun.
  [[nodiscard]] SLIPWAY_DECL bool has_failed(std::size_t enough) const;
  [[nodiscard]] SLIPWAY_DECL bool begins_no_more() const;
  SLIPWAY_DECL void end_rest(const result& r);

  boost::asio::io_context& io_;
  asio::steady_timer somebody_is_done_;
  session_context& context_;
  std::deque<session> sessions_;
  std::map<const session*, std::vector<session*>> dependencies_;  // who goes before each
  std::set<const session*> busy_;
  std::vector<session*> put_off_;     // to a wave of their own
  std::span<session* const> wave_{};  // the present one
  deployment_options options_;
  approval approve_;
  std::vector<std::string> warnings_;
  bool interrupted_ = false, declined_ = false;
};

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/deployment.ipp>
#endif
