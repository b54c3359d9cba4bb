#pragma once

#include <fmt/format.h>

#include <slipway/core/clean.hpp>
#include <slipway/front/history.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {
namespace detail {

inline tint tint_of(plan::run_end e) {
  switch (e) {
    case plan::run_end::succeeded: return tint::green;
    case plan::run_end::open: return tint::bold;
    case plan::run_end::differs:
    case plan::run_end::busy: return tint::dim;
    default: return tint::red;
  }
}

/// A run that has left no record has not begun, whatever has become of it.
inline std::string_view how_it_ended(const plan::past_run& r) {
  if (!r.begun && r.how != plan::run_end::open) return "not begun";
  return r.begun ? plan::to_text(r.how) : "not begun yet";
}

/// For `resume`, and for people.
inline std::string id_and_time(const plan::past_run& r) {
  auto when = r.when();
  if (when.empty()) return r.id();
  when[when.find('T')] = ' ';
  return r.id() + "  " + when;
}

inline std::string details_of(const plan::past_run& r, std::string_view host) {
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (r.command != "unlock") add(fmt::format("{} changed, {} failed", r.changed, r.failed));
  if (!r.resumes.empty()) add("resumes " + r.resumes);
  if (!r.at.empty()) add("at '" + r.at + "'");
  if (!r.reason.empty()) add(r.reason);
  if (r.holds_lock) add("holds the lock");
  if (!r.machine.empty() && r.machine != host) add("of " + r.machine + " (" + r.layout + ")");
  return text;
}

}  // namespace detail

SLIPWAY_DECL std::vector<plan::past_run> history_of(const fleet::session& s) {
  plan::history_reader reader;
  for (const auto& line : s.lines()) reader.take(line);
  return reader.runs();
}

SLIPWAY_DECL std::vector<std::string> describe_history(const fleet::session& s, const wording& w) {
  const std::string host(s.host().name);
  std::vector<std::string> lines;
  for (const auto& r : history_of(s))
    lines.push_back(fmt::format("{}  {}  {:<7} {}  {}  {}", host, detail::id_and_time(r), r.command.empty() ? "?" : r.command,
                                tinted(fmt::format("{:<11}", detail::how_it_ended(r)), detail::tint_of(r.how), w.colored), r.who,
                                tinted("(" + detail::details_of(r, full_name(s.host())) + ")", tint::dim, w.colored)));
  if (lines.empty()) lines.push_back(host + "  no run is known");
  return lines;
}

SLIPWAY_DECL boost::json::object json_of(const deployable& host, const plan::past_run& r) {
  boost::json::object line{{"host", full_name(host)},
                           {"run", r.id()},
                           {"name", r.name},
                           {"machine", r.machine},
                           {"layout", r.layout},
                           {"command", r.command},
                           {"who", r.who},
                           {"when", r.when()},
                           {"clock", "controller"},
                           {"result", detail::how_it_ended(r)},
                           {"changed", r.changed},
                           {"kept", r.kept},
                           {"skipped", r.skipped},
                           {"failed", r.failed},
                           {"locked", r.holds_lock}};
  if (!r.resumes.empty()) line["resumes"] = r.resumes;
  if (!r.at.empty()) line["at"] = r.at;
  if (!r.reason.empty()) line["reason"] = r.reason;
  return line;
}

}  // namespace slipway::front
