// Which operations may change what others probe. Linear: writers by the digest of their subject, or of the folder before a
// pattern's first wildcard; each reader looks up its subject and every folder above it.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Under which digest a writer's claim is found.
constexpr digest anchor(const claim& c) {
  if (!has_pattern(c)) return c.whole;
  digest rolling, folder;
  for (char letter : c.subject) {
    if (letter == '*' || letter == '?' || letter == '\\') break;
    if (letter == '/') folder = rolling;
    rolling.add(letter);
  }
  return folder;
}

template <class Visit>
constexpr void for_each_anchor(const claim& reader, Visit visit) {
  digest rolling;
  visit(rolling);
  // the whole is known already; letter by letter without a call, as compilers pay for it
  const char* const begin = reader.subject.data();
  const char* const end = begin + reader.subject.size();
  for (const char* c = begin; c != end; ++c) {
    if (*c == '/' && c != begin) visit(rolling);
    rolling.value = (rolling.value ^ static_cast<std::uint32_t>(static_cast<unsigned char>(*c))) * digest::prime;
  }
  visit(reader.whole);
}

/// Calls `visit(effect)` for every operation that may affect what `role.rows[to]` probes, perhaps twice for one.
template <class Visit>
constexpr void for_each_effect(const role_view& role, index_view writers, std::span<const std::uint32_t> owner, std::size_t to,
                               Visit visit) {
  for (const auto& reader : role.claims_of(to)) {
    if (reader.kind == claim_kind::affects || reader.kind == claim_kind::needs) continue;
    for_each_anchor(reader, [&](digest key) {
      writers.look_up(key, [&](std::size_t k) {
        const claim& writer = role.claims[k];
        if (owner[k] != to && writer.kind <= claim_kind::affects && anchor(writer) == key && overlap(writer, reader))
          visit(effect{owner[k], to});
        return false;
      });
    });
  }
}

namespace detail {
template <std::size_t Claims>
constexpr auto index_writers(const role_view& role) {
  chained_index<Claims> index{};
  // from the last, so that every claim is put in front of its chain
  for (std::size_t k = Claims; k-- != 0;)
    if (role.claims[k].kind <= claim_kind::affects) index.add(k, anchor(role.claims[k]));
  return index;
}

template <std::size_t Claims>
constexpr auto claim_owners(const role_view& role) {
  std::array<std::uint32_t, Claims> owner{};
  for (std::size_t i = 0; i != role.rows.size(); ++i)
    for (std::size_t k = 0; k != role.rows[i].claim_count; ++k)
      owner[role.rows[i].first_claim + k] = static_cast<std::uint32_t>(i);
  return owner;
}
}  // namespace detail

/// The effects of a role, each pair once. One evaluation for each block of rows keeps both compilers' limits far away.
template <const auto& Role>
struct effects_of {
  static constexpr std::size_t claims = role_tables<Role>::claims.size();
  static constexpr auto writers = detail::index_writers<claims>(view_of<Role>);
  static constexpr auto owners = detail::claim_owners<claims>(view_of<Role>);
  template <std::size_t Capacity>
  struct effect_list {
    std::array<effect, Capacity> items{};
    std::size_t count = 0;
  };

  template <class Visit>
  static constexpr void visit_block(std::size_t block, Visit visit) {
    for (std::size_t to = block * block_rows; to < view_of<Role>.rows.size() && to < (block + 1) * block_rows; ++to)
      for_each_effect(view_of<Role>, writers, owners, to, visit);
  }

  /// `count` goes on where the list is full.
  template <std::size_t Most>
  static constexpr auto list_block(std::size_t block) {
    effect_list<Most> list{};
    visit_block(block, [&](const effect& e) {
      for (std::size_t i = list.count < Most ? list.count : Most; i-- != 0 && list.items[i].to == e.to;)
        if (list.items[i].from == e.from) return;
      if (list.count < Most) list.items[list.count] = e;
      ++list.count;
    });
    return list;
  }

  // nearly every block has few effects: the first try is the only one, and a variable of its own is made once
  static constexpr std::size_t likely_effects = block_rows * 4;
  template <std::size_t Block>
  static constexpr auto likely = list_block<likely_effects>(Block);
  template <std::size_t Block>
  static constexpr auto roomy = list_block<likely<Block>.count>(Block);
  template <std::size_t Block>
  static constexpr const auto& in_block() {
    if constexpr (likely<Block>.count <= likely_effects) return likely<Block>;
    else return roomy<Block>;
  }

  template <std::size_t... Blocks>
  static constexpr auto merge(std::index_sequence<Blocks...>) {
    std::array<effect, (std::size_t{0} + ... + in_block<Blocks>().count)> all{};
    [[maybe_unused]] auto* next = all.data();
    [[maybe_unused]] const auto take = [&](const auto& list) {
      for (std::size_t i = 0; i != list.count; ++i) *next++ = list.items[i];
    };
    (take(in_block<Blocks>()), ...);
    return all;
  }

  static constexpr auto value = merge(blocks_of<Role>{});
};

}  // namespace slipway::rules
