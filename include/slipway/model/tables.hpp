// From a role's types to its rows: the only walk over the user's operations.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <slipway/core/letters.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/guard.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/model/role.hpp>
#include <slipway/model/row.hpp>

namespace slipway {

namespace detail {
constexpr void add_to_chain(std::uint32_t* link, std::uint32_t* next, std::size_t entry) {
  while (*link != 0 && *link < entry + 1) link = &next[*link - 1];
  next[entry] = *link;
  *link = static_cast<std::uint32_t>(entry + 1);
}
}  // namespace detail

/// A look-up table by digest: chains of entries with the same slot, lowest first. Every entry that may have a key:
/// `for (auto k = index.first(key); k != no_index; k = index.next(k))`.
template <std::size_t Entries>
struct chained_index {
  static constexpr std::size_t slots = std::bit_ceil(Entries * 2 + 1);
  // no std::array: each of its accessors is two calls to follow
  std::uint32_t heads[slots]{};  // 1-based: 0, which ends a chain, becomes no_index
  std::uint32_t links[Entries + 1]{};

  constexpr void add(std::size_t entry, const digest& key) { detail::add_to_chain(&heads[key.value % slots], links, entry); }
  [[nodiscard]] constexpr std::size_t first(const digest& key) const { return std::size_t{heads[key.value % slots]} - 1; }
  [[nodiscard]] constexpr std::size_t next(std::size_t k) const { return std::size_t{links[k]} - 1; }
};

/// The same, seen by code that is no template.
struct index_view {
  table_view<std::uint32_t> heads, links;

  constexpr index_view(table_view<std::uint32_t> h, table_view<std::uint32_t> l) : heads(h), links(l) {}
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): a view
  constexpr index_view(const chained_index<N>& index) : heads(index.heads), links(index.links) {}

  [[nodiscard]] constexpr std::size_t first(const digest& key) const {
    return std::size_t{heads.first[key.value % heads.count]} - 1;
  }
  [[nodiscard]] constexpr std::size_t next(std::size_t k) const { return std::size_t{links.first[k]} - 1; }
};

namespace detail {
template <class R, std::size_t N, std::size_t T, class O>
constexpr void fill_row(row& r, const operation<R, N, T, O>& o) {
  r.name = o.name.text;
  r.name_digest = o.name.whole;
  r.file = o.resource.where().file;
  r.line = o.name.line;
  r.payload = &o.resource;
  r.kind = &kind_of<R>;
  if constexpr (N != 0) r.after = o.after;
  if constexpr (T != 0) r.condition = o.condition;
  if constexpr (std::same_as<O, operation_options>) {
    r.options = &o.options;
    if (!o.options.irreversible.empty()) r.restored = way_back::irreversible;
  }
  r.wanted = o.wanted;
  r.value = o.value;
}

/// Who runs a command, and where, must be there before.
constexpr void describe_options(const operation_options& o, description& d) {
  if (!o.user.empty()) d.needs(spaces::user, o.user);
  if (!o.directory.empty()) d.needs(spaces::path, o.directory);
}

constexpr std::size_t prefix_size(const prefix_chain* prefixes) {
  return prefixes == nullptr ? 0 : prefix_size(prefixes->outer) + prefixes->text.size() + 2;
}

constexpr char* write_prefix(const prefix_chain* prefixes, char* to) {
  if (prefixes == nullptr) return to;
  to = write_prefix(prefixes->outer, to);
  to = copy_letters(prefixes->text.data(), prefixes->text.size(), to);
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
    to = copy_letters(o.name.text.data(), o.name.text.size(), to);
  }
};

/// Takes the names of prefixed operations, one after the other, off the text that was written for them.
struct name_reader {
  const char* text;

  constexpr std::string_view scope(const prefix_chain* prefixes) const { return {text, prefix_size(prefixes)}; }
  constexpr std::string_view take(const auto& o, const prefix_chain* prefixes) {
    if (prefixes == nullptr) return o.name.text;
    const std::string_view name(text, prefix_size(prefixes) + o.name.text.size());
    text += name.size();
    return name;
  }
};

/// Which guard a walk is in; guards are numbered as they begin.
struct guard_numbers {
  static constexpr std::size_t deepest = 4;
  std::uint16_t current = 0, last = 0;
  std::array<std::uint16_t, deepest> outer{};  // guards do not nest: this is to say so
  std::size_t depth = 0;

  constexpr std::uint16_t enter() {
    outer[depth++ % deepest] = current;
    return current = ++last;
  }
  constexpr void leave() { current = outer[--depth % deepest]; }
};

/// The guards of a role, in order.
template <std::size_t N>
struct collect_guards {
  std::array<guard_row, N> found{};
  guard_numbers numbers{};

  constexpr void operator()(const auto&, const prefix_chain*) {}
  constexpr void enter(const guard_terms& t) {
    const auto outer = numbers.current;
    found[numbers.enter() - 1u] = {t.name, t.verify, t.line, t.apply_within_ms, t.confirm_within_ms, 0, 0, outer};
  }
  constexpr void leave() { numbers.leave(); }
};

template <std::size_t N, std::size_t MostClaims>
struct walked_rows {
  row rows[N]{};
  claim claims[MostClaims]{};
  std::size_t row_count = 0, claim_count = 0;  // of claims perhaps more than there was room for
  std::uint16_t guard_count = 0;               // in the whole walk
};

/// The rows and claims of the operations at places [begin, begin + N) of the walk: a block is one evaluation.
template <std::size_t N, std::size_t MostClaims>
struct write_rows {
  walked_rows<N, MostClaims>& to;
  name_reader names;
  std::size_t begin, place = 0;
  guard_numbers guards{};

  constexpr void enter(const guard_terms&) { to.guard_count = guards.enter(); }
  constexpr void leave() { guards.leave(); }
  constexpr void operator()(const auto& o, const prefix_chain* prefixes) {
    const auto here = place++;
    // most of the walk is other blocks': without prefixes, there is no name to take either
    const bool is_mine = here >= begin && here - begin < N;
    if (prefixes != nullptr) {
      const auto scope = names.scope(prefixes);
      const auto name = names.take(o, prefixes);
      if (!is_mine) return;
      row& r = write(o);
      r.scope = scope;
      r.name = name;
      r.name_digest = digest(name);
    } else if (is_mine) {
      write(o);
    }
  }

 private:
  constexpr row& write(const auto& o) {
    row& r = to.rows[to.row_count++];
    fill_row(r, o);
    r.guard = guards.current;
    const auto used = to.claim_count < MostClaims ? to.claim_count : MostClaims;
    description d(r, to.claims + used, MostClaims - used);
    o.resource.describe(d);
    if constexpr (std::same_as<std::remove_cvref_t<decltype(o.options)>, operation_options>) describe_options(o.options, d);
    r.first_claim = to.claim_count;
    r.claim_count = d.count();
    to.claim_count += r.claim_count;
    return r;
  }
};

/// The rows of a walk that are new, in order: an operation that was reached before, with the same name and value, is the same one.
template <std::size_t N>
struct new_rows {
  struct place {
    const row* at = nullptr;
    const claim* claims = nullptr;  // of its block
  };
  place places[N + 1]{};
  chained_index<N> by_name{};
  std::size_t count = 0, claim_count = 0;

  constexpr void take(const row& r, const claim* claims) {
    for (auto k = by_name.first(r.name_digest); k != no_index; k = by_name.next(k)) {
      const row& other = *places[k].at;
      if (other.value.value == r.value.value && same_text(other.name, r.name)) return;
    }
    place& p = places[count];
    p.at = &r;
    p.claims = claims;
    by_name.add(count++, r.name_digest);
    claim_count += r.claim_count;
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

  static constexpr std::size_t block_size = capacity < 256 ? capacity : 256;
  static constexpr std::size_t blocks = capacity == 0 ? 0 : (capacity + block_size - 1) / block_size;

  template <std::size_t Block, std::size_t MostClaims>
  static constexpr auto walk() {
    detail::walked_rows<block_size, MostClaims> made{};
    detail::write_rows<block_size, MostClaims> w{made, {names.data()}, Block * block_size};
    detail::for_each_operation(Role, nullptr, w);
    return made;
  }
  // nearly every operation has few claims: the first walk is the only one
  static constexpr std::size_t likely_claims = block_size * 4 + 16;
  template <std::size_t Block>
  static constexpr auto likely = walk<Block, likely_claims>();
  template <std::size_t Block>
  static constexpr auto roomy = walk<Block, likely<Block>.claim_count>();
  template <std::size_t Block>
  static constexpr const auto& walked() {
    if constexpr (likely<Block>.claim_count <= likely_claims) return likely<Block>;
    else return roomy<Block>;
  }

  static constexpr auto kept = []<std::size_t... Blocks>(std::index_sequence<Blocks...>) {
    detail::new_rows<capacity> all{};
    [[maybe_unused]] const auto take = [&](const auto& block) {
      for (std::size_t i = 0; i != block.row_count; ++i) all.take(block.rows[i], block.claims);
    };
    (take(walked<Blocks>()), ...);
    return all;
  }
  (std::make_index_sequence<blocks>{});
  // an object of its own, as the program keeps it and not the places
  static constexpr auto by_name = kept.by_name;

  static constexpr auto all_rows = [] {
    std::array<row, kept.count> all{};
    [[maybe_unused]] row* to = all.data();
    [[maybe_unused]] std::size_t claims_before = 0;
    for (const auto *p = kept.places, *end = p + kept.count; p != end; ++p, ++to) {
      *to = *p->at;
      to->first_claim = claims_before;
      claims_before += to->claim_count;
    }
    return all;
  }();
  static constexpr auto claims = [] {
    std::array<claim, kept.claim_count> all{};
    [[maybe_unused]] auto* next = all.data();
    for (const auto *p = kept.places, *end = p + kept.count; p != end; ++p)
      for (const auto *c = p->claims + p->at->first_claim, *last = c + p->at->claim_count; c != last; ++c) *next++ = *c;
    return all;
  }();

  static constexpr table_view<row> rows{all_rows};

  static constexpr std::size_t guard_count = [] {
    if constexpr (blocks == 0) return std::size_t{0};
    else return std::size_t{likely<0>.guard_count};
  }();
  static constexpr auto guards = [] {
    if constexpr (guard_count == 0) {
      return std::array<guard_row, 0>{};
    } else {
      detail::collect_guards<guard_count> all{};
      detail::for_each_operation(Role, nullptr, all);
      for (std::size_t i = 0; i != rows.size(); ++i) {
        if (rows[i].guard == 0) continue;
        guard_row& g = all.found[rows[i].guard - 1u];
        if (g.end == 0) g.first = i;
        g.end = i + 1;
      }
      return all.found;
    }
  }();
};

}  // namespace slipway
