#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/deploy_command.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/plan_file.hpp>
#include <slipway/front/terminal.hpp>

namespace slipway::front {

SLIPWAY_DECL int deploy_command::run() {
  int status = 0;
  show_ignored();
  if (run_.with().selected.empty() && run_.with().gone.empty())
    warn(std::string("nothing is selected, as policies ") + (request_.which.exclude.empty() ? "" : "and excludes ") +
         "leave it alone; `list` shows why");
  if (!run_.with().selected.empty()) status = deploy();
  if (!interrupted_ && !declined_ && what_of_leavers() == leavers::are_destroyed) status = std::max(status, take_leave());
  else list_leavers();
  save_record();
  if (unknown_run_) return 2;
  for (const auto& problem : run_.keeper().settle()) warn(problem);
  if (!run_.keeper().resumable().empty()) status = 4;
  summarize(status);
  run_.say_how_to_resume();
  return status;
}

SLIPWAY_DECL int deploy_command::deploy() {
  auto context = run_.make_context([this](const fleet::session& s, plan::event e) { show(s, e); });
  label_ = context.run;
  context.review = [this](const fleet::session& s) { return refusal_of(s); };
  fleet::deployment fleet(run_.io(), run_.layout().deployables, run_.with().selected, context, request_.fleet,
                          [this](auto planned, const auto& pump) { return approve(planned, pump); });
  if (request_.what == command::destroy) keep_by_policy(fleet);
  const int status = drive(fleet);
  for (const auto& s : fleet.sessions()) note_in_record(s, context.what_for);
  return status;
}

SLIPWAY_DECL int deploy_command::drive(fleet::deployment& fleet) {
  run_.drive(fleet);
  run_.keeper().note(fleet);
  if (request_.what == command::plan) show_plans(fleet);
  for (const auto& warning : fleet.warnings()) warn(warning);
  for (const auto& s : fleet.sessions()) {
    if (s.why() == fleet::part::related) continue;
    show_result(s);
    ++counts_[s.outcome().how];
    orphans_ += s.orphans_found().size();
    if (request_.prune && !s.orphans_found().empty() && s.host().settings->orphan == deletion::warn)
      warn(full_name(s.host()) + " keeps its orphans, as its orphan policy is warn");
  }
  interrupted_ = interrupted_ || fleet.interrupted();
  declined_ = declined_ || fleet.declined();
  return run_.exit_status(fleet);
}

SLIPWAY_DECL deploy_command::leavers deploy_command::what_of_leavers() const {
  // no plan holds what is taken back of those
  const bool may = request_.prune && request_.what == command::apply && !run_.with().reviewed;
  const auto policy = run_.layout().settings == nullptr ? deletion::inherited : run_.layout().settings->orphan;
  const bool stays = policy == deletion::retain || policy == deletion::warn;
  return may && !stays && !run_.with().gone.empty() ? leavers::are_destroyed : leavers::are_listed;
}

SLIPWAY_DECL int deploy_command::take_leave() {
  taking_leave_ = true;
  auto context = run_.make_context([this](const fleet::session& s, plan::event e) { show(s, e); });
  context.what_for = fleet::purpose::destroy;
  if (label_.id.empty()) label_ = context.run;
  context.run.id = label_.id;
  context.all = run_.with().all_departed->with_the_programs();
  fleet::deployment fleet(run_.io(), context.all, run_.with().gone, context, request_.fleet,
                          [this](auto planned, const auto& pump) { return approve(planned, pump); });
  const int status = drive(fleet);
  for (const auto& s : fleet.sessions()) {
    note_in_record(s, fleet::purpose::destroy);
    if (s.why() == fleet::part::selected && s.outcome().how == fleet::ending::failed && s.found().machine.empty())
      warn(full_name(s.host()) + " has left the layout; where it is gone for good, `forget " + shell_quote(full_name(s.host())) +
           "` takes it out of the record");
  }
  return status;
}

SLIPWAY_DECL void deploy_command::list_leavers() {
  if (request_.what == command::adopt) return;
  if (request_.prune && !run_.with().gone.empty() && run_.layout().settings != nullptr &&
      run_.layout().settings->orphan == deletion::warn)
    warn("what has left the layout stays, as the layout's orphan policy is warn");
  for (const auto* d : run_.with().gone) {
    const auto& known = run_.with().all_departed->known(*d);
    const auto reason = "has left the layout; deployed at " + clean(known.deployed) + " (" + clean(known.address) +
                        "); `apply --prune` takes back what it has there";
    print_.emit(json_bystander(*d, "orphan", reason));
    print_.say(clean(d->name) + "  orphan: " + reason);
    ++orphans_;
  }
}

SLIPWAY_DECL void deploy_command::keep_by_policy(fleet::deployment& fleet) {
  for (auto& s : fleet.sessions()) {
    const auto policy = s.host().settings->destroy;
    if (s.is_readonly()) s.end({fleet::ending::ignored, "it is readonly", {}, {}});
    if (policy == deletion::warn && s.why() == fleet::part::selected)
      warn(full_name(s.host()) + " stays, as its destroy policy is warn");
    if (policy == deletion::retain || policy == deletion::warn)
      s.end({fleet::ending::ignored,
             std::string("its destroy policy is ") + (policy == deletion::warn ? "warn" : "retain"),
             {},
             {}});
  }
}

SLIPWAY_DECL void deploy_command::note_in_record(const fleet::session& s, fleet::purpose what_for) {
  const auto how = s.outcome().how;
  if (!request_.fleet.apply || s.why() == fleet::part::related || s.is_readonly()) return;
  if (what_for == fleet::purpose::destroy) {
    if (fleet::is_success(how)) run_.record().gone(full_name(s.host()));
  } else if (how == fleet::ending::succeeded) {
    run_.record().deployed(s.host(), run_.with().known, label_.id);
  }
}

SLIPWAY_DECL void deploy_command::save_record() {
  if (!request_.fleet.apply) return;
  if (const auto problem = run_.record().save(); !problem.empty()) warn(problem);
}

SLIPWAY_DECL void deploy_command::show_ignored() {
  for (const auto& [host, reason] : run_.with().ignored) {
    print_.emit(json_bystander(*host, fleet::to_text(fleet::ending::ignored), reason));
    print_.say(std::string(host->name) + "  ignored: " + reason);
    ++counts_[fleet::ending::ignored];
  }
}

SLIPWAY_DECL void deploy_command::warn(const std::string& what) {
  print_.emit({{"warning", what}});
  print_.say("warning: " + what);
}

SLIPWAY_DECL bool deploy_command::approve(std::span<fleet::session* const> planned, const std::function<void()>& pump) {
  unknown_run_ = run_.is_unknown_run();
  if (unknown_run_) {
    print_.say("no selected host knows the run " + run_.keeper().resumes() + "; nothing is to be resumed");
    return false;
  }
  bool something = false, records = false;
  for (auto* s : planned) {
    if (!s->differences().empty())
      print_.say(std::string(s->host().name) + "  the host has changed since the plan; planned again");
    show_plan(*s);
    if (auto refused = refusal_of(*s)) {
      s->end(*std::move(refused));
      continue;
    }
    something = something || (!s->planned()->is_empty() && s->has_something_to_do());
    records = records || s->has_something_to_do();
    // what is on a host is known here even where the run is lost sight of
    const auto name = full_name(s->host());
    if (request_.what == command::apply && !taking_leave_ && s->has_something_to_do() && !run_.record().all().contains(name))
      run_.record().deployed(s->host(), run_.with().known, label_.id);
  }
  bool yes = !something || request_.yes;
  if (!yes) {
    print_.live().pause();
    yes = confirm("Carry this out?", pump, [this] { return run_.interrupted(); });
    print_.live().resume();
  }
  if (yes) save_record();
  if (yes && (something || records)) keep_run();
  return yes;
}

SLIPWAY_DECL std::optional<fleet::result> deploy_command::refusal_of(const fleet::session& s) const {
  const auto& reviewed = run_.with().reviewed;
  if (!reviewed) return std::nullopt;
  const bool has_begun = s.is_in_later_stage() || s.earlier();
  const auto found = reviewed->hosts.find(full_name(s.host()));
  if (found == reviewed->hosts.end()) return fleet::result{fleet::ending::failed, "the host is not in the reviewed plan", {}, {}};
  auto all = plan::differences(found->second, plan::review_of(*s.planned(), s.scope()),
                               has_begun ? plan::moment::between_stages : plan::moment::before_any_change);
  if (all.empty()) return std::nullopt;
  if (has_begun)
    return fleet::result{fleet::ending::interrupted, "what comes next is not in the reviewed plan",
                         "what was done stays; plan again, and review that", std::move(all)};
  return fleet::result{fleet::ending::failed, "the plan is not the reviewed one; nothing was changed",
                       "plan again, and review that", std::move(all)};
}

SLIPWAY_DECL void deploy_command::keep_run() {
  auto all = run_.with().selected;
  if (request_.prune) all.insert(all.end(), run_.with().gone.begin(), run_.with().gone.end());
  // a machine that cannot keep it can still change hosts; whoever resumes names them then
  if (const auto problem = run_.keeper().keep(request_, label_, all); !problem.empty()) warn(problem);
}

SLIPWAY_DECL void deploy_command::show_plans(const fleet::deployment& fleet) {
  std::vector<const fleet::session*> planned;
  for (const auto& s : fleet.sessions())
    if (s.why() == fleet::part::selected && s.planned() && s.outcome().how == fleet::ending::succeeded) planned.push_back(&s);
  for (const auto* s : planned) show_plan(*s);
  if (request_.plan_out.empty()) return;
  std::vector<planned_host> kept;
  for (const auto* s : planned) {
    warn_of_open(*s->planned());
    kept.push_back({&*s->planned(), plan::review_of(*s->planned(), s->scope())});
  }
  write_plan_file(request_.plan_out, run_.layout().layout, request_.prune ? pruning::yes : pruning::no, kept);
}

SLIPWAY_DECL void deploy_command::warn_of_open(const plan::host_plan& p) {
  const auto stops = "; apply --plan stops before it, so that the rest can be reviewed, too";
  if (p.undecided)
    warn(full_name(*p.host) + ": what '" + clean(p.steps[*p.undecided].operation->name) +
         "' adds is decided only once what stands before it is done" + stops);
  else if (p.awaiting)
    warn(full_name(*p.host) + ": '" + clean(p.steps[*p.awaiting].operation->name) + "' " + p.steps[*p.awaiting].why +
         ", which is set only when that is deployed; plan again then, as apply --plan leaves this host alone");
}

SLIPWAY_DECL void deploy_command::show_plan(const fleet::session& s) {
  const auto& p = *s.planned();
  for (const auto& step : p.steps) print_.emit(json_of(p, step));
  for (const auto& orphan : s.orphans_found()) print_.emit(json_of(s.host(), orphan));
  print_.emit(json_summary(p));
  print_.say(describe_plan(s, print_.words()));
  if (request_.script && !p.is_empty())
    print_.say(plan::change_script(p, s.scope(), plan::run_name(s.host(), label_.id), label_, &fleet::read_file).script);
}

SLIPWAY_DECL void deploy_command::show(const fleet::session& s, plan::event e) {
  if (e.what == plan::event::kind::ended && s.log()->steps[e.step].what != plan::outcome::kept)
    print_.say(describe_outcome(s, e.step, print_.words()));
  if (e.what == plan::event::kind::guard)
    if (const auto line = describe_guard(s, e.step, print_.words()); !line.empty()) print_.say(line);
  if (e.what == plan::event::kind::waiting) print_.say(std::string(s.host().name) + "  waits for " + s.log()->waiting);
  if (e.what == plan::event::kind::nothing) show_contact(s);
  print_.live().refresh();
}

SLIPWAY_DECL void deploy_command::show_contact(const fleet::session& s) {
  const std::string host(s.host().name);
  const bool was_lost = lost_.contains(&s);
  if (s.at() == fleet::stage::reconnecting && !was_lost) print_.say(host + "  connecting again: " + s.lost_because());
  if (s.at() == fleet::stage::changing && was_lost) print_.say(host + "  connected again");
  if (s.at() == fleet::stage::planned && s.is_planned_anew()) show_plan(s);
  if (s.at() == fleet::stage::reconnecting) lost_.insert(&s);
  else lost_.erase(&s);
  if (s.at() != fleet::stage::attached) return;
  print_.say(describe_earlier(s, run_.keeper().resumes(), print_.words()));
  if (!s.earlier()) return;
  for (std::size_t i = 0; i != s.earlier()->steps.size(); ++i) {
    auto line = json_outcome(s.host(), *s.earlier(), i);
    line["run"] = run_.keeper().resumes();
    print_.emit(line);
  }
}

SLIPWAY_DECL void deploy_command::show_result(const fleet::session& s) {
  if (request_.what == command::plan && s.outcome().how == fleet::ending::succeeded) return;
  if (s.log() && (s.planned() || s.is_in_later_stage()))
    for (std::size_t i = 0; i != s.log()->steps.size(); ++i) print_.emit(json_outcome(s.host(), *s.log(), i));
  print_.emit(json_result(s));
  print_.say(describe_result(s, print_.words()));
}

SLIPWAY_DECL void deploy_command::summarize(int status) {
  using fleet::ending;
  const bool stopped = counts_[ending::interrupted] != 0 && counts_[ending::failed] == 0;
  boost::json::object last{{"result", interrupted_ || stopped      ? "interrupted"
                                      : status == 0 || status == 3 ? "succeeded"
                                                                   : "failed"}};
  std::string words;
  std::size_t all = 0;
  const auto add = [&](std::string_view key, std::string_view word, std::size_t count) {
    last[key] = count;
    all += count;
    if (count != 0) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, word);
  };
  add("succeeded", "succeeded", counts_[ending::succeeded]);
  add("failed", "failed", counts_[ending::failed]);
  add("dependency_failed", "dependency failed", counts_[ending::dependency_failed]);
  add("not_found", "not found", counts_[ending::not_found]);
  add("ignored", "ignored", counts_[ending::ignored]);
  add("not_reached", "not reached", counts_[ending::not_reached]);
  add("interrupted", "interrupted", counts_[ending::interrupted]);
  add("orphan", orphans_ == 1 ? "orphan" : "orphans", orphans_);
  last["resumable"] = !run_.keeper().resumable().empty();
  last["run"] = label_.id;
  print_.emit(last);
  if (all > 1) print_.say(words);
  if (declined_) print_.say("nothing was done");
}

}  // namespace slipway::front
