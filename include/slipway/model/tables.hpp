// From a role's types to its rows: the only walk over the user's operations.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <slipway/model/resource.hpp>
#include <slipway/model/role.hpp>
#include <slipway/model/row.hpp>

namespace slipway {

/// A look-up table by digest: chains of entries with the same slot, lowest first.
template <std::size_t Entries>
struct chained_index {
  static constexpr std::size_t slots = std::bit_ceil(Entries * 2 + 1);
  std::array<std::uint32_t, slots> heads{};  // 1-based: 0 ends a chain
  std::array<std::uint32_t, Entries + 1> next{};

  constexpr void add(std::size_t entry, digest key) {
    std::uint32_t* link = &heads[key.value % slots];
    while (*link != 0 && *link < entry + 1) link = &next[*link - 1];
    next[entry] = *link;
    *link = static_cast<std::uint32_t>(entry + 1);
  }
};

/// The same, seen by code that is no template.
struct index_view {
  std::span<const std::uint32_t> heads, next;

  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): a view
  constexpr index_view(const chained_index<N>& index) : heads(index.heads), next(index.next) {}

  /// Calls `visit(entry)` for every entry that may have this key, lowest first, until it answers true.
  template <class Visit>
  constexpr void look_up(digest key, Visit visit) const {
    for (auto e = heads[key.value % heads.size()]; e != 0; e = next[e - 1])
      if (visit(std::size_t{e - 1})) return;
  }
};

namespace detail {
template <class R, std::size_t N, std::size_t T>
constexpr void fill_row(row& r, const operation<R, N, T>& o) {
  r.name = o.name.text;
  r.name_digest = o.name.whole;
  r.file = o.resource.where().file;
  r.line = o.name.line;
  r.payload = &o.resource;
  r.kind = &kind_of<R>;
  r.after = o.after;
  r.condition = o.condition;
  r.unguarded = o.unguarded;
  r.wanted = o.wanted;
  r.value = o.value;
}

constexpr std::size_t prefix_size(const prefix_chain* prefixes) {
  return prefixes == nullptr ? 0 : prefix_size(prefixes->outer) + prefixes->text.size() + 2;
}

constexpr char* write_prefix(const prefix_chain* prefixes, char* to) {
  if (prefixes == nullptr) return to;
  to = write_prefix(prefixes->outer, to);
  for (char c : prefixes->text) *to++ = c;
  *to++ = ':';
  *to++ = ' ';
  return to;
}

// Names inside prefixed roles exist nowhere in the user's program: they are written here, in the order of the walk.
struct measure_names {
  std::size_t bytes = 0;
  constexpr void operator()(const auto& o, const prefix_chain* prefixes) {
    if (prefixes != nullptr) bytes += prefix_size(prefixes) + o.name.text.size();
  }
};

struct write_names {
  char* to;
  constexpr void operator()(const auto& o, const prefix_chain* prefixes) {
    if (prefixes == nullptr) return;
    to = write_prefix(prefixes, to);
    for (char c : o.name.text) *to++ = c;
  }
};

template <std::size_t N, std::size_t MostClaims>
struct walked_role {
  std::array<row, N> rows{};
  chained_index<N> by_name{};
  std::array<claim, MostClaims> claims{};
  std::size_t row_count = 0, claim_count = 0;  // of claims perhaps more than there was room for
};

// An operation that was reached before, with the same name and value, is the same one.
template <std::size_t N, std::size_t MostClaims>
struct write_rows {
  walked_role<N, MostClaims>& to;
  const char* names;

  constexpr void operator()(const auto& o, const prefix_chain* prefixes) {
    row& r = to.rows[to.row_count];
    fill_row(r, o);
    if (prefixes != nullptr) {
      const auto size = prefix_size(prefixes);
      r.scope = {names, size};
      r.name = {names, size + o.name.text.size()};
      r.name_digest = digest(r.name);
      names += r.name.size();
    }
    if (seen(r)) {
      r = row{};
      return;
    }
    const auto used = to.claim_count < MostClaims ? to.claim_count : MostClaims;
    description d{r, std::span<claim>(to.claims.data() + used, MostClaims - used)};
    o.resource.describe(d);
    r.first_claim = to.claim_count;
    r.claim_count = d.count();
    to.claim_count += d.count();
    to.by_name.add(to.row_count++, r.name_digest);
  }

  constexpr bool seen(const row& r) const {
    bool found = false;
    index_view(to.by_name).look_up(r.name_digest, [&](std::size_t k) {
      const row& other = to.rows[k];
      return found = other.name_digest == r.name_digest && other.value == r.value && same_text(other.name, r.name);
    });
    return found;
  }
};

template <const auto& Role, std::size_t MostClaims>
constexpr auto walk_role(const char* names) {
  constexpr auto capacity = operations_in<std::remove_cvref_t<decltype(Role)>>;
  walked_role<capacity, MostClaims> made{};
  write_rows<capacity, MostClaims> w{made, names};
  for_each_operation(Role, nullptr, w);
  return made;
}
}  // namespace detail

/// The tables of one role, made once however many machines use it.
template <const auto& Role>
struct role_tables {
  static constexpr std::size_t capacity = detail::operations_in<std::remove_cvref_t<decltype(Role)>>;

  static constexpr auto names = [] {
    // most roles have no prefixes, and need no walk for them
    if constexpr (detail::has_prefixes<std::remove_cvref_t<decltype(Role)>>) {
      constexpr std::size_t bytes = [] {
        detail::measure_names m;
        detail::for_each_operation(Role, nullptr, m);
        return m.bytes;
      }();
      std::array<char, bytes + 1> text{};
      detail::write_names w{text.data()};
      detail::for_each_operation(Role, nullptr, w);
      return text;
    } else {
      return std::array<char, 1>{};
    }
  }();
  // nearly every operation has few claims: the first walk is the only one
  static constexpr std::size_t likely_claims = capacity * 4 + 16;
  static constexpr auto walked = detail::walk_role<Role, likely_claims>(names.data());

  // what the program keeps: the rest of what was walked is not in it
  static constexpr std::array<row, capacity> all_rows = walked.rows;
  static constexpr auto by_name = walked.by_name;
  static constexpr auto claims = [] {
    if constexpr (walked.claim_count <= likely_claims) {
      std::array<claim, walked.claim_count> all{};
      std::copy_n(walked.claims.begin(), all.size(), all.begin());
      return all;
    } else {
      return detail::walk_role<Role, walked.claim_count>(names.data()).claims;
    }
  }();
  static constexpr std::span<const row> rows{all_rows.data(), walked.row_count};
};

}  // namespace slipway
