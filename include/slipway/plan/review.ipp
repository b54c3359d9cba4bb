#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/plan/condition_text.hpp>
#include <slipway/plan/guard_script.hpp>
#include <slipway/plan/review.hpp>
#include <slipway/plan/shell.hpp>

namespace slipway::plan {
namespace detail {

/// Of several texts and numbers, each with its size, so that they cannot run together.
class digest_of_many {
 public:
  digest_of_many& add(std::string_view text) {
    digest_.add(std::to_string(text.size()) + ":");
    digest_.add(text);
    return *this;
  }
  digest_of_many& add_number(std::uint64_t number) { return add(std::to_string(number)); }
  [[nodiscard]] std::string finish() { return digest_.finish(); }

 private:
  sha256_stream digest_;
};

/// Makes the digests of one host's steps.
class reviewer {
 public:
  reviewer(const static_plan& plan, const host_scope& scope) : plan_(plan), scope_(scope) {}

  reviewed_step review(const step& s) {
    const row& r = *s.operation;
    reviewed_step made{clean(r.name), clean(s.key), s.what, s.before, clean(s.desired), says(r), {}, s.assumed};
    if (s.what != verdict::skip && !s.later) made.does = does(r);
    return made;
  }

 private:
  std::string says(const row& r) {
    digest_of_many d;
    // the value is of all options and of the condition, too
    d.add(r.name).add_number(r.wanted.value).add_number(r.value.value).add(condition_text(r.condition));
    d.add_number(r.reboot_within).add(family_of(r));
    for (const auto& c : plan_.claims_of(r))
      d.add_number(static_cast<std::uint64_t>(c.kind)).add(c.space).add(c.subject).add(c.part);
    if (r.guard == 0) return d.finish();
    const auto& g = plan_.guards[r.guard - 1u];
    d.add_number(r.guard).add(g.name).add(g.verify).add_number(g.apply_within_ms).add_number(g.confirm_within_ms);
    return d.finish();
  }

  const std::string& family_of(const row& r) {
    const auto* f = &r.kind->belongs_to(r.payload);
    auto& known = families_[f];
    if (known.empty())
      known = digest_of_many().add(f->name).add(f->probe).add(f->apply).add(f->ready).add(f->settle).add(f->last).finish();
    return known;
  }

  std::string does(const row& r) const {
    const auto scope = scope_.with(r);
    try {
      digest_of_many d;
      d.add(r.kind->apply(r.payload, scope));
      if (const auto c = r.kind->body(r.payload, scope)) add_content(d, *c, scope);
      if (r.guard != 0 && r.restored == way_back::undone) d.add(r.kind->undo(r.payload, scope).script);
      return d.finish();
    } catch (const std::runtime_error&) {
      // it lacks a fact, or what another machine is to export
      return {};
    }
  }

  /// Of a secret no digest could be told to others: who knows what it may be would find out.
  static void add_content(digest_of_many& d, const content& c, const host_scope& scope) {
    if (!c.is_secret) {
      d.add(c.sha256).add_number(c.size);
      return;
    }
    d.add("secret").add(c.bytes);
    for (const auto lets : {scope.own, scope.data})
      for (const auto& let : lets)
        if (let.kind == let_kind::secret) d.add(let.hole).add(let.text);
  }

  const static_plan& plan_;
  const host_scope& scope_;
  std::map<const family*, std::string> families_;
};

inline std::string digest_of_surroundings(const deployable& host) {
  // the same for every host
  static const auto own =
      digest_of_many().add(prelude_shell()).add(folder_shell()).add(runner_shell()).add(guard_shell()).finish();
  digest_of_many d;
  return d.add(own).add(health_definitions(host.settings->health)).add(host.settings->state_directory).finish();
}

/// Tells how one step of the present plan differs from the reviewed one.
class step_comparison {
 public:
  step_comparison(const reviewed_step& then, const reviewed_step& now, moment when) : then_(then), now_(now), when_(when) {}

  [[nodiscard]] std::string difference() const {
    const auto name = "'" + now_.operation + "' ";
    const bool knows_both = !then_.does.empty() && !now_.does.empty();
    if (then_.says != now_.says || (knows_both && then_.does != now_.does))
      return name + "is not what it was when the plan was made: the program has changed, or a file or fact that it uses";
    if (!may_act(now_)) return {};
    if (!may_act(then_))
      return name + (then_.what == verdict::skip ? "was to be skipped" : "was in order") + ", and is to be done now: found " +
             shown(now_.before);
    if (then_.does.empty() && !now_.does.empty()) return name + "is decided only now: nobody has reviewed what it does";
    if (then_.desired != now_.desired)
      return name + "is to become " + shown(now_.desired) + " now, and in the plan " + shown(then_.desired);
    if (is_expected()) return {};
    return name + "is neither as the plan saw it nor as it is to be: found " + shown(now_.before) + ", the plan saw " +
           shown(then_.before);
  }

  static bool may_act(const reviewed_step& s) { return s.what == verdict::change || s.what == verdict::maybe || s.assumed; }

 private:
  [[nodiscard]] bool is_expected() const {
    if (now_.before == then_.before || now_.before == now_.desired) return true;
    if (when_ == moment::between_stages && then_.what == verdict::maybe) return true;
    // of several things some may be done
    const auto before = parts(now_.before), was = parts(then_.before), wanted = parts(now_.desired);
    if (before.size() != was.size() || before.size() != wanted.size()) return false;
    for (std::size_t i = 0; i != before.size(); ++i)
      if (before[i] != was[i] && before[i] != wanted[i]) return false;
    return true;
  }

  static std::vector<std::string_view> parts(std::string_view state) {
    std::vector<std::string_view> all;
    for (std::size_t from = 0; from <= state.size();) {
      const auto end = std::min(state.find(", ", from), state.size());
      all.push_back(state.substr(from, end - from));
      from = end + 2;
    }
    return all;
  }

  static std::string shown(const std::string& state) { return state.empty() ? "nothing" : state; }

  const reviewed_step& then_;
  const reviewed_step& now_;
  moment when_;
};

/// Of a step that the reviewed plan does not have; empty where that does not matter.
inline std::string difference_of_new(const reviewed_step& now, bool may_be_decided) {
  const bool acts = step_comparison::may_act(now);
  if (!now.key.empty())
    return acts ? "'" + now.operation + "' is to be taken back now (" + now.key + "), which nobody has reviewed" : std::string();
  if (may_be_decided && !acts) return {};
  return "'" + now.operation +
         "' is not in the plan: " + (may_be_decided ? "it was decided only now" : "the program has changed");
}

}  // namespace detail

SLIPWAY_DECL reviewed_host review_of(const host_plan& plan, const host_scope& scope) {
  reviewed_host made;
  if (!plan.records.machine.empty()) made.machine = sha256("slipway reviewed " + plan.records.machine);
  made.around = detail::digest_of_surroundings(*plan.host);
  made.open = plan.undecided.has_value();
  detail::reviewer each(*plan.host->plan, scope);
  for (const auto& s : plan.steps) made.steps.push_back(each.review(s));
  return made;
}

SLIPWAY_DECL std::vector<std::string> differences(const reviewed_host& then, const reviewed_host& now, moment when) {
  if (!then.machine.empty() && !now.machine.empty() && then.machine != now.machine)
    return {"it is another machine than the one that was planned for"};
  std::vector<std::string> all;
  if (then.around != now.around)
    all.emplace_back("the health checks, the state directory or Slipway itself are not what they were when the plan was made");
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
  for (std::size_t i = 0; i != then.steps.size(); ++i) places.try_emplace({then.steps[i].operation, then.steps[i].key}, i);
  std::size_t last = 0;
  for (const auto& s : now.steps) {
    const auto found = places.find({s.operation, s.key});
    auto difference = found == places.end() ? detail::difference_of_new(s, then.open)
                                            : detail::step_comparison(then.steps[found->second], s, when).difference();
    if (found != places.end()) {
      if (difference.empty() && found->second < last)
        difference = "'" + s.operation + "' stands in another place: the program has changed";
      last = std::max(last, found->second);
      places.erase(found);
    }
    if (!difference.empty()) all.push_back(std::move(difference));
  }
  // what was to be taken back may be gone, and forgotten
  for (const auto& s : then.steps)
    if (s.key.empty() && places.contains({s.operation, s.key}))
      all.push_back("'" + s.operation + "' is not in the program any more");
  return all;
}

}  // namespace slipway::plan
