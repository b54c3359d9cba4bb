// Deploys to the testbed's hosts as an operator would, and looks at the hosts past Slipway.
#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"

namespace hosts_test {

using namespace std::chrono_literals;
namespace json = boost::json;
using words = std::vector<std::string>;
using limit = std::chrono::seconds;

/// A program that has ended. On a terminal everything is in `out`.
struct finished {
  int status = -1;  // 128 and more: ended by a signal
  std::string out, err;
  double seconds = 0;
  long peak_kib = 0;  // the most memory that it held
  [[nodiscard]] std::string all() const { return out + err; }
};

enum class terminal { none, its_own };

/// A started program. It never outlives its object, and `wait` kills it when its time is over.
class process {
 public:
  process(const words& arguments, const std::map<std::string, std::string>& environment, const std::string& folder,
          terminal kind);
  process(process&& other) noexcept;
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process();

  void type(std::string_view text);
  void signal(int number);
  /// Whether this text was written before the time was over, on either stream.
  bool wrote(std::string_view text, limit within = 20s);
  /// Fails the test where the time is over.
  finished wait(limit within = 60s);
  [[nodiscard]] pid_t id() const { return id_; }

 private:
  bool read_some(std::chrono::milliseconds patience);

  pid_t id_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  finished so_far_;
  std::chrono::steady_clock::time_point begun_;
};

/// Runs a command on this machine; its output and its status.
finished run(const words& command, limit within = 60s);
/// As root on a host, over ssh, without Slipway: what it printed, without its last newline. Fails the test
/// where the command fails.
std::string on(const std::string& host, const std::string& command);
/// The same; the exit status instead.
int status_on(const std::string& host, const std::string& command);
/// Whether a command succeeds there before the time is over: it is tried again and again, however the host is.
bool eventually(const std::string& host, const std::string& condition, limit within = 60s);
/// tools/testbed: reset, cut, heal, kill, start, net; fails the test where it fails.
std::string testbed(const words& arguments);

/// The same when a test ends: what is as it should be already is no failure.
void restore(const words& arguments);

/// The hosts that a test may use: SLIPWAY_TEST_HOSTS, or h1 to h6.
std::string first_host();
std::string second_host();
std::string third_host();
std::vector<std::string> six_hosts();
std::string address_of(const std::string& host);
std::string testbed_file(const std::string& name);
/// A program of this build: "web" from examples/, "program_..." from tests/programs/.
std::string program(const std::string& name);

/// Puts something right when a test ends, however it ends.
class finally {
 public:
  explicit finally(std::function<void()> work) : work_(std::move(work)) {}
  finally(const finally&) = delete;
  finally& operator=(const finally&) = delete;
  ~finally() {
    try {
      work_();
    } catch (...) {
      // the test has failed for its own reason
    }
  }

 private:
  std::function<void()> work_;
};

/// One operator: a home with a key and known hosts, an inventory, a program.
class operator_of {
 public:
  explicit operator_of(const std::string& program_name);
  operator_of(const operator_of&) = delete;
  operator_of& operator=(const operator_of&) = delete;
  ~operator_of();

  /// Where the machine is; more may be said of it in what is returned.
  json::object& machine(const std::string& name, const std::string& host, const std::string& user = "deploy");
  /// The command line after the program; the inventory is added.
  process start(const words& arguments, terminal kind = terminal::none);
  finished run(const words& arguments, limit within = 90s);
  /// apply --yes --json
  finished apply(words more = {}, limit within = 90s);
  /// plan --json
  finished plan(words more = {}, limit within = 90s);

  /// The inventory does not name it any more.
  void without(const std::string& name) { machines_.erase(name); }
  /// Becomes the operator of another program, with the same machines and records: a new version of the layout.
  void use(const std::string& program_name);

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, std::string_view text) const;
  std::map<std::string, std::string> environment;

 private:
  std::filesystem::path folder_;
  std::string program_;
  json::object machines_;
  std::set<std::string> hosts_;
};

/// Catch2 3 has another name for this matcher than Catch2 2.
inline auto contains(const std::string& part) {
#if __has_include(<catch2/catch_all.hpp>)
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
}

std::string read(const std::string& file);
bool has(std::string_view text, std::string_view part);

/// Every line of standard output; each must be one JSON document.
std::vector<json::object> documents(const finished& f);
/// What the plan said: "keep", "change", "maybe", "skip"; empty where it did not.
std::string verdict(const finished& f, const std::string& machine, std::string_view operation);
/// The operations that a maybe waits for, joined with ", ".
std::string after(const finished& f, const std::string& machine, std::string_view operation);
std::string before(const finished& f, const std::string& machine, std::string_view operation);
/// What became of the step: "changed", "kept", "skipped", "failed", "not reached".
std::string outcome(const finished& f, const std::string& machine, std::string_view operation);
/// The operations of a machine with this outcome, joined with ", ".
std::string all_with(const finished& f, const std::string& machine, std::string_view wanted_outcome);
/// The machine's last line.
json::object result(const finished& f, const std::string& machine);
std::string text(const json::object& o, std::string_view key);
std::int64_t number(const json::object& o, std::string_view key);
/// The last line of a run.
json::object summary(const finished& f);
/// Whether nothing is to be changed anywhere.
bool is_empty_plan(const finished& f);
/// Nothing that a terminal would obey: no control character but newlines and tabs, and UTF-8 throughout.
bool is_clean(std::string_view text);

}  // namespace hosts_test
