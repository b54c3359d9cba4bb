// One host's session: connect, ask, plan; then send the change and follow it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/result.hpp>
#include <slipway/fleet/shell.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/removal.hpp>
#include <slipway/plan/run_log.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

enum class stage : unsigned char { waiting, connecting, asking, planned, uploading, changing, ended };

enum class after_plan { end, wait_for_change };

/// What a run is for.
enum class purpose : unsigned char {
  look,    // at facts alone
  deploy,  // plan and apply
  destroy,
  adopt  // writes manifests anew, and changes nothing else
};

/// Whether `apply` takes back what has left the program.
enum class orphans : unsigned char { stay, go };

/// Why a deployable takes part: it was asked for, or others that were depend on it.
enum class part : unsigned char { selected, related };

/// What the sessions of one run share.
struct session_context {
  const inventory& known;
  const plan::source_table& sources;
  const std::map<const deployable*, plan::secret_table>* secrets = nullptr;  // of hosts that need some
  std::vector<plan::asked_facts> facts{};  // wanted beside what the program needs
  plan::contents differing = plan::contents::left_there;
  bool allow_unhealthy = false;  // a host that is not well is changed all the same
  after_plan then = after_plan::end;
  plan::once_table once{};  // who carries out what the run does once
  purpose what_for = purpose::deploy;
  orphans pruned = orphans::stay;
  plan::family_list families{};  // all that there are
  std::string run_id{};
  transport::ask_secret ask{};  // asks the operator; each question is asked once
  std::string sudo_password{};  // as soon as it is known
  std::function<void(const class session&, plan::event)> moved{};
};

/// Everything of a session happens on the executor of its coroutines; it is not thread-safe.
class session {
 public:
  SLIPWAY_DECL session(const deployable& host, session_context& context, part why = part::selected);

  /// Connects where that is still to be done, asks and plans. Never throws: a failure is the session's result.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> gather();
  /// Carries out what `gather` planned; never throws. Where the host has changed since, `found_changed()`.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> apply();
  /// Asks the host to stop before its next step; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> stop();
  /// Ends the session with this result, where it has none yet.
  SLIPWAY_DECL void end(result r);
  /// The same, whatever was said before: it ran out of time.
  SLIPWAY_DECL void overrule(result r);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> disconnect();

  [[nodiscard]] const deployable& host() const { return *host_; }
  [[nodiscard]] part why() const { return why_; }
  [[nodiscard]] bool is_readonly() const { return host_->settings->readonly.what == readonly_flag::kind::yes; }
  /// What the manifest holds and the program does not manage any more, where it stays.
  [[nodiscard]] const std::vector<plan::record>& orphans_found() const { return orphans_; }
  /// What is on the host, once it has answered.
  [[nodiscard]] const plan::holdings& found() const { return holdings_; }
  [[nodiscard]] bool has_something_to_do() const { return plan_ && !is_readonly() && (!plan_->is_empty() || must_record()); }
  [[nodiscard]] stage at() const { return stage_; }
  [[nodiscard]] const std::optional<plan::host_plan>& planned() const { return plan_; }
  [[nodiscard]] const plan::answer& answered() const { return answer_; }
  [[nodiscard]] const std::optional<plan::run_log>& log() const { return log_; }
  [[nodiscard]] const result& outcome() const { return result_; }
  [[nodiscard]] bool has_ended() const { return stage_ == stage::ended; }
  [[nodiscard]] bool found_changed() const { return log_ && log_->end == plan::run_end::differs; }
  [[nodiscard]] std::optional<std::size_t> running_step() const { return running_; }
  /// What was found changed when the last attempt was to begin, so that this plan is another one.
  [[nodiscard]] const std::vector<std::string>& differences() const { return differences_; }
  /// Whether the host has got what `stop` asks.
  [[nodiscard]] bool told_to_stop() const { return told_to_stop_; }
  [[nodiscard]] unsigned round_trips() const { return round_trips_; }
  /// What resources may look at once the host has answered.
  [[nodiscard]] SLIPWAY_DECL plan::host_scope scope() const;

 private:
  SLIPWAY_DECL asio::awaitable<bool> ask(std::string_view password);
  SLIPWAY_DECL asio::awaitable<void> ask_with_elevation();
  SLIPWAY_DECL asio::awaitable<void> send_change();
  SLIPWAY_DECL asio::awaitable<void> send_upload(const plan::upload& u);
  /// Runs what `what` makes of host, run and nonce through a channel of its own; whether the host has done it. Never throws.
  using message = std::string (*)(const deployable& host, std::string_view run_id, std::string_view nonce);
  SLIPWAY_DECL asio::awaitable<bool> tell(message what);
  SLIPWAY_DECL asio::awaitable<void> follow();
  SLIPWAY_DECL void leave_alone_if_unwell();
  SLIPWAY_DECL asio::awaitable<void> confirm(std::size_t guard);
  SLIPWAY_DECL asio::awaitable<bool> confirm_once(std::size_t guard);
  SLIPWAY_DECL void take_end();
  SLIPWAY_DECL void take_roll_back();
  SLIPWAY_DECL void refuse_other_platform();
  SLIPWAY_DECL void take_manifests();
  /// Whether what is to be taken back is known now, so that the host is to be asked about it.
  SLIPWAY_DECL bool prepare_removal();
  SLIPWAY_DECL void make_plan();
  [[nodiscard]] SLIPWAY_DECL plan::question make_question() const;
  [[nodiscard]] bool must_record() const {
    return !plan_->records.machine.empty() && (plan_->records.ends || !plan_->records.is_current);
  }
  SLIPWAY_DECL void fail(const std::exception& e);
  SLIPWAY_DECL void move_to(stage next);
  [[nodiscard]] SLIPWAY_DECL const plan::secret_table* secrets() const;

  const deployable* host_;
  session_context* context_;
  part why_;
  const deployable* asked_ = nullptr;  // what the host is asked about: the deployable, or one with what is taken back
  deployable bare_;                    // of no operations
  std::vector<plan::operation_records> expected_;
  plan::holdings holdings_;
  std::unique_ptr<plan::removal> removal_;
  std::vector<plan::record> orphans_;
  std::unique_ptr<transport::connection> connection_;
  std::optional<shell> shell_;
  plan::answer answer_;
  std::optional<plan::host_plan> plan_;
  std::optional<plan::run_log> log_;
  std::optional<std::size_t> running_;
  std::string password_;
  std::string confirmation_;  // what the run wants to hear over a new connection, where it has guards
  std::vector<std::string> differences_;
  result result_;
  stage stage_ = stage::waiting;
  unsigned round_trips_ = 0;
  bool told_to_stop_ = false;
};

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/session.ipp>
#endif
