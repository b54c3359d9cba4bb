// Both phases of a deployment, for real, on this machine below a scratch folder.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <slipway/plan/orders.hpp>
#include <slipway/plan/record_run.hpp>
#include <slipway/plan/run_log.hpp>
#include <slipway/plan/roll_back.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/program/program.hpp>

#include "shells.hpp"

namespace plan_test {

/// What programs call the folder that each host replaces by one of its own: of the same length, so that no
/// offset moves.
#define ROOT "/tmp/slipway-test-XXXXXX"

struct run_result {
  std::vector<std::string> journal;  // without the numbers and the marks at the ends
  slipway::plan::run_log log;
  std::string refused;
};

/// The controller's files, by the path that the program gives them.
inline std::map<std::string, std::string>& local_files() {
  static std::map<std::string, std::string> files;
  return files;
}

class host {
 public:
  host(const slipway::deployable& described, shells::command shell) : described_(&described), shell_(std::move(shell)) {}

  [[nodiscard]] std::string path(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] std::string state() const { return folder_ / "state"; }
  [[nodiscard]] const slipway::plan::answer& answer() const { return answer_; }
  void write(std::string_view name, std::string_view bytes) const { shells::write_file(path(name), bytes); }
  [[nodiscard]] std::string read(std::string_view name) const { return shells::read_file(path(name)); }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::filesystem::exists(std::filesystem::symlink_status(path(name)));
  }

  slipway::plan::source_table sources{};
  slipway::plan::secret_table secrets{};
  slipway::plan::run_label label{{}, "me@here", "site"};
  /// Called with each record of a run as it comes: what a controller does meanwhile.
  std::function<void(std::string_view record)> heard{};
  static constexpr std::string_view confirmation = "0123456789abcdef";
  /// Confirms a guard of the last run as a new connection does: what it says.
  [[nodiscard]] std::string confirm(std::size_t guard, std::string_view word = confirmation) const {
    shells::process p(shell_);
    p.write(here(slipway::plan::confirm_script(*described_, slipway::plan::run_name(*described_, "r" + std::to_string(runs_)),
                                               guard, word, "NONCE")));
    p.end_input();
    return p.read_all();
  }

  slipway::plan::contents differing = slipway::plan::contents::left_there;
  bool records = false;  // whether runs write a manifest
  /// What the program manages here: manifests hold this host's folder, not the program's ROOT.
  [[nodiscard]] std::vector<slipway::plan::operation_records> expected() const {
    auto all = slipway::plan::records_of(*described_->plan, slipway::plan::host_scope(described_->data, sources, nullptr));
    for (auto& of : all)
      for (auto& r : of.records) {
        for (auto& key : r.keys) key = here(key);
        r.undo = here(r.undo);
        r.probe = here(r.probe);
      }
    return all;
  }
  [[nodiscard]] slipway::plan::holdings holdings() const {
    return slipway::plan::read_holdings(*described_, answer_.manifests, expected(), slipway::plan::trust::strict);
  }

  slipway::plan::host_plan plan() {
    auto p = begin(slipway::plan::phase_one_end::answer);
    p->end_input();
    return make_plan();
  }

  /// Plans and carries out; `between` happens after the one and before the other.
  run_result apply(const std::function<void(const std::string& run_folder)>& between = {}) {
    auto p = begin(slipway::plan::phase_one_end::wait_for_change);
    const auto plan = make_plan();
    run_result result{{}, slipway::plan::run_log(plan), {}};
    const auto id = "r" + std::to_string(++runs_);
    auto change = change_of(plan, id);
    last_script_ = change.script = here(change.script);
    const auto name = slipway::plan::run_name(*described_, id);
    if (between) between(state() + "/runs/" + name);
    p->write(slipway::plan::order_of(change, name) + change.script);
    p->write(change.secrets.view());
    p->end_input();
    follow(*p, result);
    return result;
  }

  /// Rolls back what the last run's guards have kept.
  run_result roll_back() {
    auto p = begin(slipway::plan::phase_one_end::wait_for_change);
    auto named = label;
    named.id = "r" + std::to_string(runs_);
    auto about = slipway::plan::about_of(make_plan(), named);
    about.steps.clear();
    run_result result{{}, slipway::plan::run_log(about), {}};
    const auto name = slipway::plan::run_name(*described_, named.id + ".02");
    const auto script =
        here(slipway::plan::roll_back_script(*described_, records ? holdings() : slipway::plan::holdings{}, name, named, about));
    p->write(slipway::plan::order_of({script, {}, {}}, name) + script);
    p->end_input();
    follow(*p, result);
    return result;
  }

  /// Plans, and sends this instead of a change.
  run_result send(std::string_view order) {
    auto p = begin(slipway::plan::phase_one_end::wait_for_change);
    const auto plan = make_plan();
    run_result result{{}, slipway::plan::run_log(plan), {}};
    p->write(order);
    p->end_input();
    follow(*p, result);
    return result;
  }

  /// What this script prints.
  [[nodiscard]] std::string say(const std::string& script) const {
    shells::process p(shell_);
    p.write(here(script));
    p.end_input();
    return p.read_all();
  }

  /// What a script prints that reads this from its input, once it has said something.
  [[nodiscard]] std::string run(const std::string& script, std::string_view input) const {
    shells::process p(shell_);
    p.write(here(script));
    std::string line;
    if (!p.read_line(line)) return {};
    p.write(input);
    p.end_input();
    return line + "\n" + p.read_all();
  }

  [[nodiscard]] std::string script(const slipway::plan::host_plan& plan, std::string_view run_id) const {
    return change_of(plan, run_id).script;
  }
  [[nodiscard]] slipway::plan::change change_of(const slipway::plan::host_plan& plan, std::string_view run_id) const {
    const slipway::plan::host_scope scope(described_->data, sources, &answer_.facts, &secrets);
    auto named = label;
    named.id = run_id;
    return slipway::plan::change_script(
        plan, scope, slipway::plan::run_name(*described_, run_id), named,
        [](std::string_view file) { return local_files().at(std::string(file)); }, confirmation);
  }
  [[nodiscard]] std::string question(slipway::plan::phase_one_end then) const {
    const slipway::plan::host_scope scope(described_->data, sources, nullptr, &secrets);
    return slipway::plan::phase_one_script(*described_, scope,
                                           {"NONCE", slipway::plan::needed_facts(*described_), differing, then,
                                            records ? slipway::plan::digest_of(expected()) : std::string()});
  }
  [[nodiscard]] const std::string& last_script() const { return last_script_; }

 private:
  // a program's ROOT becomes this host's folder, and the detached script runs in this host's shell
  [[nodiscard]] std::string here(std::string text) const {
    std::string shell;
    for (const auto& word : shell_) shell += " " + word;
    for (const auto& [from, to] : {std::pair<std::string, std::string>(ROOT, folder_.path()),
                                   {" env -i sh ", " env -i" + shell + " "},
                                   {"secret_base=/run/slipway", "secret_base=" + folder_.path() + "/memory"},
                                   {"secret_base=/dev/shm/slipway-$user_id", "secret_base=" + folder_.path() + "/memory"},
                                   {"secret_base=$XDG_RUNTIME_DIR/slipway", "secret_base=" + folder_.path() + "/memory"}})
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
  }

  std::unique_ptr<shells::process> begin(slipway::plan::phase_one_end then) {
    auto p = std::make_unique<shells::process>(shell_);
    p->write(here(question(then)));
    slipway::plan::answer_reader reader("NONCE", described_->plan->rows.size());
    std::string line;
    while (p->read_line(line))
      if (reader.take(line)) break;
    answer_ = reader.result();
    return p;
  }

  slipway::plan::host_plan make_plan() const {
    const slipway::plan::host_scope scope(described_->data, sources, &answer_.facts, &secrets);
    auto plan = slipway::plan::make_host_plan(*described_, answer_, scope);
    if (!records) return plan;
    const auto found = holdings();
    plan.records = slipway::plan::make_recording(plan, found, expected(), {}, slipway::plan::orphans_of(found, expected()),
                                                 slipway::plan::ending_manifest::stays);
    return plan;
  }

  void follow(shells::process& p, run_result& result) const {
    std::string line;
    while (p.read_line(line)) {
      std::string_view rest = line;
      if (slipway::plan::take_word(rest) != "NONCE") continue;
      const auto kind = slipway::plan::take_word(rest);
      if (kind == "refused") result.refused = rest;
      if (kind != "j") continue;
      result.log.take(rest);
      rest.remove_prefix(std::min(rest.find(' ') + 1, rest.size()));
      if (rest.ends_with(" .")) rest.remove_suffix(2);
      result.journal.emplace_back(rest);
      if (heard) heard(rest);
    }
  }

  const slipway::deployable* described_;
  shells::command shell_;
  shells::scratch folder_;
  slipway::plan::answer answer_;
  std::string last_script_;
  int runs_ = 0;
};

/// Does the same on a host of each shell.
template <class Program>
void on_each_shell(const slipway::deployable& described, Program program) {
  for (const auto& shell : shells::all) {
    INFO("shell: " << shell.back() << " of " << shell.front());
    host h(described, shell);
    program(h);
  }
}

}  // namespace plan_test
