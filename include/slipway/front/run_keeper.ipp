#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/run_keeper.hpp>

namespace slipway::front {
namespace detail {

/// Ids go into paths and orders.
inline bool is_run_id(std::string_view text) {
  return !text.empty() && text.front() != '.' &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-'; });
}

/// The pattern that matches this name alone.
inline std::string pattern_of(std::string_view full_name) {
  const auto colon = full_name.find(':');
  auto pattern = std::string(full_name.substr(0, colon + 1));
  for (const char c : full_name.substr(colon + 1)) {
    if (std::string_view("*?\\:").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

inline bool is_cut_short(const fleet::session& s) {
  const bool was_stopped = s.outcome().how == fleet::ending::interrupted && !s.needs_review();
  return !s.has_ended() || s.outcome().resumable || was_stopped;
}

/// A run that was cut short stays so, unless it is done now, or has ended badly by itself since.
inline bool is_still_cut_short(const fleet::session& s) {
  const bool has_failed = s.log() && (s.log()->end == plan::run_end::failed || s.log()->end == plan::run_end::rolled_back);
  return is_cut_short(s) || (!fleet::is_success(s.outcome().how) && !has_failed && !s.needs_review());
}

}  // namespace detail

SLIPWAY_DECL run_keeper::run_keeper(std::string_view layout) : layout_(layout), records_(run_records::usual_folder()) {}

SLIPWAY_DECL bool run_keeper::take_up(const program& p, request& asked) {
  if (!asked.resumes.empty() && !detail::is_run_id(asked.resumes))
    throw usage_error("'" + clean(asked.resumes) + "' is no run; `history` lists those that hosts remember");
  const auto all = records_.of_layout(layout_);
  if (asked.resumes.empty() && all.empty()) return false;
  resumes_ = asked.resumes.empty() ? all.back().run : asked.resumes;
  asked.what = command::apply;
  asked.fleet.resume = true;
  const auto record = records_.find(resumes_);
  if (!record) return true;  // another controller's: the selected hosts are asked
  if (record->layout != layout_)
    throw usage_error("the run '" + resumes_ + "' is of the layout '" + clean(record->layout) + "'; use its program");
  if (!records_.take(resumes_))
    throw usage_error("the run '" + resumes_ + "' is still carried out by a process of this machine; interrupt that one first");
  knows_it_ = true;
  take_over(*record, asked);
  for (const auto& d : p.deployables)
    if (std::ranges::find(record->deployables, full_name(d)) != record->deployables.end()) whole_.push_back(&d);
  const auto& which = asked.which;
  if (which.include.empty() && which.exclude.empty() && which.selections.empty())
    for (const auto& name : record->open) asked.which.include.push_back(detail::pattern_of(name));
  return true;
}

SLIPWAY_DECL std::string run_keeper::keep(const request& asked, const plan::run_label& run,
                                          std::span<const deployable* const> all) {
  if (kept_) return {};
  std::vector<std::string> names;
  for (const auto* d : all) names.push_back(full_name(*d));
  kept_ = record_of(asked, run.id, layout_, run.who, std::move(names));
  for (const auto* d : whole_)
    if (const auto name = full_name(*d); std::ranges::find(kept_->deployables, name) == kept_->deployables.end())
      kept_->deployables.push_back(name);
  try {
    records_.write(*kept_);
  } catch (const std::exception& e) {
    return std::string("what can be resumed is not kept on this machine: ") + e.what();
  }
  return {};
}

SLIPWAY_DECL void run_keeper::note(const fleet::deployment& fleet) {
  for (const auto& s : fleet.sessions()) {
    if (s.why() == fleet::part::related) continue;
    const bool is_done = s.has_ended() && fleet::is_success(s.outcome().how);
    cut_short_ = cut_short_ || (resumes_.empty() ? detail::is_cut_short(s) : detail::is_still_cut_short(s));
    (is_done ? done_ : open_).push_back(full_name(s.host()));
  }
}

SLIPWAY_DECL std::vector<std::string> run_keeper::settle() {
  if (cut_short_ && (kept_ || !resumes_.empty())) return remember();
  const bool changed = kept_ || !resumes_.empty();
  if (kept_) records_.remove(kept_->run);
  if (!resumes_.empty()) records_.remove(resumes_);
  if (changed) forget_superseded();
  return {};
}

/// The new run is what is resumed from now on, where it has begun; else the earlier one still is.
SLIPWAY_DECL std::vector<std::string> run_keeper::remember() {
  resumable_ = kept_ ? kept_->run : resumes_;
  if (!kept_) return {};
  kept_->open = open_;
  // what was not come to yet is not known to be done
  for (const auto& name : kept_->deployables)
    if (std::ranges::find(open_, name) == open_.end() && std::ranges::find(done_, name) == done_.end() && whole_.empty())
      kept_->open.push_back(name);
  try {
    records_.write(*kept_);
    if (!resumes_.empty()) records_.remove(resumes_);
  } catch (const std::exception& e) {
    return {std::string("what is left of the run is not kept on this machine: ") + e.what()};
  }
  return {};
}

/// Whatever earlier runs have left of these hosts is done now.
SLIPWAY_DECL void run_keeper::forget_superseded() {
  for (const auto& r : records_.of_layout(layout_)) {
    const auto is_done = [&](const std::string& name) { return std::ranges::find(done_, name) != done_.end(); };
    if (std::ranges::all_of(r.open, is_done) && records_.take(r.run)) records_.remove(r.run);
  }
}

}  // namespace slipway::front
