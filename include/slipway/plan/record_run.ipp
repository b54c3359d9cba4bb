#pragma once

#include <algorithm>
#include <set>

#include <slipway/plan/record_run.hpp>

namespace slipway::plan {
namespace detail {

inline char letter(held h) { return static_cast<char>(h); }

inline bool is_absence(std::string_view state) {
  return state == "absent" || state == "config-files" || state == "not found" || state == "due";
}

/// The parts of a state that is one for each of several things; the whole of it where it is not.
inline std::string_view part_of(std::string_view state, std::size_t which, std::size_t count) {
  if (count == 1) return state;
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= state.size();) {
    const auto end = std::min(state.find(", ", from), state.size());
    parts.push_back(state.substr(from, end - from));
    from = end + 2;
  }
  return parts.size() == count ? parts[which] : state;
}

/// How a record is held that the host did not hold, once its operation has made it so.
inline held newly_held(const record& r, std::string_view found, bool in_order) {
  if (in_order) return held::adopted;
  const bool was_there = !found.empty() && !is_absence(found);
  if (was_there && r.before == prior::stays) return held::adopted;
  // a line or block that was not there has replaced nothing, whatever its file held
  return was_there && r.before == prior::is_lost ? held::replaced : held::managed;
}

/// The state that another name of the same machine holds it in: a deployable that was renamed.
inline const record* held_by_another_name(const holdings& found, const std::string& layout, const record& r) {
  for (const auto& other : found.others)
    if (other.layout == layout)
      if (const auto* known = find_record(other.records, r)) return known;
  return nullptr;
}

inline recorded_row record_row(const step& s, const operation_records& of, const holdings& found, const std::string& layout) {
  recorded_row made{s.index, of.records, {}, {}, {}};
  for (std::size_t k = 0; k != of.records.size(); ++k) {
    const auto& r = of.records[k];
    const auto* known = found.own ? find_record(found.own->records, r) : nullptr;
    const auto now = known == nullptr ? held::nothing : known->state;
    if (known == nullptr) known = held_by_another_name(found, layout, r);
    held changed = known == nullptr ? held::nothing : known->state, kept = changed;
    if (changed == held::intended) changed = kept = held::managed;
    if (changed == held::nothing) {
      const auto was = part_of(s.found, k, of.records.size()), wanted = part_of(s.desired, k, of.records.size());
      const bool in_order = !s.operation->probed_afterwards && !was.empty() && was == wanted;
      changed = kept = newly_held(r, was, in_order);
    }
    made.now += letter(s.what == verdict::keep && !s.assumed ? kept : now);
    made.if_changed += letter(changed);
    made.if_kept += letter(kept);
  }
  return made;
}

/// What a run without steps would leave, as lines.
inline std::multiset<std::string> lines_after(const recording& r) {
  std::multiset<std::string> lines;
  const auto add = [&](const record& of, char state) {
    if (state != letter(held::nothing)) lines.insert(state + to_line(of));
  };
  for (const auto& c : r.carried) add(c, letter(c.state));
  for (const auto& row : r.kept)
    for (std::size_t k = 0; k != row.records.size(); ++k) add(row.records[k], row.now[k]);
  return lines;
}

inline std::multiset<std::string> lines_found(const holdings& found) {
  std::multiset<std::string> lines;
  for (const auto& r : found.own->records) lines.insert(letter(r.state) + to_line(r));
  return lines;
}

}  // namespace detail

SLIPWAY_DECL recording make_recording(const host_plan& plan, const holdings& found, std::span<const operation_records> expected,
                                      std::span<const record> taken, std::span<const record> carried, ending_manifest ends) {
  recording made;
  made.machine = found.machine;
  made.digest = digest_of(expected);
  made.first_line = found.first_line;
  made.has_log = found.has_log;
  made.ends = ends == ending_manifest::goes;
  made.carried.assign(carried.begin(), carried.end());
  for (std::size_t i = 0; i != taken.size(); ++i) {
    const std::string now(1, detail::letter(taken[i].state)), gone(1, detail::letter(held::nothing));
    // what stays is let go of; by destroy only when all is over
    const bool is_over = plan.steps[i].what == verdict::keep || (plan.steps[i].what == verdict::skip && !made.ends);
    made.taken.push_back({i, {taken[i]}, is_over ? gone : now, gone, gone});
  }
  const std::string layout(plan.host->layout);
  for (const auto& of : expected) made.kept.push_back(detail::record_row(plan.steps[of.row + taken.size()], of, found, layout));
  made.is_current = taken.empty() && !made.has_log && found.own && found.own->ended == "succeeded" &&
                    detail::lines_after(made) == detail::lines_found(found);
  return made;
}

}  // namespace slipway::plan
