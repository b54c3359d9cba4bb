#pragma once

#include <slipway/core/clean.hpp>
#include <slipway/plan/run_about.hpp>

namespace slipway::plan {

SLIPWAY_DECL void run_about::take(std::string_view line) {
  const auto key = take_word(line);
  if (key == "layout") layout = clean(line);
  if (key == "machine") machine = clean(line);
  if (key == "command") command = clean(line);
  if (key == "resumes") resumes = clean(line);
  if (key == "guard") {
    about_guard g;
    g.apply_within_ms = static_cast<std::uint32_t>(to_number(take_word(line), 0));
    g.confirm_within_ms = static_cast<std::uint32_t>(to_number(take_word(line), 0));
    g.name = clean(line);
    guards.push_back(std::move(g));
  }
  if (key == "verify" && !guards.empty()) guards.back().verify = clean(line);
  constexpr auto none = static_cast<std::size_t>(-1);
  const auto index = to_number(key, none);
  if (index == none || index != steps.size()) return;
  about_step s{index, verdict::keep, {}, {}};
  const auto predicted = take_word(line);
  for (const auto v : {verdict::keep, verdict::change, verdict::maybe, verdict::skip})
    if (predicted == to_text(v)) s.predicted = v;
  s.line = clean(take_word(line));
  s.name = clean(line);
  steps.push_back(std::move(s));
}

SLIPWAY_DECL run_about about_of(const host_plan& plan, const run_label& run) {
  run_about about{
      clean(run.layout), plan.host == nullptr ? std::string() : full_name(*plan.host), run.command, run.resumes, {}, {}};
  for (const auto& s : plan.steps) {
    const std::string_view file = s.operation->file;
    about.steps.push_back({s.index, s.what, clean(file.substr(file.rfind('/') + 1)) + ":" + std::to_string(s.operation->line),
                           clean(s.operation->name)});
  }
  if (plan.host == nullptr) return about;
  for (const auto& g : plan.host->plan->guards)
    about.guards.push_back({clean(g.name), clean(g.verify), g.apply_within_ms, g.confirm_within_ms});
  return about;
}

SLIPWAY_DECL std::string to_lines(const run_about& about) {
  auto text = "layout " + about.layout + "\nmachine " + about.machine + "\ncommand " + about.command;
  if (!about.resumes.empty()) text += "\nresumes " + about.resumes;
  for (const auto& g : about.guards) {
    text += "\nguard " + std::to_string(g.apply_within_ms) + " " + std::to_string(g.confirm_within_ms) + " " + g.name;
    if (!g.verify.empty()) text += "\nverify " + g.verify;
  }
  for (const auto& s : about.steps) {
    auto place = s.line;
    for (auto& c : place)
      if (c == ' ') c = '_';  // one word of the line
    text += "\n" + std::to_string(s.index) + " " + std::string(to_text(s.predicted)) + " " + place + " " + s.name;
  }
  return text;
}

}  // namespace slipway::plan
