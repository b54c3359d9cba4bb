#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/plan/run_history.hpp>

namespace slipway::plan {
namespace detail {

/// How a run that has not said so has ended.
inline run_end end_by_life(std::string_view life) {
  return life == "killed" ? run_end::killed : life == "rebooted" ? run_end::rebooted : run_end::open;
}

inline void take_last_record(past_run& run, std::string_view record) {
  const auto kind = take_word(record);
  run.begun = true;
  if (kind == "waiting") run.reason = "waits for " + clean(record);
  if (kind == "unlocked") run.reason = "broke the lock of " + clean(record);
  if (kind != "end") return;
  const auto how = take_word(record);
  for (const auto e : {run_end::succeeded, run_end::failed, run_end::interrupted})
    if (how == to_text(e)) run.how = e;
  if (how == "differs") {
    run.how = run_end::differs;
    run.reason = "the host had changed since the plan";
  }
  if (how == "rebooting") {
    run.how = run_end::rebooting;
    return;
  }
  if (how == "busy") run.how = run_end::busy;
  if (how == "rolled-back") run.how = run_end::rolled_back;
  if (!record.empty()) run.reason = (how == "busy" ? "locked by " : "") + clean(record);
}

}  // namespace detail

SLIPWAY_DECL std::string past_run::id() const { return name.substr(0, std::min(name.rfind('-'), name.find('.'))); }

SLIPWAY_DECL std::string past_run::when() const {
  constexpr std::string_view form = "00000000-000000-";
  const auto fits = [&](std::size_t i) { return form[i] == '-' ? name[i] == '-' : name[i] >= '0' && name[i] <= '9'; };
  if (name.size() < form.size()) return {};
  for (std::size_t i = 0; i != form.size(); ++i)
    if (!fits(i)) return {};
  const auto part = [&](std::size_t begin, std::size_t size) { return name.substr(begin, size); };
  return part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(9, 2) + ":" + part(11, 2) + ":" + part(13, 2) + "Z";
}

SLIPWAY_DECL past_run& history_reader::run(std::string_view name) {
  const auto cleaned = clean(name);
  const auto found = std::ranges::find(runs_, cleaned, &past_run::name);
  if (found != runs_.end()) return *found;
  runs_.emplace_back().name = cleaned;
  return runs_.back();
}

SLIPWAY_DECL void history_reader::take(std::string_view line) {
  const auto kind = take_word(line);
  auto& r = run(take_word(line));
  if (kind == "run") {
    r.how = detail::end_by_life(take_word(line));
    r.who = line == "-" ? std::string() : clean(line);
  } else if (kind == "lock") {
    r.holds_lock = true;
  } else if (kind == "about") {
    run_about about;
    about.take(line);
    if (!about.layout.empty()) r.layout = about.layout;
    if (!about.machine.empty()) r.machine = about.machine;
    if (!about.command.empty()) r.command = about.command;
    if (!about.resumes.empty()) r.resumes = about.resumes;
  } else if (kind == "counts") {
    for (auto* n : {&r.changed, &r.kept, &r.skipped, &r.failed}) *n = to_number(take_word(line), 0);
  } else if (kind == "at") {
    r.at = clean(line);
  } else if (kind == "last") {
    detail::take_last_record(r, line);
  }
}

}  // namespace slipway::plan
