#pragma once

#include <fmt/format.h>

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/terminal.hpp>
#include <slipway/plan/diff.hpp>

namespace slipway::front {
namespace detail {

inline tint tint_of(plan::verdict v) {
  switch (v) {
    case plan::verdict::change: return tint::yellow;
    case plan::verdict::maybe: return tint::bold;
    default: return tint::dim;
  }
}

inline tint tint_of(plan::outcome o) {
  switch (o) {
    case plan::outcome::changed: return tint::green;
    case plan::outcome::failed:
    case plan::outcome::rolled_back: return tint::red;
    default: return tint::dim;
  }
}

/// A digest is as long as a line: its beginning says enough.
inline std::string abbreviate(std::string state) {
  const auto digest = state.find("sha256=");
  if (digest != std::string::npos && state.size() >= digest + 7 + 64) state.replace(digest + 7 + 12, 64 - 12, "...");
  return state;
}

inline std::string explain(const plan::host_plan& p, const plan::step& s) {
  const auto key = s.key.empty() ? std::string() : "(" + clean(s.key) + ") ";
  if (s.what == plan::verdict::skip) return key + "(" + s.why + ")";
  std::string text = key;
  if (s.what == plan::verdict::maybe && !s.after.empty()) {
    text += "(after: ";
    for (std::size_t i = 0; i != s.after.size(); ++i)
      text += (i == 0 ? "" : ", ") + std::string(p.steps[s.after[i]].operation->name);
    text += ")";
  } else if (s.what == plan::verdict::change && s.before != s.desired && !s.before.empty()) {
    text += "(" + abbreviate(s.before) + " -> " + abbreviate(s.desired) + ")";
  }
  if (!s.why.empty()) text += (text.empty() || text.back() == ' ' ? "(" : " (") + s.why + ")";
  if (s.operation->options != nullptr && !s.operation->options->note.empty())
    text += (text.empty() ? "" : " ") + std::string("# ") + std::string(s.operation->options->note);
  return text;
}

inline std::string_view word_of(const plan::step& s) {
  if (s.key.empty() || s.what == plan::verdict::maybe) return plan::to_text(s.what);
  return s.what == plan::verdict::change ? "remove" : s.what == plan::verdict::keep ? "gone" : "stays";
}

/// The difference in content, where the step manages one and it was sent.
inline std::vector<std::string> diff_of(const fleet::session& s, const plan::step& step) {
  const auto& contents = s.answered().contents;
  const auto sent = contents.find({step.index, "before"});
  const auto wanted = contents.find({step.index, "after"});
  const auto before = sent == contents.end() ? std::string() : sent->second;
  std::vector<std::string> lines;
  if (wanted != contents.end()) {
    lines = plan::unified_diff(before, wanted->second);
  } else if (const auto c = step.operation->kind->body(step.operation->payload, s.scope().with(*step.operation))) {
    if (c->is_secret && step.before.ends_with("secret=ok")) return {};
    if (c->is_secret && step.before.ends_with("secret=other")) return {"<secret changed>"};
    if (step.before.find("sha256=" + c->sha256) != std::string::npos) return {};
    if (c->source.empty()) lines = plan::unified_diff(before, c->bytes);
    else lines = {"(becomes the file " + std::string(c->source) + ", " + std::to_string(c->size) + " bytes)"};
  }
  return lines;
}

inline std::string guard_of(const plan::host_plan& p, const row& r) {
  return r.guard == 0 ? std::string() : "  [guard " + std::string(p.host->plan->guards[r.guard - 1u].name) + "]";
}

inline std::string in_words(std::uint32_t ms) { return plan::detail::duration_in_words(ms); }

inline std::string describe_terms(const guard_row& g) {
  return fmt::format("{}  (put back unless {} within {}, and a new connection succeeds within {} after that)", g.name,
                     g.verify.empty() ? "all of it is done" : "all of it is done and verified", in_words(g.apply_within_ms),
                     in_words(g.confirm_within_ms));
}

inline std::string counts_of(const plan::run_log& log) {
  return fmt::format("{} changed, {} kept, {} skipped, {} not reached", log.count(plan::outcome::changed),
                     log.count(plan::outcome::kept), log.count(plan::outcome::skipped), log.count(plan::outcome::not_reached));
}

inline tint tint_of_diff(std::string_view line) {
  return line.starts_with('+') ? tint::green : line.starts_with('-') ? tint::red : tint::plain;
}

}  // namespace detail

SLIPWAY_DECL std::vector<std::string> describe_plan(const fleet::session& s, const wording& w) {
  const auto& p = *s.planned();
  const std::string host(s.host().name);
  std::vector<std::string> lines;
  std::uint16_t guard = 0;
  for (const auto& a : s.answered().unwell)
    lines.push_back(fmt::format("{}  {}  {}", host, tinted("not well", tint::red, w.colored), clean(a.line)));
  for (const auto& step : p.steps) {
    const bool quiet = step.what == plan::verdict::keep || step.what == plan::verdict::skip;
    // what is not taken back is said beforehand
    const bool stays = step.what == plan::verdict::skip && !step.key.empty();
    if (quiet && !stays && !w.everything) continue;
    if (!quiet && step.operation->guard != 0 && step.operation->guard != guard) {
      guard = step.operation->guard;
      lines.push_back(fmt::format("{}  guard   {}", host, detail::describe_terms(p.host->plan->guards[guard - 1u])));
    }
    lines.push_back(fmt::format("{}  {}  {}{}  {}", host,
                                tinted(fmt::format("{:6}", detail::word_of(step)), detail::tint_of(step.what), w.colored),
                                clean(step.operation->name), detail::guard_of(p, *step.operation),
                                tinted(fmt::format("{}{}{}", detail::explain(p, step), w.everything ? " " : "",
                                                   w.everything && step.key.empty() ? source_of(*step.operation) : ""),
                                       tint::dim, w.colored)));
    if (!w.diff || quiet) continue;
    for (const auto& line : detail::diff_of(s, step))
      lines.push_back(host + "    | " + tinted(line, detail::tint_of_diff(line), w.colored));
  }
  for (const auto& orphan : s.orphans_found())
    lines.push_back(fmt::format("{}  {}  {}  {}", host, tinted("orphan", tint::yellow, w.colored), clean(orphan.keys.front()),
                                tinted("(was: " + clean(orphan.operation) + ")", tint::dim, w.colored)));
  const auto changes = p.count(plan::verdict::change), maybes = p.count(plan::verdict::maybe);
  lines.push_back(fmt::format(
      "{}  {}", host,
      changes + maybes == 0
          ? fmt::format("nothing to change ({} in order, {} skipped)", p.count(plan::verdict::keep), p.count(plan::verdict::skip))
          : fmt::format("{} to change, {} maybe, {} in order, {} skipped", changes, maybes, p.count(plan::verdict::keep),
                        p.count(plan::verdict::skip))));
  return lines;
}

SLIPWAY_DECL std::vector<std::string> describe_earlier(const fleet::session& s, std::string_view run, const wording& w) {
  const std::string host(s.host().name);
  if (!s.earlier()) return {fmt::format("{}  run {} had not begun here", host, run)};
  const auto& log = *s.earlier();
  const auto t = log.end == plan::run_end::succeeded ? tint::green : tint::red;
  std::vector<std::string> lines{fmt::format("{}  run {} {}{} ({})", host, run, tinted(plan::to_text(log.end), t, w.colored),
                                             log.reason.empty() ? "" : ": " + log.reason, detail::counts_of(log))};
  for (const auto& text : log.output) lines.push_back(host + "    | " + text);
  return lines;
}

SLIPWAY_DECL std::string describe_outcome(const fleet::session& s, std::size_t step, const wording& w) {
  const auto& log = s.log()->steps[step];
  return fmt::format("{}  {}  {}  {}", s.host().name,
                     tinted(fmt::format("{:7}", plan::to_text(log.what)), detail::tint_of(log.what), w.colored), log.name,
                     tinted(fmt::format("({:.2f} s)", log.seconds), tint::dim, w.colored));
}

SLIPWAY_DECL std::string describe_guard(const fleet::session& s, std::size_t guard, const wording& w) {
  const auto& g = s.log()->about.guards[guard];
  const auto say = [&](std::string_view what, tint t) {
    return fmt::format("{}  {}   {}  ({})", s.host().name, tinted("guard", t, w.colored), g.name, what);
  };
  switch (s.log()->guards[guard]) {
    case plan::guard_state::armed: return say("saved; from now on it is put back unless it proves itself", tint::dim);
    case plan::guard_state::awaiting:
      return say("done; a new connection must succeed within " + detail::in_words(g.confirm_within_ms), tint::dim);
    case plan::guard_state::confirmed: return say("confirmed over a new connection", tint::green);
    case plan::guard_state::restoring: return say("is put back", tint::red);
    case plan::guard_state::restored: return say("rolled back", tint::red);
    case plan::guard_state::incomplete: return say("roll-back incomplete", tint::red);
    default: return {};
  }
}

SLIPWAY_DECL std::vector<std::string> describe_result(const fleet::session& s, const wording& w) {
  const std::string host(s.host().name);
  const auto& r = s.outcome();
  std::vector<std::string> lines;
  const auto t = fleet::is_success(r.how) ? tint::green : r.how == fleet::ending::ignored ? tint::dim : tint::red;
  const auto counts = s.log() && s.log()->end != plan::run_end::differs ? " (" + detail::counts_of(*s.log()) + ")" : "";
  lines.push_back(fmt::format("{}  {}{}{}", host, tinted(fleet::to_text(r.how), t, w.colored),
                              r.reason.empty() ? "" : ": " + r.reason, counts));
  for (const auto& text : r.output) lines.push_back(host + "    | " + text);
  if (s.log())
    for (const auto& note : s.log()->notes) lines.push_back(host + "  note: " + note);
  if (!r.remedy.empty()) lines.push_back(host + "  what to do: " + r.remedy);
  return lines;
}

}  // namespace slipway::front
