#pragma once

#include <algorithm>
#include <bit>
#include <utility>

#include <slipway/check/check.hpp>
#include <slipway/check/sentence.hpp>
#include <slipway/program/decided_plan.hpp>

namespace slipway {
namespace detail {

/// What `chained_index` is where nobody knows beforehand how many there are.
class growing_index {
 public:
  explicit growing_index(std::size_t entries) : heads_(std::bit_ceil(entries * 2 + 1)), next_(entries + 1) {}
  void add(std::size_t entry, digest key) { add_to_chain(&heads_[key.value % heads_.size()], next_.data(), entry); }
  [[nodiscard]] index_view view() const { return {heads_, next_}; }

 private:
  std::vector<std::uint32_t> heads_, next_;
};

}  // namespace detail

/// What a decision is handed.
class decided_plan::context final : public dynamic_context {
 public:
  context(decided_plan& of, const row& decision, const answers& found) : plan_(of), decision_(decision), found_(found) {}

  std::vector<added_operation> added{};

  [[nodiscard]] std::string_view keep(std::string text) override { return plan_.texts_.emplace_back(std::move(text)); }

 protected:
  [[nodiscard]] std::optional<std::string> answer(const fact_reference& fact) const override {
    const auto asked = decision_.decides->reads(decision_.payload);
    const auto is_same = [&](const fact_reference& f) { return fact_key(f) == fact_key(fact); };
    if (std::ranges::none_of(asked, is_same))
      throw decision_error("it asks for the fact " + fact_title(fact) + ", which it does not name in reads(...): add it there");
    return find_answer(fact, found_);
  }
  void take(added_operation one) override {
    plan_.operations_.emplace_back(one.operation, one.destroy);
    added.push_back(one);
  }
  void set_export(const export_reference& what, std::string value) override {
    const auto is_same = [&](const export_reference& e) { return e.key == what.key && e.type == what.type; };
    if (std::ranges::none_of(decision_.decides->exports, is_same))
      throw decision_error("it sets '" + std::string(what.key) + "', which it does not name with exports<\"" +
                           std::string(what.key) + "\">: add it to its options");
    plan_.exported_.insert_or_assign(std::string(what.key), std::move(value));
  }

 private:
  decided_plan& plan_;
  const row& decision_;
  const answers& found_;
};

inline void decided_plan::tables::append(row r, std::span<const claim> its) {
  r.first_claim = claims.size();
  r.claim_count = its.size();
  claims.insert(claims.end(), its.begin(), its.end());
  rows.push_back(r);
}

SLIPWAY_DECL decided_plan::decided_plan(const deployable& described) : plan_(*described.plan), host_(described) {
  host_.plan = &plan_;
}

SLIPWAY_DECL void decided_plan::decide(std::size_t at, const answers& found) {
  const row decision = plan_.rows[at];
  context made(*this, decision, found);
  try {
    decision.decides->decide(decision.payload, made);
    take(std::move(made.added), at);
  } catch (const std::exception& e) {
    throw decision_error("'" + std::string(decision.name) + "' cannot be decided: " + e.what());
  }
}

SLIPWAY_DECL void decided_plan::take(std::vector<added_operation> added, std::size_t at) {
  tables grown;
  for (std::size_t i = 0; i != plan_.rows.size(); ++i) {
    row r = plan_.rows[i];
    const auto claims = plan_.claims_of(r);
    if (i == at) r.is_decided = true, r.affects_everything = false;  // what is added says for itself
    grown.append(r, claims);
    if (i == at)
      for (const auto& one : added) add(one, r, grown);
  }
  const auto more = grown.rows.size() - plan_.rows.size();
  std::vector<guard_row> guards(plan_.guards.begin(), plan_.guards.end());
  for (auto& g : guards)
    if (g.first > at) g.first += more, g.end += more;
  check_and_take(std::move(grown), std::move(guards));
}

SLIPWAY_DECL void decided_plan::add(const added_operation& added, const row& decision, tables& to) {
  row r;
  std::vector<claim> claims(8);
  for (bool complete = false; !complete;) {
    r = row();
    description described(r, claims.data(), claims.size());
    added.fill(added.operation, r, described);
    complete = described.count() <= claims.size();
    claims.resize(described.count());
  }
  r.scope = texts_.emplace_back(std::string(decision.name) + ": ");
  r.name = texts_.emplace_back(std::string(r.scope) + std::string(r.name));
  r.name_digest = digest(r.name);
  // one that is added twice is one operation, as in a role
  const auto is_same = [&](const row& other) { return other.name == r.name && other.value == r.value; };
  if (std::ranges::none_of(to.rows, is_same)) to.append(r, claims);
}

/// Nothing changes where a rule is broken.
SLIPWAY_DECL void decided_plan::check_and_take(tables grown, std::vector<guard_row> guards) {
  const auto& rows = grown.rows;
  const auto& claims = grown.claims;
  detail::growing_index by_name(rows.size()), by_subject(claims.size());
  for (std::size_t i = rows.size(); i-- != 0;) by_name.add(i, rows[i].name_digest);
  for (std::size_t k = claims.size(); k-- != 0;)
    if (manages(claims[k]) || creates(claims[k])) by_subject.add(k, claims[k].whole);

  const rules::role_view role{rows, claims, by_name.view()};
  rules::findings found;
  for (std::size_t i = 0; i != rows.size(); ++i) rules::find_mistakes_of_row(role, by_subject.view(), guards, i, found);
  rules::find_mistakes_on_machine(rows, rules::needs_of(rows), host_.data, *host_.settings,
                                  rules::culprit(host_.prefix, host_.name), found);
  if (found.count != 0) {
    std::string words;
    for (std::size_t i = 0; i != found.count; ++i) words += (i == 0 ? "" : ". ") + rules::to_sentence(found.items[i]);
    throw decision_error(words);
  }

  links_ = link(role);
  tables_ = std::move(grown);
  guards_ = std::move(guards);
  plan_ = static_plan{tables_.rows, tables_.claims, guards_, links_.view()};
}

}  // namespace slipway
