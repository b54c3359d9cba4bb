#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/deployment.hpp>
#include <slipway/fleet/deployment_waves.ipp>

namespace slipway::fleet {

namespace detail {

/// Who goes before each deployable: what it depends on, or, when they are destroyed, what depends on it.
inline std::vector<std::vector<std::size_t>> goes_before(std::span<const deployable> all, purpose what_for) {
  std::vector<std::vector<std::size_t>> before(all.size());
  for (std::size_t i = 0; i != all.size(); ++i)
    for (const auto k : all[i].dependencies) {
      if (what_for == purpose::destroy) before[k].push_back(i);
      else before[i].push_back(k);
    }
  return before;
}

}  // namespace detail

SLIPWAY_DECL deployment::deployment(boost::asio::io_context& io, std::span<const deployable> all,
                                    std::span<const deployable* const> selected, session_context& context,
                                    deployment_options options, approval approve)
    : io_(io),
      somebody_is_done_(io, asio::steady_timer::time_point::max()),
      context_(context),
      options_(std::move(options)),
      approve_(std::move(approve)) {
  make_sessions(all, selected);
}

SLIPWAY_DECL void deployment::make_sessions(std::span<const deployable> all, std::span<const deployable* const> selected) {
  const auto before = detail::goes_before(all, context_.what_for);
  std::map<const deployable*, session*> made;
  const std::set<const deployable*> wanted(selected.begin(), selected.end());
  const std::function<void(const deployable*)> add = [&](const deployable* d) {
    if (made.contains(d)) return;
    made[d] = nullptr;  // the compiler has seen that there is no cycle
    const bool is_one_of_all = !all.empty() && d >= &all.front() && d <= &all.back();
    const auto none = std::vector<std::size_t>();
    const auto& needed = is_one_of_all ? before[static_cast<std::size_t>(d - all.data())] : none;
    for (const auto i : needed)
      if (context_.what_for != purpose::look && context_.what_for != purpose::adopt) add(&all[i]);
    auto& s = sessions_.emplace_back(*d, context_, wanted.contains(d) ? part::selected : part::related);
    made[d] = &s;
    for (const auto i : needed)
      if (made.contains(&all[i])) dependencies_[&s].push_back(made[&all[i]]);
  };
  for (const auto* d : selected) add(d);
}

SLIPWAY_DECL void deployment::run() {
  std::vector<session*> all;
  for (auto& s : sessions_)
    if (s.why() == part::selected) all.push_back(&s);
  if (options_.inquire) return inquire(all);
  if (options_.resume) run_all(all, &session::attach);
  look_at_related();
  for (const auto& wave : waves(std::move(all))) {
    if (!may_go_on()) return;
    run_wave(wave);
  }
  // containers in containers take one more each
  while (options_.apply && !put_off_.empty() && may_go_on()) {
    const auto late = std::exchange(put_off_, {});
    run_wave(late);
  }
}

SLIPWAY_DECL void deployment::inquire(std::span<session* const> all) {
  run_all(all, &session::inquire);
  if (interrupted_) end_rest({ending::interrupted, "stopped before it had answered", {}, {}});
  run_all(all, &session::disconnect);
}

SLIPWAY_DECL void deployment::end_rest(const result& r) {
  for (auto& s : sessions_) s.end(r);
}

/// Why it is to come after others that are changed first, where it is: its machine may start it, or such a one is needed.
SLIPWAY_DECL std::string deployment::why_put_off(const session& s) const {
  const auto needed = dependencies_.find(&s);
  if (needed == dependencies_.end() || (s.has_ended() && !s.could_not_be_entered())) return {};
  for (auto* other : needed->second) {
    if (std::ranges::find(put_off_, other) != put_off_.end())
      return "is planned once " + full_name(other->host()) + " is deployed, which cannot be entered yet";
    const bool is_its_machine = s.could_not_be_entered() && &other->host() == &context_.all[s.host().inside];
    if (is_its_machine && !other->has_ended() && other->has_something_to_do())
      return "cannot be entered yet, and is planned once " + full_name(other->host()) + " is deployed";
  }
  return {};
}

SLIPWAY_DECL void deployment::put_off_unentered(std::vector<session*>& open) {
  if (context_.what_for != purpose::deploy) return;
  // dependencies come first
  std::erase_if(open, [&](session* s) {
    const auto why = why_put_off(*s);
    if (why.empty()) return false;
    put_off_.push_back(s);
    if (options_.apply) s->reopen();
    else s->overrule({ending::ignored, why, {}, {}});
    return true;
  });
}

SLIPWAY_DECL void deployment::run_wave(std::span<session* const> wave) {
  wave_ = wave;
  std::vector<session*> open(wave.begin(), wave.end());
  const auto drop_ended = [&] { std::erase_if(open, [](const session* s) { return s->has_ended(); }); };
  // nobody need be asked who is left alone anyway
  if (context_.what_for == purpose::deploy)
    for (auto* s : open) end_if_a_dependency_failed(*s, dependency_that::has_ended);
  // a host that changes under our eyes is planned anew, but not for ever
  for (int attempt = 0; attempt != (options_.plan_again ? 3 : 1) && !open.empty(); ++attempt) {
    drop_ended();  // those that were not to be asked
    run_all(open, &session::gather);
    put_off_unentered(open);
    for (auto* s : open) s->take_exports();
    refuse_same_machines(wave);
    for (auto* s : open)
      if (s->at() == stage::planned) end_if_a_dependency_failed(*s, dependency_that::has_ended);
    if (begins_no_more())
      for (auto* s : open) s->end(detail::not_reached);
    drop_ended();
    if (!options_.apply) break;
    if (interrupted_) break;
    if (!open.empty() && !approve_(open, [this] {
          io_.restart();
          io_.poll();
        })) {
      declined_ = true;
      break;
    }
    drop_ended();  // those that were refused
    run_all(open, &session::apply);
    drop_ended();
  }
  for (auto* s : open) {
    if (interrupted_) s->end({ending::interrupted, "stopped before anything was changed", "apply again to go on", {}});
    else if (declined_) s->end({ending::ignored, "not approved; nothing was changed", {}, {}});
    else if (end_if_a_dependency_failed(*s, dependency_that::counts); s->has_ended()) continue;
    else if (s->found_changed())
      s->end({ending::failed, "the host has changed since the plan; nothing was done",
              "see what else is at work there, and plan again", s->log()->differences});
    else s->end({ending::succeeded, {}, {}, {}});
  }
  if (options_.apply && options_.rollback_succeeded) settle_wave(wave);
  run_all(wave, &session::disconnect);
}

SLIPWAY_DECL void deployment::run_all(std::span<session* const> sessions, work what) {
  std::deque<session*> waiting(sessions.begin(), sessions.end());
  std::size_t active = 0;
  busy_.insert(sessions.begin(), sessions.end());
  const auto is_next = [&](const session* s) { return what != &session::apply || !must_wait(*s); };
  const auto worker = [&]() -> asio::awaitable<void> {
    while (!waiting.empty()) {
      const auto next = std::ranges::find_if(waiting, is_next);
      if (next == waiting.end()) {
        boost::system::error_code ignored;
        co_await somebody_is_done_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        continue;
      }
      auto& s = **next;
      waiting.erase(next);
      co_await run_one(s, what);
      busy_.erase(&s);
      somebody_is_done_.cancel();
    }
    --active;
  };
  for (std::size_t i = 0; i != std::min(options_.parallel, sessions.size()); ++i, ++active)
    asio::co_spawn(io_, worker, asio::detached);
  io_.restart();
  while (active != 0) io_.run_one();
}

SLIPWAY_DECL asio::awaitable<void> deployment::run_one(session& s, work what) {
  const bool begins = what == &session::gather || what == &session::apply;
  if (begins && s.why() == part::selected && begins_no_more()) co_return s.end(detail::not_reached);
  if (what == &session::apply && !dependencies_succeeded(s)) co_return;
  // what is to be rolled back is, once others have failed
  if (interrupted_ && what != &session::disconnect && what != &session::roll_back) co_return;
  co_await run_within_time(s, what);
}

SLIPWAY_DECL bool deployment::must_wait(const session& s) const {
  const auto needed = dependencies_.find(&s);
  if (interrupted_ || needed == dependencies_.end()) return false;
  return std::ranges::any_of(needed->second, [&](const session* other) { return busy_.contains(other); });
}

SLIPWAY_DECL bool deployment::dependencies_succeeded(session& s) {
  const auto needed = dependencies_.find(&s);
  if (needed == dependencies_.end()) return true;
  // one that is planned anew has not ended yet: its dependents come again with it
  if (std::ranges::any_of(needed->second, [](const session* other) { return !other->has_ended(); })) return false;
  end_if_a_dependency_failed(s, dependency_that::counts);
  return !s.has_ended();
}

namespace detail {

/// Why one that goes before is no reason to go on.
inline std::string why_not(const session& other) {
  const auto how = other.outcome().how;
  if (!other.has_ended()) return ", which has changed since it was planned";
  if (how == ending::dependency_failed) return ", which was left alone: it " + other.outcome().reason;
  if (other.why() == part::related && !other.outcome().reason.empty()) return ", which " + other.outcome().reason;
  return ", which is not deployed (" + std::string(to_text(how)) + ")";
}

}  // namespace detail

SLIPWAY_DECL void deployment::end_if_a_dependency_failed(session& s, dependency_that which) {
  const auto needed = dependencies_.find(&s);
  if (needed == dependencies_.end()) return;
  for (const auto* other : needed->second) {
    const auto& how = other->outcome();
    if (!other->has_ended() && which == dependency_that::has_ended) continue;
    if (other->has_ended() && is_success(how.how)) continue;
    const auto name = full_name(other->host());
    if (context_.what_for != purpose::destroy)
      return s.end({ending::dependency_failed,
                    "depends on " + name + detail::why_not(*other),
                    other->why() == part::related
                        ? "deploy " + name + " first, or use --with-dependencies; nothing was changed here"
                        : "mend " + name + " and apply again; nothing was changed here",
                    {}});
    const auto because = how.reason.empty() ? std::string(to_text(how.how)) : how.reason;
    if (other->has_ended() && how.how == ending::ignored)
      return s.end({ending::ignored, "stays, as " + name + " depends on it and stays: " + because, {}, {}});
    return s.end({ending::dependency_failed,
                  "stays, as " + name + " depends on it and was not destroyed: " + because,
                  "mend " + name + " and destroy again" +
                      (other->why() == part::related ? ", or take it out of the program" : "") + "; nothing was changed here",
                  {}});
  }
}

SLIPWAY_DECL void deployment::look_at_related() {
  std::vector<session*> related;
  for (auto& s : sessions_)
    if (s.why() == part::related && !s.has_ended()) related.push_back(&s);
  if (related.empty()) return;
  run_all(related, &session::gather);
  for (auto* s : related)
    if (!s->has_ended()) end_related(*s);
    else if (s->outcome().how == ending::failed)
      s->overrule({ending::failed, "is not selected, and cannot be asked: " + s->outcome().reason, s->outcome().remedy, {}});
  run_all(related, &session::disconnect);
}

/// Whether one that is not selected is deployed: its host's manifest says so; one that is readonly has none.
SLIPWAY_DECL void deployment::end_related(session& s) {
  if (interrupted_) return s.end({ending::interrupted, "stopped before it was looked at", {}, {}});
  if (context_.what_for == purpose::destroy) return s.end({ending::ignored, "is not selected, and is deployed", {}, {}});
  const auto& own = s.found().own;
  const auto drifted = s.planned()->out_of_order();
  const bool in_order = drifted == 0;
  if (s.is_readonly() && !own && !in_order)
    return s.end({ending::ignored, "is not selected, readonly, and not as it should be", {}, {}});
  if (!s.is_readonly() && !own) return s.end({ending::ignored, "is not selected, and was never deployed", {}, {}});
  if (own && own->ended != "succeeded")
    return s.end({ending::ignored, "is not selected, and its last deployment (" + clean(own->run) + ") did not succeed", {}, {}});
  if (!in_order && options_.strict_dependencies)
    return s.end({ending::ignored, "is not selected, and has drifted since it was deployed", {}, {}});
  if (!in_order)
    warnings_.push_back(full_name(s.host()) +
                        " is not selected, others depend on it, and it has drifted: " + std::to_string(drifted) +
                        " of its operations are not in order; --strict-dependencies makes that a failure");
  s.end({ending::succeeded, {}, {}, {}});
}

/// Two names of one machine would undo each other's work. Where they keep their records apart, that was meant.
SLIPWAY_DECL void deployment::refuse_same_machines(std::span<session* const> wave) {
  if (context_.what_for == purpose::look) return;
  std::map<std::string, session*> known;
  for (auto& s : sessions_) {
    const auto& id = s.found().machine;
    if (id.empty() || id.starts_with("hostname-") || s.why() == part::related) continue;
    const auto [first, is_new] = known.emplace(id + " " + s.found().base, &s);
    if (is_new) continue;
    const result refused{
        ending::failed,
        full_name(first->second->host()) + " and " + full_name(s.host()) + " are one machine (its id is " + clean(id) + ")",
        "correct an address, or give one machine the operations of both; if they are meant to share it, give each a"
        " state_directory of its own. Nothing was changed there",
        {}};
    for (auto* both : {first->second, &s})
      if (std::ranges::find(wave, both) != wave.end() && both->at() == stage::planned) both->end(refused);
  }
}

SLIPWAY_DECL asio::awaitable<void> deployment::run_within_time(session& s, work what) {
  using asio::experimental::awaitable_operators::operator||;
  if (!options_.timeout || what == &session::disconnect) {
    co_await (s.*what)();
    co_return;
  }
  asio::steady_timer timer(io_, *options_.timeout);
  const auto first = co_await ((s.*what)() || timer.async_wait(asio::use_awaitable));
  if (first.index() == 1) s.end_late(*options_.timeout);
}

SLIPWAY_DECL void deployment::interrupt() {
  interrupted_ = true;
  somebody_is_done_.cancel();
  for (auto& s : sessions_) {
    const bool has_begun = s.is_changing() || s.at() == stage::uploading || (s.is_in_later_stage() && !s.has_ended());
    if (has_begun) asio::co_spawn(io_, s.stop(), asio::detached);
  }
}

}  // namespace slipway::fleet
