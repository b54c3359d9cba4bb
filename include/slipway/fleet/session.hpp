// One host's session: connect, ask, plan; then send the change and follow it, whatever becomes of the connection.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/contact.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/result.hpp>
#include <slipway/fleet/shell.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/removal.hpp>
#include <slipway/plan/run_log.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/program/decided_plan.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

enum class stage : unsigned char {
  waiting,
  connecting,
  attached,  // what an earlier run did is known
  asking,
  planned,
  uploading,
  changing,
  reconnecting,
  ended
};

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
  std::span<const deployable> all{};  // that the program has, as containers are reached through others
  const std::map<const deployable*, plan::secret_table>* secrets = nullptr;  // of hosts that need some
  std::vector<plan::asked_facts> facts{};                                    // wanted beside what the program needs
  plan::contents differing = plan::contents::left_there;
  bool allow_unhealthy = false;  // a host that is not well is changed all the same
  after_plan then = after_plan::end;
  plan::once_table once{};  // who carries out what the run does once
  purpose what_for = purpose::deploy;
  orphans pruned = orphans::stay;
  plan::family_list families{};  // all that there are
  plan::run_label run{};
  answers exported{};                       // what decisions have set for other machines
  std::string resumes{};                    // the id of the run that is to be completed
  std::string failed_in_wave{};             // the name of a host that did, so that others are rolled back
  std::chrono::seconds reconnect_for{300};  // how long a host is tried again after its connection was lost in a change
  credentials shared{};
  std::function<std::string(const deployable& host, const std::string& nonce)> question{};  // for `inquire`
  std::function<void(const class session&, plan::event)> moved{};
  /// Of a plan that is made anew while the host is deployed: why it is not carried out, where it was not approved.
  std::function<std::optional<result>(const class session&)> review{};
};

/// Everything of a session happens on the executor of its coroutines; it is not thread-safe.
class session {
 public:
  SLIPWAY_DECL session(const deployable& host, session_context& context, part why = part::selected);

  /// Connects where that is still to be done, asks and plans. Never throws: a failure is the session's result.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> gather();
  /// Carries out what `gather` planned; never throws. Where the host has changed since, `found_changed()`.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> apply();
  /// Plans anew where that takes what other machines have exported meanwhile.
  SLIPWAY_DECL void take_exports();
  /// Tells what the run that is resumed did here, and follows it to its end where it still runs; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> attach();
  /// Asks the context's question, whose answer ends with the line `end`; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> inquire();
  /// Whether it has succeeded, and its host keeps what confirmed guards have saved.
  [[nodiscard]] SLIPWAY_DECL bool can_be_rolled_back() const;
  /// Puts that back, as the context's `failed_in_wave` has failed; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> roll_back();
  /// Has the host let go of it; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> let_go();
  /// Asks the host to stop before its next step, over another connection where the present one is lost; never throws.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> stop();
  /// Ends the session with this result, where it has none yet.
  SLIPWAY_DECL void end(result r);
  /// The same, whatever was said before.
  SLIPWAY_DECL void overrule(result r);
  /// Forgets how it ended: it is to be gathered once more.
  SLIPWAY_DECL void reopen();
  /// It ran out of time.
  SLIPWAY_DECL void end_late(std::chrono::seconds limit);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> disconnect();

  [[nodiscard]] const deployable& host() const { return *host_; }
  [[nodiscard]] part why() const { return why_; }
  [[nodiscard]] bool is_readonly() const { return host_->settings->readonly.is_on(); }
  /// What the manifest holds and the program does not manage any more, where it stays.
  [[nodiscard]] const std::vector<plan::record>& orphans_found() const { return orphans_; }
  /// Whether decisions that are made while the host is deployed have begun another stage.
  [[nodiscard]] bool is_in_later_stage() const { return !stages_.empty(); }
  /// Whether what ends badly now has left something done.
  [[nodiscard]] bool has_done_stages() const {
    const auto restarts = [](const std::optional<plan::run_log>& log) { return log && log->end == plan::run_end::rebooting; };
    return is_in_later_stage() || restarts(log_) || restarts(earlier_);
  }
  /// Whether it was planned once more after the plan was approved, as a stage or another machine's value has begun.
  [[nodiscard]] bool is_planned_anew() const { return is_in_later_stage() || has_taken_exports_; }
  /// Whether it ended between two stages, as the next one was not reviewed: another plan goes on from there, and no resumed run.
  [[nodiscard]] bool needs_review() const { return needs_review_; }
  /// What is on the host, once it has answered.
  [[nodiscard]] const plan::holdings& found() const { return holdings_; }
  [[nodiscard]] bool has_something_to_do() const { return plan_ && !is_readonly() && (!plan_->is_empty() || must_record()); }
  [[nodiscard]] stage at() const { return stage_; }
  /// Whether a run may be at work on the host.
  [[nodiscard]] bool is_changing() const { return stage_ == stage::changing || stage_ == stage::reconnecting; }
  [[nodiscard]] const std::optional<plan::host_plan>& planned() const { return plan_; }
  [[nodiscard]] const plan::answer& answered() const { return answer_; }
  /// The lines that answered the question, without their nonce, as they came.
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] const std::optional<plan::run_log>& log() const { return log_; }
  /// What the run that is resumed did here before; nothing where it had not come to this host.
  [[nodiscard]] const std::optional<plan::run_log>& earlier() const { return earlier_; }
  [[nodiscard]] const result& outcome() const { return result_; }
  [[nodiscard]] bool has_ended() const { return stage_ == stage::ended; }
  [[nodiscard]] bool found_changed() const { return log_ && log_->end == plan::run_end::differs; }
  /// Whether it is a container that does not run.
  [[nodiscard]] bool could_not_be_entered() const { return could_not_be_entered_; }
  /// Why the connection was lost, while it is made again.
  [[nodiscard]] const std::string& lost_because() const { return lost_because_; }
  /// What was found changed when the last attempt was to begin, so that this plan is another one.
  [[nodiscard]] const std::vector<std::string>& differences() const { return differences_; }
  /// Whether the host has got what `stop` asks.
  [[nodiscard]] bool told_to_stop() const { return told_to_stop_; }
  [[nodiscard]] unsigned round_trips() const { return contact_.round_trips(); }
  /// What resources may look at once the host has answered.
  [[nodiscard]] SLIPWAY_DECL plan::host_scope scope() const;

 private:
  /// Whether all that comes before the next decision has been carried out in this run.
  enum class stage_before : bool { goes_on, is_over };
  SLIPWAY_DECL asio::awaitable<void> plan_stage(stage_before before);
  SLIPWAY_DECL asio::awaitable<void> ask_and_plan();
  SLIPWAY_DECL void decide();
  SLIPWAY_DECL void load_added_sources();
  SLIPWAY_DECL void check_added_secrets(std::string_view decision) const;
  SLIPWAY_DECL void know_exports();
  SLIPWAY_DECL asio::awaitable<void> begin_next_stage();
  /// While no script of the run is at work.
  SLIPWAY_DECL void end_as_asked();
  /// Ends it where its present plan is not what was reviewed.
  SLIPWAY_DECL void hold_to_review();
  /// After the host was restarted: the id of its boot once that is another one, or its time is over; empty where it is not there.
  SLIPWAY_DECL asio::awaitable<std::string> wait_for_boot(const plan::run_log& log);
  SLIPWAY_DECL void refuse_boot(const std::string& boot, const plan::run_log& log) const;
  SLIPWAY_DECL asio::awaitable<std::string> boot_or_nothing(const std::string& last);
  SLIPWAY_DECL asio::awaitable<std::string> ask_for_boot(const std::string& last);
  SLIPWAY_DECL void note_done(const plan::run_log& log, const std::string& run);
  SLIPWAY_DECL void forget_restart(const plan::run_log& log);
  SLIPWAY_DECL void tell_all_stages();
  /// What the program describes, with what has been decided of it.
  [[nodiscard]] const deployable& described() const { return decided_ ? decided_->host() : *host_; }
  [[nodiscard]] const plan::source_table& sources() const { return added_sources_ ? added_sources_->files : context_->sources; }
  SLIPWAY_DECL asio::awaitable<void> ask();
  /// Where the connection is lost before anything depends on it, once more.
  SLIPWAY_DECL asio::awaitable<void> ask_again_if_lost(asio::awaitable<void> (session::*what)());
  SLIPWAY_DECL asio::awaitable<void> ask_what_happened();
  SLIPWAY_DECL asio::awaitable<void> ask_the_question();
  SLIPWAY_DECL void refuse_other_command(const plan::run_about& about) const;
  /// Carries out the present stage; true where another one follows.
  SLIPWAY_DECL asio::awaitable<bool> apply_stage();
  /// Sends the change and follows it; false where it has not begun and never will under its present name.
  SLIPWAY_DECL asio::awaitable<bool> carry_out();
  SLIPWAY_DECL asio::awaitable<void> send_change();
  SLIPWAY_DECL asio::awaitable<void> receive_again();
  SLIPWAY_DECL asio::awaitable<void> send_uploads(const plan::change& change);
  SLIPWAY_DECL asio::awaitable<void> send_upload(const plan::upload& u);
  SLIPWAY_DECL asio::awaitable<std::exception_ptr> upload_outcome(const plan::upload& u);
  SLIPWAY_DECL asio::awaitable<void> send_upload_once(const plan::upload& u);
  SLIPWAY_DECL asio::awaitable<bool> follow_to_end(std::exception_ptr lost);
  SLIPWAY_DECL asio::awaitable<void> stop_now();
  SLIPWAY_DECL void leave_alone_if_unwell();
  /// Whether a host that is not well is no host to be changed.
  [[nodiscard]] SLIPWAY_DECL bool must_be_well() const;
  /// After a restart, plans again and again until the host is as well as it was before; ends where it is not in time.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> become_well();
  /// What was well before the first stage, and is not now.
  [[nodiscard]] SLIPWAY_DECL std::vector<plan::ailment> new_ailments() const;
  SLIPWAY_DECL void end_unwell(std::string_view reason, std::span<const plan::ailment> ailments);
  SLIPWAY_DECL asio::awaitable<void> confirm(std::size_t guard);
  /// Of the run that rolls back; false where it has not begun and never will under its present name.
  SLIPWAY_DECL asio::awaitable<bool> carry_out_roll_back(plan::run_log& undone);
  SLIPWAY_DECL void take_rolled_back(const plan::run_log& undone, const std::string& kept_in);
  /// The run's name on the host, which is another one with each attempt.
  [[nodiscard]] SLIPWAY_DECL std::string name_of_attempt() const;
  SLIPWAY_DECL void take_end();
  SLIPWAY_DECL void take_roll_back();
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
  std::unique_ptr<decided_plan> decided_;
  std::optional<loaded_sources> added_sources_;  // with those of operations that decisions have added
  std::vector<plan::run_log> stages_;            // that are over
  std::vector<std::string> done_;                // operations that a stage before, or the run that is resumed, has done
  std::string done_in_;                          // the id of that run
  std::unique_ptr<plan::removal> removal_;
  std::vector<plan::record> orphans_, undecided_;  // undecided: of decisions that are still to be made
  contact contact_;
  std::optional<shell> shell_;
  plan::answer answer_;
  std::vector<plan::ailment> unwell_before_;  // the first stage
  std::optional<plan::host_plan> plan_;
  std::optional<plan::run_log> log_, earlier_;
  std::string confirmation_;  // what the run wants to hear over a new connection, where it has guards
  std::vector<std::string> differences_, lines_;
  std::string run_, lost_because_;  // the run's name on the host
  std::string follows_;             // that of the stage before, or of the run that is resumed
  unsigned attempt_ = 1, plans_again_ = 3;
  result result_;
  stage stage_ = stage::waiting;
  bool sent_ = false;          // a change that may be at work
  bool wants_stop_ = false;    // an operator does
  bool told_to_stop_ = false;  // the host has got it
  bool could_not_be_entered_ = false;
  bool has_taken_exports_ = false;
  bool needs_review_ = false;
};

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/session.ipp>
#endif
