// From a role's types to its rows: the only walk over the user's operations.
#pragma once

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

template <std::size_t N>
struct row_table {
  std::array<row, N> rows{};
  std::size_t count = 0, claims = 0;
  chained_index<N> by_name{};
};

// An operation that was reached before, with the same name and value, is the same one.
template <std::size_t N>
struct write_rows {
  row_table<N>& table;
  const char* names;

  constexpr void operator()(const auto& o, const prefix_chain* prefixes) {
    row& r = table.rows[table.count];
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
    description d{r, nullptr};
    o.resource.describe(d);
    r.first_claim = table.claims;
    r.claim_count = d.count();
    table.claims += d.count();
    table.by_name.add(table.count++, r.name_digest);
  }

  constexpr bool seen(const row& r) const {
    bool found = false;
    index_view(table.by_name).look_up(r.name_digest, [&](std::size_t k) {
      const row& other = table.rows[k];
      return found = other.name_digest == r.name_digest && other.value == r.value && same_text(other.name, r.name);
    });
    return found;
  }
};

template <std::size_t N, std::size_t Claims>
struct write_claims {
  const row_table<N>& table;
  std::array<claim, Claims>& claims;
  std::size_t next = 0;

  constexpr void operator()(const auto& o, const prefix_chain*) {
    if (next == table.count || table.rows[next].payload != &o.resource) return;
    row scratch{};
    scratch.wanted = o.wanted;
    description d{scratch, claims.data() + table.rows[next++].first_claim};
    o.resource.describe(d);
  }
};
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
  static constexpr auto table = [] {
    detail::row_table<capacity> made{};
    detail::write_rows<capacity> w{made, names.data()};
    detail::for_each_operation(Role, nullptr, w);
    return made;
  }();
  static constexpr auto claims = [] {
    std::array<claim, table.claims> all{};
    detail::write_claims<capacity, table.claims> w{table, all};
    detail::for_each_operation(Role, nullptr, w);
    return all;
  }();
  static constexpr const auto& by_name = table.by_name;

  static constexpr std::span<const row> rows{table.rows.data(), table.count};
};

}  // namespace slipway
