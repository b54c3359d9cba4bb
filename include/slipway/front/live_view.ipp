#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include <slipway/front/live_view.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {
namespace detail {

inline const char* to_text(fleet::stage s) {
  switch (s) {
    case fleet::stage::waiting: return "waiting";
    case fleet::stage::connecting: return "connecting";
    case fleet::stage::attached: return "attached";
    case fleet::stage::asking: return "asking";
    case fleet::stage::planned: return "planned";
    case fleet::stage::uploading: return "uploading";
    case fleet::stage::changing: return "changing";
    case fleet::stage::reconnecting: return "connecting again";
    case fleet::stage::ended: break;
  }
  return "done";
}

inline double seconds(std::chrono::steady_clock::duration d) { return std::chrono::duration<double>(d).count(); }

}  // namespace detail

SLIPWAY_DECL live_view::live_view(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) == 1) {}

SLIPWAY_DECL live_view::~live_view() { clear(); }

SLIPWAY_DECL void live_view::clear() {
  if (lines_ == 0) return;
  fmt::print(stderr, "\x1b[{}A\x1b[J", lines_);
  std::fflush(stderr);
  lines_ = 0;
}

SLIPWAY_DECL void live_view::pause() {
  clear();
  paused_ = true;
}

SLIPWAY_DECL std::string live_view::line_of(const fleet::session& s) const {
  std::string progress, step;
  if (const auto& log = s.log()) {
    progress = fmt::format("{}/{}", log->steps.size() - log->count(plan::outcome::not_reached), log->steps.size());
    if (log->running) step = log->steps[*log->running].name;
    if (!log->waiting.empty()) step = "waits for " + log->waiting;
  }
  return fmt::format("{:<28} {:<16} {:>7}  {:<36} {:>6.1f} s", s.host().name, detail::to_text(s.at()), progress, step,
                     detail::seconds(clock::now() - begun_));
}

SLIPWAY_DECL std::string live_view::total() const {
  std::size_t ended = 0, failed = 0;
  for (const auto& s : *sessions_) {
    if (!s.has_ended()) continue;
    ++ended;
    if (s.outcome().how == fleet::ending::failed) ++failed;
  }
  return fmt::format("{} of {} hosts done, {} failed, {:.1f} s", ended, sessions_->size(), failed,
                     detail::seconds(clock::now() - begun_));
}

SLIPWAY_DECL void live_view::refresh() {
  if (!shown_ || paused_ || sessions_ == nullptr || clock::now() - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = clock::now();
  const auto size = size_of_terminal(STDERR_FILENO);
  const auto room = std::max<std::size_t>(size.rows, 4) - 3;
  std::vector<std::string> lines;
  for (const auto& s : *sessions_)
    if (!s.has_ended() && s.at() != fleet::stage::waiting && lines.size() < room) lines.push_back(line_of(s));
  lines.push_back(total());
  clear();
  for (const auto& line : lines) fmt::print(stderr, "{}\n", line.substr(0, size.columns - 1));
  std::fflush(stderr);
  lines_ = lines.size();
}

}  // namespace slipway::front
