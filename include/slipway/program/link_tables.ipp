#pragma once

#include <algorithm>
#include <unordered_map>

#include <slipway/check/dependencies.hpp>
#include <slipway/program/link_tables.hpp>

namespace slipway {
namespace detail {

/// The claims of those that change something, each by the digest of its subject, or of the folder before a pattern's first wildcard.
class writers {
 public:
  explicit writers(const rules::role_view& role) {
    for (std::size_t i = 0; i != role.rows.size(); ++i)
      for (const auto& c : role.claims_of(i))
        if (c.kind <= claim_kind::affects) by_anchor_.emplace(anchor(c).value, writer{&c, i});
  }

  /// Calls `visit(row)` for every operation that may change what this claim reads, perhaps twice for one.
  template <class Visit>
  void visit_those_of(const claim& reader, Visit visit) const {
    const auto look_up = [&](digest key) {
      const auto [begin, end] = by_anchor_.equal_range(key.value);
      for (auto w = begin; w != end; ++w)
        if (overlap(*w->second.what, reader)) visit(w->second.row);
    };
    // its subject, and every folder above it
    digest rolling;
    look_up(rolling);
    for (std::size_t i = 0; i != reader.subject.size(); ++i) {
      if (reader.subject[i] == '/' && i != 0) look_up(rolling);
      rolling.add(reader.subject[i]);
    }
    look_up(rolling);
  }

 private:
  struct writer {
    const claim* what;
    std::size_t row;
  };

  static digest anchor(const claim& c) {
    if (!has_pattern(c)) return c.whole;
    digest rolling, folder;
    for (const char letter : c.subject) {
      if (letter == '*' || letter == '?' || letter == '\\') break;
      if (letter == '/') folder = rolling;
      rolling.add(letter);
    }
    return folder;
  }

  std::unordered_multimap<std::uint64_t, writer> by_anchor_;
};

}  // namespace detail

SLIPWAY_DECL link_tables link(const rules::role_view& role) {
  link_tables made;
  rules::for_each_edge(role, 0, role.rows.size(), [&](const edge& e) { made.edges.push_back(e); });
  const detail::writers all(role);
  for (std::size_t to = 0; to != role.rows.size(); ++to) {
    const auto begin = made.effects.size();
    for (const auto& reader : role.claims_of(to))
      if (reader.kind != claim_kind::affects && reader.kind != claim_kind::needs)
        all.visit_those_of(reader, [&](std::size_t from) {
          if (from != to) made.effects.push_back({from, to});
        });
    const auto mine = made.effects.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(mine, made.effects.end(), [](const effect& a, const effect& b) { return a.from < b.from; });
    const auto is_same = [](const effect& a, const effect& b) { return a.from == b.from; };
    made.effects.erase(std::unique(mine, made.effects.end(), is_same), made.effects.end());
  }
  return made;
}

}  // namespace slipway
