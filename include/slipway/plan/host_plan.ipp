#pragma once

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <slipway/core/clean.hpp>
#include <slipway/plan/fact_condition.hpp>
#include <slipway/plan/host_plan.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view to_text(verdict v) {
  switch (v) {
    case verdict::keep: return "keep";
    case verdict::change: return "change";
    case verdict::maybe: return "maybe";
    case verdict::skip: break;
  }
  return "skip";
}

SLIPWAY_DECL std::size_t host_plan::count(verdict v) const {
  return static_cast<std::size_t>(std::ranges::count(steps, v, &step::what));
}

SLIPWAY_DECL std::size_t host_plan::out_of_order() const {
  const auto is_out_of_order = [&](const step& s) {
    return !s.later && (s.what == verdict::change || (s.what == verdict::maybe && s.index < awaiting.value_or(steps.size())));
  };
  return static_cast<std::size_t>(std::ranges::count_if(steps, is_out_of_order));
}

SLIPWAY_DECL bool host_plan::can_decide() const {
  if (!undecided) return false;
  return std::all_of(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(*undecided),
                     [](const step& s) { return s.what == verdict::keep || s.what == verdict::skip; });
}

SLIPWAY_DECL std::string mark_key(const row& operation) { return fmt::format("{:016x}", operation.name_digest.value); }

SLIPWAY_DECL std::string mark_name(const row& from, const row& to) { return mark_key(from) + "-" + mark_key(to); }

namespace detail {

enum class truth : unsigned char { no, maybe, yes };

/// What is known of a condition before anything has happened.
struct outlook {
  truth value = truth::yes;
  std::vector<std::size_t> after{};  // operations that decide a maybe
  std::string why{};
  bool unknown = false;  // no because the host does not know a fact: the opposite is no better known
};

/// Plans one operation after the other; each sees what was predicted of the earlier ones.
class planner {
 public:
  planner(const deployable& host, const answer& found, const host_scope& facts, const once_table& once)
      : plan_(*host.plan), found_(found), facts_(facts), once_(once) {
    result_.host = &host;
    affected_by_.resize(plan_.rows.size());
    for (const auto& e : plan_.effects())
      if (e.from < e.to) affected_by_[e.to].push_back(e.from);
  }

  host_plan run() {
    for (std::size_t i = 0; i != plan_.rows.size(); ++i) result_.steps.push_back(plan_step(i));
    return std::move(result_);
  }

 private:
  step plan_step(std::size_t i) {
    const row& r = plan_.rows[i];
    step s{i, &r, verdict::maybe, clean(found_.states[i]), {}, found_.states[i]};
    bool waits = false;
    try {
      s = predict(i);
      require_exports(r);
    } catch (const missing_export& e) {
      waits = true;
      s.why = std::string("waits for ") + e.what();
      if (!result_.undecided && !result_.awaiting) result_.awaiting = i;
    } catch (const std::runtime_error&) {
      if (!result_.undecided) throw;
      // what it takes is not there yet
      s.why = decided_in(i);
    }
    if (!result_.undecided && (r.decides == nullptr || r.is_decided)) return s;
    if (r.decides != nullptr && s.what != verdict::skip) {
      s.what = verdict::maybe;
      s.after.clear();
      if (!waits) s.why = decided_in(i);
      if (!result_.undecided) result_.undecided = i;
    }
    s.later = result_.undecided.has_value();
    return s;
  }

  /// Of what a decision reads, all that other machines export.
  void require_exports(const row& r) const {
    if (r.decides == nullptr || r.is_decided) return;
    for (const auto& f : r.decides->reads(r.payload))
      if (is_exported(f) && !f.argument().empty() && !find_answer(f, found_.facts)) throw missing_export(fact_title(f));
  }

  std::string decided_in(std::size_t i) const { return "decided in stage " + std::to_string(stage_of(plan_.rows, i)); }

  step predict(std::size_t i) {
    const row& r = plan_.rows[i];
    const auto condition = done_elsewhere(r).value_or(evaluate(i));
    step s{i, &r, verdict::skip, {}, {}, found(i, condition.value), {}, {}};
    s.before = clean(s.found);
    if (condition.value == truth::no || condition.why.starts_with("pending")) s.why = condition.why;
    // one restart is enough, whatever is out of order again in the next boot
    const bool has_restarted = r.reboot_within != 0 && condition.value != truth::no && was_done(r);
    if (has_restarted || (condition.value == truth::yes && is_done(r) && (s.found.empty() || r.probed_afterwards))) {
      s.what = verdict::keep;
      s.why = "done in run " + found_.resumed;
      return s;
    }
    if (condition.value == truth::yes && r.is_decided && s.why.empty()) {
      // what it adds follows; where it waits for a change, it is done to say that it has followed it
      s.what = verdict::keep;
      return s;
    }
    if (condition.value != truth::no) {
      s.desired = r.kind->desired(r.payload, facts_.with(r));
      decide(s, condition);
    }
    return s;
  }

  /// What the host found, where the digest of a content that holds secrets becomes `ok` or `other`.
  std::string found(std::size_t i, truth condition) const {
    const row& r = plan_.rows[i];
    auto state = found_.states[i];
    const auto digest = r.text.empty() ? std::string::npos : state.find(" secret=");
    if (digest == std::string::npos || facts_.secret_key().empty()) return state;
    const auto scope = facts_.with(r);
    // what is skipped is not rendered, as it may lack facts
    const auto wanted = condition == truth::no ? std::nullopt : r.kind->body(r.payload, scope);
    const bool same = wanted && wanted->is_secret && state.substr(digest + 8) == scope.keyed_digest(wanted->secret.view());
    return state.replace(digest + 8, std::string::npos, same ? "ok" : "other");
  }

  /// An action that the run has done in an earlier stage, or before it was resumed: nothing on the host tells. Where it waits for a
  /// change, marks do.
  bool is_done(const row& r) const {
    const bool waits = std::ranges::any_of(r.condition, [](const token& t) { return t.kind == token_kind::changed; });
    return r.action && !waits && was_done(r);
  }
  bool was_done(const row& r) const { return std::ranges::find(found_.done, r.name) != found_.done.end(); }

  void decide(step& s, const outlook& condition) {
    auto writers = writers_before(s.index);
    const bool unclear = s.found.find("unreadable") != std::string::npos || s.found.find("unprobeable") != std::string::npos;
    const bool in_order = !s.operation->probed_afterwards && !s.found.empty() && s.found == s.desired;
    if (satisfied_by_earlier(s.index)) {
      s.what = verdict::keep;
    } else if (unclear && writers.empty()) {
      s.what = verdict::change;
      refuse(s);
    } else if (!writers.empty() && !s.found.empty() && !s.operation->probed_afterwards) {
      s.what = verdict::maybe;
      s.after = std::move(writers);
      assume(s);
    } else {
      s.what = in_order ? verdict::keep : verdict::change;
    }
    if (condition.value == truth::maybe && s.what != verdict::keep) {
      s.what = verdict::maybe;
      s.after.insert(s.after.end(), condition.after.begin(), condition.after.end());
      std::ranges::sort(s.after);
      s.after.erase(std::unique(s.after.begin(), s.after.end()), s.after.end());
    }
  }

  /// Where everything that may affect a step is sure to change, and the user has promised what it leaves, a maybe is certain.
  void assume(step& s) const {
    const auto* o = s.operation->options;
    if (o == nullptr || o->promised == presence::unknown) return;
    const auto is_promised = [&](std::size_t k) {
      return result_.steps[k].what == verdict::change &&
             std::ranges::any_of(std::span(o->promises).first(o->promise_count),
                                 [&](const name_reference& p) { return names(plan_.rows[k], p.name); });
    };
    if (!std::ranges::all_of(s.after, is_promised)) return;
    const auto claims = plan_.claims_of(*s.operation);
    const auto managed = std::ranges::find_if(claims, [](const claim& c) { return manages(c); });
    const bool wants_absent = managed != claims.end() && managed->after == presence::absent;
    s.what = wants_absent == (o->promised == presence::absent) ? verdict::keep : verdict::change;
    s.why = "assumed, after: '" + std::string(plan_.rows[s.after.front()].name) + "'";
    s.after.clear();
    s.assumed = true;
  }

  std::optional<outlook> done_elsewhere(const row& r) const {
    if (r.options == nullptr || !r.options->run_once) return std::nullopt;
    const auto first = once_.find({std::string(r.name), r.value.value});
    if (first == once_.end() || first->second == full_name(*result_.host)) return std::nullopt;
    return outlook{truth::no, {}, "done once, on " + first->second};
  }

  void refuse(const step& s) {
    if (!result_.refusal.empty() || result_.undecided) return;
    result_.refusal = "'" + std::string(s.operation->name) + "' cannot be planned: found " + s.before;
  }

  /// Earlier operations that may change something and what this one probes.
  std::vector<std::size_t> writers_before(std::size_t i) const {
    std::vector<std::size_t> writers;
    const auto may_change = [&](std::size_t k) {
      return result_.steps[k].what == verdict::change || result_.steps[k].what == verdict::maybe;
    };
    for (std::size_t k = 0; k != i; ++k) {
      const bool affects = static_plan::affects_widely(plan_.rows[k], plan_.rows[i]) ||
                           std::ranges::find(affected_by_[i], k) != affected_by_[i].end();
      if (affects && may_change(k)) writers.push_back(k);
    }
    return writers;
  }

  /// Whether an earlier operation that will succeed leaves just what this one wants, and nothing in between spoils it.
  bool satisfied_by_earlier(std::size_t i) const {
    const auto wanted = plan_.claims_of(plan_.rows[i]);
    const auto writers = writers_before(i);
    if (writers.empty() || result_.steps[writers.back()].what != verdict::change) return false;
    const auto given = plan_.claims_of(plan_.rows[writers.back()]);
    // what is only said to be affected is not what the operation wants
    const bool wants = std::ranges::any_of(wanted, [](const claim& w) { return looked_at(w); });
    return wants && std::ranges::all_of(wanted, [&](const claim& w) {
             if (!looked_at(w)) return true;
             return std::ranges::any_of(given, [&](const claim& g) { return looked_at(g) && gives(g, w); });
           });
  }

  static bool looked_at(const claim& c) { return manages(c) || c.kind == claim_kind::reads; }

  static bool gives(const claim& given, const claim& wanted) {
    if (given.space != wanted.space || given.subject != wanted.subject || given.part != wanted.part) return false;
    if (wanted.kind == claim_kind::reads) return wanted.after != presence::unknown && wanted.after == given.after;
    return given.state == wanted.state;
  }

  outlook evaluate(std::size_t i) const {
    std::vector<outlook> stack;
    for (const auto& t : plan_.rows[i].condition) {
      switch (t.kind) {
        case token_kind::changed: stack.push_back(evaluate_changed(i, t)); break;
        case token_kind::failed:
        case token_kind::succeeded: stack.push_back(evaluate_end(i, t)); break;
        case token_kind::compare:
        case token_kind::compare_data: stack.push_back(evaluate_comparison(t)); break;
        case token_kind::no: stack.back() = opposite(std::move(stack.back())); break;
        case token_kind::all:
        case token_kind::any: {
          const auto right = std::move(stack.back());
          stack.pop_back();
          stack.back() = combine(std::move(stack.back()), right, t.kind);
          break;
        }
      }
    }
    return stack.empty() ? outlook{} : stack.back();
  }

  static outlook opposite(outlook o) {
    if (o.unknown || o.value == truth::maybe) return o;
    o.value = o.value == truth::yes ? truth::no : truth::yes;
    return o;
  }

  static outlook combine(outlook left, const outlook& right, token_kind kind) {
    const bool both = kind == token_kind::all;
    // `all` is as true as its weaker side, `any` as its stronger
    const bool right_decides = both ? right.value < left.value : right.value > left.value;
    const bool unknown = both ? left.unknown != right.unknown ? (left.unknown ? right : left).value != truth::no : left.unknown
                              : left.unknown || right.unknown;
    if (left.value == truth::maybe && right.value == truth::maybe)
      left.after.insert(left.after.end(), right.after.begin(), right.after.end());
    else if (left.value == right.value)
      left.why = both && left.value == truth::no ? left.why : joined(left.why, right.why, " and ");
    else if (right_decides) left = right;
    left.unknown = left.value == truth::no && unknown;
    return left;
  }

  /// "os.id is alpine, not debian or ubuntu"
  static std::string joined(const std::string& left, const std::string& right, std::string_view sign) {
    if (right.empty() || left == right) return left;
    if (left.empty()) return right;
    const auto cut = left.find(", not ");
    if (cut != std::string::npos && right.starts_with(left.substr(0, cut + 6))) return left + " or " + right.substr(cut + 6);
    return left + std::string(sign) + right;
  }

  outlook evaluate_changed(std::size_t to, const token& t) const {
    const auto* from = asked_edge(to, t);
    if (from == nullptr) return {truth::no, {}, "'" + std::string(t.operation.name) + "' is not in the role"};
    const auto mark = found_.marks.find(mark_name(plan_.rows[from->from], plan_.rows[to]));
    if (mark != found_.marks.end()) return {truth::yes, {}, "pending since run " + clean(mark->second)};
    switch (result_.steps[from->from].what) {
      case verdict::change: return {truth::yes, {}, "'" + std::string(plan_.rows[from->from].name) + "' changes"};
      case verdict::maybe: return {truth::maybe, {from->from}, {}};
      default: return {truth::no, {}, "'" + std::string(plan_.rows[from->from].name) + "' does not change"};
    }
  }

  /// Where a condition asks what became of an operation.
  const edge* asked_edge(std::size_t to, const token& t) const {
    for (const auto& e : plan_.edges())
      if (e.to == to && e.condition && names(plan_.rows[e.from], t.operation.name)) return &e;
    return nullptr;
  }

  // inside a prefixed role a reference is shorter than the name
  static bool names(const row& r, std::string_view reference) {
    return r.name == reference ||
           (r.name.ends_with(reference) && r.name.substr(0, r.name.size() - reference.size()).ends_with(": "));
  }

  /// How an earlier operation ended.
  outlook evaluate_end(std::size_t to, const token& t) const {
    const auto* from = asked_edge(to, t);
    const bool wants_success = t.kind == token_kind::succeeded;
    const auto name = "'" + std::string(t.operation.name) + "'";
    if (from == nullptr) return {truth::no, {}, name + " is not in the role"};
    switch (result_.steps[from->from].what) {
      case verdict::keep: return {wants_success ? truth::yes : truth::no, {}, name + " is in order"};
      case verdict::skip: return {truth::no, {}, name + " is skipped"};
      default: return {truth::maybe, {from->from}, {}};
    }
  }

  outlook evaluate_comparison(const token& t) const {
    if (is_exported(t.fact) && !find_answer(t.fact, found_.facts)) throw missing_export(fact_title(t.fact));
    const auto held = plan::holds(t, found_.facts, facts_.data);
    return {held.value_or(false) ? truth::yes : truth::no, {}, comparison_words(t, found_.facts, facts_.data), !held};
  }

  const static_plan& plan_;
  const answer& found_;
  const host_scope& facts_;
  const once_table& once_;
  host_plan result_;
  std::vector<std::vector<std::size_t>> affected_by_;
};

}  // namespace detail

SLIPWAY_DECL void do_once(const deployable& host, once_table& once) {
  for (const auto& r : host.plan->rows)
    if (r.options != nullptr && r.options->run_once) once.try_emplace({std::string(r.name), r.value.value}, full_name(host));
}

SLIPWAY_DECL std::string platform_problem(const deployable& host, const answer& found) {
  const auto& wanted = host.settings->platform;
  if (wanted.id.empty()) return {};
  const auto fact = [&](const char* name) {
    const auto f = found.facts.find(name);
    return f == found.facts.end() ? std::string() : f->second;
  };
  const auto id = fact("os.id"), version = fact("os.version");
  const bool same_version = wanted.version == 0 || to_number(version.substr(0, version.find('.')), 0) == wanted.version;
  if (id == wanted.id && same_version) return {};
  return "the host runs " + (id.empty() ? "unknown" : clean(id)) + " " + clean(version) + ", and the program says " +
         std::string(wanted.id) + (wanted.version == 0 ? "" : " " + std::to_string(wanted.version));
}

SLIPWAY_DECL host_plan make_host_plan(const deployable& host, const answer& found, const host_scope& facts,
                                      const once_table& once) {
  return detail::planner(host, found, facts, once).run();
}

}  // namespace slipway::plan
