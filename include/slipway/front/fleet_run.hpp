// What all commands share that contact hosts: what sessions need, signals, the live view, exit status.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/deployment.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/front/run_keeper.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// One invocation on hosts. Not thread-safe.
class fleet_run {
 public:
  /// `known` is where sources say that machines are; an inventory goes before it. Throws usage_error where something on this side
  /// is wrong.
  SLIPWAY_DECL fleet_run(const program& p, request asked, const fleet::inventory& known, printer& print, run_keeper keeper);
  fleet_run(const fleet_run&) = delete;
  fleet_run& operator=(const fleet_run&) = delete;

  [[nodiscard]] const program& layout() const { return program_; }
  [[nodiscard]] const request& asked() const { return request_; }
  [[nodiscard]] const provisions& with() const { return with_; }
  [[nodiscard]] state_record& record() { return *with_.record; }
  [[nodiscard]] run_keeper& keeper() { return keeper_; }
  [[nodiscard]] printer& print() { return print_; }
  [[nodiscard]] boost::asio::io_context& io() { return io_; }
  [[nodiscard]] bool interrupted() const { return fleet_ != nullptr && fleet_->interrupted(); }

  /// What the sessions of a run share; `moved` hears of what they do.
  using observer = std::function<void(const fleet::session&, plan::event)>;
  [[nodiscard]] SLIPWAY_DECL fleet::session_context make_context(observer moved);
  /// Runs with the view on, and with signals: the first lets running steps finish, the second leaves at once.
  SLIPWAY_DECL void drive(fleet::deployment& fleet);
  [[nodiscard]] SLIPWAY_DECL int exit_status(const fleet::deployment& fleet) const;
  /// Whether a run is to be resumed that neither this machine nor any of the hosts knows; while they are at work.
  [[nodiscard]] SLIPWAY_DECL bool is_unknown_run() const;
  /// Where the run can be resumed, the command that does it; it is the last line that is printed.
  SLIPWAY_DECL void say_how_to_resume();

 private:
  SLIPWAY_DECL std::string ask_once(const std::string& question);
  [[noreturn]] SLIPWAY_DECL void leave_at_once(fleet::deployment& fleet);

  const program& program_;
  request request_;
  printer& print_;
  run_keeper keeper_;
  provisions with_;
  std::vector<const family*> families_;
  boost::asio::io_context io_{1};
  std::map<std::string, std::string> answers_;
  fleet::deployment* fleet_ = nullptr;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/fleet_run.ipp>
#endif
