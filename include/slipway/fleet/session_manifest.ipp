#pragma once

#include <algorithm>
#include <span>

#include <slipway/fleet/session.hpp>
#include <slipway/plan/record_run.hpp>

namespace slipway::fleet {

SLIPWAY_DECL plan::question session::make_question() const {
  plan::question q;
  q.facts = plan::needed_facts(*asked_);
  for (const auto& f : context_->facts)
    if (std::ranges::find(q.facts, f.family, &plan::asked_facts::family) == q.facts.end()) q.facts.push_back(f);
  q.differing = context_->differing;
  const bool is_first_of_two = asked_ == &bare_ && context_->what_for == purpose::destroy;
  const bool waits = context_->then == after_plan::wait_for_change && why_ == part::selected && !is_first_of_two;
  q.then = waits ? plan::phase_one_end::wait_for_change : plan::phase_one_end::answer;
  if (context_->what_for == purpose::deploy) q.in_step = plan::digest_of(expected_);
  return q;
}

SLIPWAY_DECL void session::take_manifests() {
  if (context_->what_for == purpose::look) return;
  const auto how = context_->what_for == purpose::adopt ? plan::trust::adopting : plan::trust::strict;
  holdings_ = plan::read_holdings(*host_, answer_.manifests, expected_, how);
  if (context_->what_for == purpose::destroy) {
    if (!holdings_.own) end({ending::not_found, "nothing of it is on the host", {}, {}});
    return;
  }
  // whoever depends on it asks how it was deployed, and deploys nothing there
  const auto conflict = why_ == part::selected ? plan::conflict_of(*host_, holdings_, expected_) : std::string();
  if (!conflict.empty())
    throw plan::manifest_error(conflict,
                               "let one of both layouts manage it: take it out of the other, and apply that one with --prune");
}

SLIPWAY_DECL bool session::prepare_removal() {
  if (context_->what_for == purpose::destroy) {
    if (why_ == part::related) return false;
    removal_ = std::make_unique<plan::removal>(
        *host_, plan::take_back(holdings_.own->records, holdings_.others, context_->families), plan::removal::then::nothing);
  } else {
    orphans_ = plan::orphans_of(holdings_, expected_);
    undecided_ = plan::take_undecided(orphans_, *described().plan);
    const auto policy = host_->settings->orphan;
    const bool go = context_->what_for == purpose::deploy && context_->pruned == orphans::go && policy != deletion::retain &&
                    policy != deletion::warn && !is_readonly();
    if (!go || orphans_.empty() || why_ == part::related) return false;
    removal_ = std::make_unique<plan::removal>(described(), plan::take_back(orphans_, holdings_.others, context_->families),
                                               plan::removal::then::operations_of_host);
    orphans_.clear();
  }
  if (removal_) asked_ = &removal_->host();
  return removal_ != nullptr;
}

SLIPWAY_DECL void session::make_plan() {
  plan_ = plan::make_host_plan(*asked_, answer_, scope(), context_->once);
  std::vector<plan::record> taken;
  if (removal_) {
    removal_->settle(*plan_);
    for (const auto& t : removal_->all()) taken.push_back(t.what);
  }
  if (!plan_->refusal.empty()) throw plan::manifest_error(plan_->refusal, "look at the host, or change the program");
  if (context_->what_for == purpose::look) return;
  if (context_->what_for == purpose::adopt) {
    if (!plan_->can_decide()) plan_->undecided.reset();
    for (auto& s : plan_->steps)
      if (s.what == plan::verdict::change || s.what == plan::verdict::maybe)
        s.what = plan::verdict::skip, s.why = "is not in order";
  }
  const bool destroys = context_->what_for == purpose::destroy;
  const auto expected =
      destroys ? std::span<const plan::operation_records>() : std::span<const plan::operation_records>(expected_);
  auto carried = orphans_;
  carried.insert(carried.end(), undecided_.begin(), undecided_.end());
  plan_->records = plan::make_recording(*plan_, holdings_, expected, taken, carried,
                                        destroys ? plan::ending_manifest::goes : plan::ending_manifest::stays);
  plan_->records.aside = context_->what_for == purpose::adopt;
  if (plan_->records.aside) plan_->records.is_current = false;
}

}  // namespace slipway::fleet
