#pragma once

#include <algorithm>
#include <iterator>
#include <span>

#include <slipway/fleet/deployment.hpp>

namespace slipway::fleet {
namespace detail {

inline const result not_reached{ending::not_reached, "too many hosts have failed before", "mend them and apply again", {}};

}  // namespace detail

SLIPWAY_DECL std::vector<std::vector<session*>> deployment::waves(std::vector<session*> all) const {
  const auto total = all.size();
  std::vector<std::vector<session*>> made;
  if (auto first = take_canaries(all); !first.empty()) made.push_back(std::move(first));
  for (std::size_t i = 0; !all.empty(); ++i) {
    const auto size = options_.waves.empty() ? total : options_.waves[std::min(i, options_.waves.size() - 1)].of(total);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(size, 1, all.size()));
    made.emplace_back(all.begin(), end);
    all.erase(all.begin(), end);
  }
  return made;
}

SLIPWAY_DECL bool deployment::is_canary(const session& s) const {
  if (s.host().settings->canary.is_on() && options_.apply) return true;
  return std::ranges::any_of(options_.canaries, [&](const std::string& pattern) { return matches(pattern, s.host()); });
}

/// Dependencies stand before those that depend on them, here too.
SLIPWAY_DECL std::vector<session*> deployment::take_canaries(std::vector<session*>& all) const {
  std::set<const session*> taken;
  for (auto s = all.rbegin(); s != all.rend(); ++s) {
    if (!taken.contains(*s) && !is_canary(**s)) continue;
    taken.insert(*s);
    if (const auto needed = dependencies_.find(*s); needed != dependencies_.end())
      taken.insert(needed->second.begin(), needed->second.end());
  }
  std::vector<session*> canaries;
  std::erase_if(all, [&](session* s) {
    if (taken.contains(s)) canaries.push_back(s);
    return taken.contains(s);
  });
  return canaries;
}

SLIPWAY_DECL bool deployment::may_go_on() {
  const auto comes_first = [&](const session& s) { return s.why() == part::selected && is_canary(s); };
  const bool is_staged = !options_.waves.empty() || !options_.canaries.empty() || std::ranges::any_of(sessions_, comes_first);
  if (interrupted_) end_rest({ending::interrupted, "stopped before it was begun", "apply again to go on", {}});
  else if (declined_) end_rest({ending::ignored, "not approved", {}, {}});
  else if (begins_no_more() || (is_staged && !options_.max_failures && has_failed(1))) end_rest(detail::not_reached);
  else return true;
  return false;
}

SLIPWAY_DECL bool deployment::has_failed(std::size_t enough) const {
  const auto failed = std::ranges::count_if(wave_, [](const session* s) { return s->outcome().how == ending::failed; });
  return options_.apply && static_cast<std::size_t>(failed) >= enough;
}

SLIPWAY_DECL bool deployment::begins_no_more() const {
  return options_.max_failures && has_failed(std::max<std::size_t>(1, options_.max_failures->of(wave_.size())));
}

SLIPWAY_DECL void deployment::settle_wave(std::span<session* const> wave) {
  std::vector<session*> kept;
  std::ranges::copy_if(wave, std::back_inserter(kept), [](const session* s) { return s->can_be_rolled_back(); });
  const auto failed = std::ranges::find_if(wave, [](const session* s) { return s->outcome().how == ending::failed; });
  if (failed == wave.end()) {
    if (!interrupted_) run_all(kept, &session::let_go);
    return;
  }
  context_.failed_in_wave = full_name((*failed)->host());
  for (const auto* s : wave)
    if (s->outcome().how == ending::succeeded && s->log() && !s->planned()->is_empty() && !s->can_be_rolled_back())
      warnings_.push_back(full_name(s->host()) + " stays as it is now: nothing of what was changed there was guarded");
  roll_back(std::move(kept));
}

/// Those that depend on others go before them.
SLIPWAY_DECL void deployment::roll_back(std::vector<session*> wave) {
  while (!wave.empty()) {
    std::set<const session*> needed;
    for (const auto* s : wave)
      if (const auto found = dependencies_.find(s); found != dependencies_.end())
        needed.insert(found->second.begin(), found->second.end());
    std::vector<session*> next;
    std::erase_if(wave, [&](session* s) {
      if (!needed.contains(s)) next.push_back(s);
      return !needed.contains(s);
    });
    run_all(next, &session::roll_back);
  }
}

}  // namespace slipway::fleet
