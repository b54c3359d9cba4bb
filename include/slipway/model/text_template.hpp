// Texts with holes: {{name}}, {{#if name}} {{else}} {{/if}}, {{#each list}} {{this}} {{/each}}; `\{{` is two braces.
#pragma once

#include <cstddef>
#include <string_view>

#include <slipway/core/digest.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/let.hpp>

namespace slipway {

enum class hole_kind : unsigned char { value, begin_if, begin_each, otherwise, end_if, end_each };

/// The next hole of a text at or after some place: where it begins and ends; npos at the end of the text.
struct hole_position {
  std::size_t open = std::string_view::npos;   // of "{{"
  std::size_t close = std::string_view::npos;  // of "}}", npos where it is missing

  [[nodiscard]] constexpr std::string_view inner(std::string_view text) const {
    auto inside = text.substr(open + 2, close - open - 2);
    while (!inside.empty() && inside.front() == ' ') inside.remove_prefix(1);
    while (!inside.empty() && inside.back() == ' ') inside.remove_suffix(1);
    return inside;
  }
  [[nodiscard]] constexpr hole_kind kind(std::string_view text) const {
    const auto inside = inner(text);
    if (inside.empty()) return hole_kind::value;
    if (inside[0] == '#')
      return begins_with(inside, "#each ") ? hole_kind::begin_each
             : begins_with(inside, "#if ") ? hole_kind::begin_if
                                           : hole_kind::value;
    if (inside[0] == '/')
      return same_text(inside, "/each") ? hole_kind::end_each : same_text(inside, "/if") ? hole_kind::end_if : hole_kind::value;
    return same_text(inside, "else") ? hole_kind::otherwise : hole_kind::value;
  }
  /// The name that it holds: of `{{#each servers}}` "servers".
  [[nodiscard]] constexpr std::string_view name(std::string_view text) const {
    auto inside = inner(text);
    if (inside.empty() || inside[0] != '#') return inside;
    inside.remove_prefix(inside.find(' ') == std::string_view::npos ? inside.size() : inside.find(' '));
    while (!inside.empty() && inside.front() == ' ') inside.remove_prefix(1);
    return inside;
  }
};

/// An odd number of backslashes before braces takes their meaning; each pair is one backslash.
constexpr std::size_t backslashes_before(std::string_view text, std::size_t open) {
  std::size_t count = 0;
  while (count != open && text[open - count - 1] == '\\') ++count;
  return count;
}

constexpr hole_position next_hole(std::string_view text, std::size_t from) {
  auto open = find_pair(text, '{', from);
  while (open != std::string_view::npos && backslashes_before(text, open) % 2 != 0) open = find_pair(text, '{', open + 2);
  if (open == std::string_view::npos) return {};
  return {open, find_pair(text, '}', open + 2)};
}

/// What is wrong with the holes of a text by themselves, and where.
enum class text_mistake : unsigned char {
  none,
  hole_is_open,
  block_is_open,
  block_is_not_open,
  no_such_block,
  nested_too_deeply
};

struct text_check {
  text_mistake what = text_mistake::none;
  std::size_t at = 0;
};

inline constexpr std::size_t deepest_block = 8;

constexpr text_check check_text(std::string_view text) {
  hole_kind open_kinds[deepest_block]{};
  std::size_t opened_at[deepest_block]{};
  std::size_t depth = 0;
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2)) {
    if (hole.close == std::string_view::npos) return {text_mistake::hole_is_open, hole.open};
    const auto kind = hole.kind(text);
    if (kind == hole_kind::value) {
      const auto inside = hole.inner(text);
      if (!inside.empty() && (inside[0] == '#' || inside[0] == '/')) return {text_mistake::no_such_block, hole.open};
    } else if (kind == hole_kind::begin_if || kind == hole_kind::begin_each) {
      if (depth == deepest_block) return {text_mistake::nested_too_deeply, hole.open};
      opened_at[depth] = hole.open;
      open_kinds[depth++] = kind;
    } else {
      const auto wanted = kind == hole_kind::end_each ? hole_kind::begin_each : hole_kind::begin_if;
      if (depth == 0 || open_kinds[depth - 1] != wanted) return {text_mistake::block_is_not_open, hole.open};
      if (kind != hole_kind::otherwise) --depth;
    }
  }
  return depth == 0 ? text_check{} : text_check{text_mistake::block_is_open, opened_at[depth - 1]};
}

/// Every hole of a text ends, and every block is closed.
constexpr fault fault_in_template(std::string_view text) {
  const auto found = check_text(text);
  const auto there = text.substr(found.at, 40);
  switch (found.what) {
    case text_mistake::none: break;
    case text_mistake::hole_is_open: return {hole_must_end_in_two_closing_braces, there};
    case text_mistake::block_is_open: return {block_of_a_text_must_be_closed, there};
    case text_mistake::block_is_not_open: return {block_of_a_text_is_not_open_here, there};
    case text_mistake::no_such_block: return {block_of_a_text_must_be_if_or_each, there};
    case text_mistake::nested_too_deeply: return {blocks_of_a_text_must_be_at_most_8_deep, there};
  }
  return {};
}

/// What is known of a hole's value before any host is contacted.
struct expected_value {
  enum class kind : unsigned char { unknown, single, optional, list, record, anything } is = kind::unknown;
  const value_shape* shape = nullptr;  // of data
  table_view<fact_field> fields{};     // of a list fact, or of its records

  [[nodiscard]] constexpr expected_value member(std::string_view name) const {
    if (is == kind::anything) return *this;
    if (shape != nullptr) return of_shape((shape->kind == shape_kind::optional ? shape->item : shape)->member(name));
    for (const auto& f : fields)
      if (same_text(f.name, name)) return {kind::single, nullptr, {}};
    return {};
  }
  [[nodiscard]] constexpr expected_value item() const {
    return shape != nullptr ? of_shape(shape->item) : expected_value{kind::record, nullptr, fields};
  }
  static constexpr expected_value of_shape(const value_shape* s) {
    if (s == nullptr) return {};
    constexpr kind kinds[]{kind::single, kind::optional, kind::list, kind::record};
    return {kinds[static_cast<std::size_t>(s->kind)], s, {}};
  }
  static constexpr expected_value of_let(const let_value* let) {
    if (let == nullptr) return {};
    if (let->kind == let_kind::structured) return of_shape(let->structured.shape);
    if (let->kind == let_kind::fact && let->fact.type == fact_type::list) return {kind::list, nullptr, let->fact.kind->fields};
    return {kind::single, nullptr, {}};
  }
};

/// Splits the first part off a dotted name: "server" of "server.port", which becomes "port".
constexpr std::string_view take_name(std::string_view& dotted) {
  const auto dot = dotted.find('.');
  const auto first = dotted.substr(0, dot);
  dotted.remove_prefix(dot == std::string_view::npos ? dotted.size() : dot + 1);
  return first;
}

enum class hole_mistake : unsigned char { unfilled, needs_a_list, needs_one_value };

/// The items of the `each` blocks around a hole, and what fills names outside of them.
class text_names {
 public:
  constexpr text_names(table_view<let_value> own, table_view<let_value> data) : own_(own), data_(data) {}

  constexpr void enter(expected_value item, hole_kind block) {
    blocks_[depth_] = block;
    items_[depth_++] = item;
  }
  constexpr void leave() { --depth_; }

  [[nodiscard]] constexpr expected_value find(std::string_view dotted) const {
    // a let may have dots in its name
    if (const auto whole = outside(dotted); whole.is != expected_value::kind::unknown && !inside_each()) return whole;
    auto rest = dotted;
    const auto first = take_name(rest);
    auto found = first_part(first);
    while (!rest.empty() && found.is != expected_value::kind::unknown) found = found.member(take_name(rest));
    return found.is == expected_value::kind::unknown ? outside(dotted) : found;
  }

 private:
  [[nodiscard]] constexpr bool inside_each() const {
    for (std::size_t k = 0; k != depth_; ++k)
      if (blocks_[k] == hole_kind::begin_each) return true;
    return false;
  }
  [[nodiscard]] constexpr expected_value first_part(std::string_view name) const {
    for (auto k = depth_; k-- != 0;) {
      if (blocks_[k] != hole_kind::begin_each) continue;
      if (same_text(name, "this")) return items_[k];
      if (const auto member = items_[k].member(name); member.is != expected_value::kind::unknown) return member;
    }
    return outside(name);
  }
  [[nodiscard]] constexpr expected_value outside(std::string_view name) const {
    const auto* let = find_let(own_, name);
    return expected_value::of_let(let == nullptr ? find_let(data_, name) : let);
  }

  table_view<let_value> own_, data_;
  hole_kind blocks_[deepest_block]{};
  expected_value items_[deepest_block]{};
  std::size_t depth_ = 0;
};

/// Calls `report(hole_mistake, name, place)` for every hole that cannot be filled so; the text has passed check_text.
template <class Report>
constexpr void check_names(std::string_view text, table_view<let_value> own, table_view<let_value> data, Report report) {
  using kind = expected_value::kind;
  text_names names(own, data);
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2)) {
    const auto what = hole.kind(text);
    if (what == hole_kind::end_if || what == hole_kind::end_each) names.leave();
    if (what > hole_kind::begin_each) continue;
    const auto name = hole.name(text);
    const auto found = names.find(name);
    if (found.is == kind::unknown) report(hole_mistake::unfilled, name, hole.open);
    else if (what == hole_kind::begin_each && found.is != kind::list) report(hole_mistake::needs_a_list, name, hole.open);
    else if (what == hole_kind::value && (found.is == kind::list || found.is == kind::record))
      report(hole_mistake::needs_one_value, name, hole.open);
    // within a block over something else, one mistake has been said
    const auto item = found.is == kind::list ? found.item() : expected_value{kind::anything, nullptr, {}};
    if (what != hole_kind::value) names.enter(item, what);
  }
}

}  // namespace slipway
