#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/plan/removal.hpp>

namespace slipway::plan {
namespace detail {

inline const taken& taken_of(const void* payload) { return *static_cast<const taken*>(payload); }

/// Taking a record back, as a resource is asked for it: its probe, what it is to print, and how to get there.
inline constexpr resource_kind taking_back{
    [](const void* t) -> const family& { return *taken_of(t).of; },
    [](const void* t, const scope&, shell_words& words) { words.add_quoted(taken_of(t).what.probe); },
    [](const void* t, const scope&) { return taken_of(t).what.gone; },
    [](const void* t, const scope&) { return taken_of(t).what.undo.empty() ? ":" : taken_of(t).what.undo; },
    [](const void*, const scope&) {
      return undo_text{{}, "what was taken back is not known any more"};
    },
    [](const void*, const scope&) -> std::optional<content> { return std::nullopt; }};

inline const manifest* other_holder(const record& r, std::span<const manifest> others) {
  for (const auto& other : others)
    for (const auto& held_there : other.records)
      for (const auto& a : held_there.keys)
        for (const auto& b : r.keys)
          if (same_key(a, b)) return &other;
  return nullptr;
}

inline std::string why_it_stays(const record& r, std::span<const manifest> others) {
  if (r.state == held::adopted) return "adopted: it was there before, and stays";
  if (!r.can_be_undone()) return "cannot be undone: " + r.irreversible;
  if (const auto* other = other_holder(r, others))
    return "stays: " + clean(other->deployable) + " of the layout '" + clean(other->layout) + "' manages it, too";
  return {};
}

}  // namespace detail

SLIPWAY_DECL std::vector<taken> take_back(std::span<const record> records, std::span<const manifest> others,
                                          family_list families) {
  std::vector<taken> all;
  for (std::size_t i = records.size(); i-- != 0;) {
    const auto& r = records[i];
    const auto found = std::ranges::find_if(families, [&](const family* f) { return f->name == r.family; });
    auto stays = detail::why_it_stays(r, others);
    if (found == families.end() && stays.empty())
      throw manifest_error("'" + clean(r.operation) + "' made " + clean(r.keys.front()) + ", which is of a kind ('" +
                               clean(r.family) + "') that this program does not know",
                           "take it back with the program that made it");
    all.push_back({r, found == families.end() ? families.front() : *found, std::move(stays)});
  }
  return all;
}

SLIPWAY_DECL removal::removal(const deployable& host, std::vector<taken> all, then others) : taken_(std::move(all)), host_(host) {
  for (const auto& t : taken_) add_row(t);
  if (others == then::operations_of_host) add_operations(*host.plan);
  plan_ = static_plan{rows_, claims_, guards_, {edges_, effects_}};
  host_.plan = &plan_;
}

SLIPWAY_DECL void removal::add_row(const taken& t) {
  row r;
  // it comes from the host
  r.name = texts_.emplace_back(clean(t.what.operation));
  r.name_digest = digest(r.name);
  r.payload = &t;
  r.kind = &detail::taking_back;
  r.action = t.what.probe.empty();
  r.first_claim = claims_.size();
  for (const auto& key : t.what.keys) {
    const std::string_view text = key;
    const auto colon = text.find(':');
    const auto hash = text.find('#', colon);
    const auto subject = text.substr(colon + 1, hash == std::string_view::npos ? hash : hash - colon - 1);
    claim c{hash == std::string_view::npos ? claim_kind::exclusive : claim_kind::part, text.substr(0, colon), subject,
            digest(subject)};
    if (c.kind == claim_kind::part) c.part = text.substr(hash + 1);
    else c.after = presence::absent;
    c.state = value_digest().add("taken back");
    r.reads_spaces |= space_bit(c.space);
    claims_.push_back(c);
  }
  r.claim_count = claims_.size() - r.first_claim;
  rows_.push_back(r);
}

SLIPWAY_DECL void removal::add_operations(const static_plan& plan) {
  const auto rows_before = rows_.size(), claims_before = claims_.size();
  claims_.insert(claims_.end(), plan.claims.begin(), plan.claims.end());
  for (auto r : plan.rows) {
    r.first_claim += claims_before;
    rows_.push_back(r);
  }
  for (auto g : plan.guards) {
    g.first += rows_before;
    g.end += rows_before;
    guards_.push_back(g);
  }
  for (auto e : plan.edges()) edges_.push_back({e.from + rows_before, e.to + rows_before, e.condition});
  const auto claims = std::span<const claim>(claims_);
  for (std::size_t from = 0; from != rows_before; ++from) {
    // what is taken back touches its path alone; other kinds may do more than that
    const bool only_its_path = taken_[from].what.keys.front().starts_with("path:");
    for (std::size_t to = rows_before; to != rows_.size(); ++to) {
      const auto touches = [&](const claim& w) {
        return std::ranges::any_of(claims.subspan(rows_[to].first_claim, rows_[to].claim_count),
                                   [&](const claim& c) { return c.kind != claim_kind::needs && overlap(w, c); });
      };
      if (!only_its_path || std::ranges::any_of(claims.subspan(rows_[from].first_claim, rows_[from].claim_count), touches))
        effects_.push_back({from, to});
    }
  }
  for (auto e : plan.effects()) effects_.push_back({e.from + rows_before, e.to + rows_before});
}

SLIPWAY_DECL void removal::settle(host_plan& plan) const {
  for (std::size_t i = 0; i != taken_.size(); ++i) {
    auto& s = plan.steps[i];
    const auto& t = taken_[i];
    s.key = t.what.keys.front();
    if (!t.stays.empty()) {
      s.what = verdict::skip;
      s.after.clear();
      s.why = t.stays;
    } else if (s.what == verdict::keep) {
      s.why = "is gone already";
    } else if (t.what.state == held::replaced) {
      s.why = "what it had replaced does not come back";
    } else if (t.what.state == held::intended) {
      s.why = "its making was begun and did not end";
    }
  }
}

}  // namespace slipway::plan
