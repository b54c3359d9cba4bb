#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include <slipway/model/answered.hpp>
#include <slipway/model/filled_text.hpp>
#include <slipway/model/text_template.hpp>

namespace slipway {
namespace detail {

/// What a name in a text stands for: a let, something within one, or a record of a list of facts.
struct text_value {
  const let_value* let = nullptr;
  shaped_value structured{};
  std::optional<record_line> record{};
  std::span<const fact_field> fields{};
  std::optional<std::string> single{};  // a field of a record

  [[nodiscard]] bool is_known() const { return let != nullptr || structured.shape != nullptr || record || single; }
  [[nodiscard]] bool is_fact() const { return let != nullptr && let->kind == let_kind::fact; }
  [[nodiscard]] bool is_list_of_facts() const { return is_fact() && let->fact.type == fact_type::list; }

  [[nodiscard]] text_value member(std::string_view name) const {
    text_value found;
    if (record) {
      for (std::size_t i = 0; i != fields.size(); ++i)
        if (fields[i].name == name) found.single = record->text(i);
    } else if (structured.shape != nullptr && structured.shape->kind == shape_kind::optional) {
      if (structured.shape->size(structured.object) != 0)
        return text_value{nullptr, structured.shape->at(structured.object, 0), {}, {}, {}}.member(name);
      if (structured.shape->item->member(name) != nullptr) found.single = "";
    } else if (structured.shape != nullptr && structured.shape->kind == shape_kind::record) {
      for (std::size_t i = 0; i != structured.shape->members.size(); ++i)
        if (structured.shape->members[i] == name) found.structured = structured.shape->at(structured.object, i);
    }
    return found;
  }
};

/// Fills one text; each nested block is one call. Where it becomes a secret_text it has its secrets.
template <class Text>
class filling {
 public:
  filling(std::string_view text, const scope& s) : text_(text), scope_(s) {}

  Text run() {
    std::size_t from = 0;
    fill_until_end(from, true);
    return std::move(filled_);
  }

 private:
  /// Up to the end of a block, which is taken: `else` and the ends of blocks come back, and npos at the end of the text.
  hole_position fill_until_end(std::size_t& from, bool wanted) {
    for (;;) {
      const auto hole = next_hole(text_, from);
      if (hole.open == std::string_view::npos) {
        if (wanted) add_literal(text_.substr(from), false);
        return hole;
      }
      const auto kind = hole.kind(text_);
      const auto begin = from;
      const auto [end, next] = kind == hole_kind::value ? std::pair{hole.open, hole.close + 2} : alone_on_its_line(hole);
      from = next;
      if (wanted) add_literal(text_.substr(begin, end < begin ? 0 : end - begin), end == hole.open);
      if (kind == hole_kind::begin_each) fill_each(hole.name(text_), from, wanted);
      else if (kind == hole_kind::begin_if) fill_if(hole.name(text_), from, wanted);
      else if (kind != hole_kind::value) return hole;
      else if (wanted) add_value(find(hole.name(text_)), hole.name(text_));
    }
  }

  void add_value(const text_value& v, std::string_view name) {
    if constexpr (std::same_as<Text, secret_text>)
      if (v.let != nullptr && v.let->kind == let_kind::secret) return static_cast<void>(filled_ += scope_.secret(v.let->text));
    filled_ += single(v, name);
  }

  void fill_each(std::string_view name, std::size_t& from, bool wanted) {
    const auto body = from;
    std::size_t count = 0;
    if (wanted) {
      for (auto& item : items(find(name))) {
        from = body;
        items_.push_back(std::move(item));
        fill_until_end(from, true);
        items_.pop_back();
        ++count;
      }
    }
    if (count == 0) fill_until_end(from, false);
  }

  void fill_if(std::string_view name, std::size_t& from, bool wanted) {
    const bool yes = wanted && is_true(find(name));
    const auto end = fill_until_end(from, yes);
    if (end.open != std::string_view::npos && end.kind(text_) == hole_kind::otherwise) fill_until_end(from, wanted && !yes);
  }

  /// Where the text before a block's sign ends, and where that after it begins.
  [[nodiscard]] std::pair<std::size_t, std::size_t> alone_on_its_line(const hole_position& hole) const {
    auto begin = hole.open;
    while (begin != 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t')) --begin;
    const auto end = hole.close + 2;
    const bool alone = (begin == 0 || text_[begin - 1] == '\n') && (end == text_.size() || text_[end] == '\n');
    if (!alone) return {hole.open, end};
    return {begin, end == text_.size() ? end : end + 1};
  }

  // backslashes before braces: each pair is one, the odd one takes the meaning of the braces
  void add_literal(std::string_view literal, bool before_hole) {
    for (;;) {
      const auto braces = literal.find("{{");
      const bool last = braces == std::string_view::npos;
      const auto end = last ? literal.size() : braces;
      const auto slashes = last && !before_hole ? 0 : backslashes_before(literal, end);
      filled_ += literal.substr(0, end - slashes / 2 - slashes % 2);
      if (last) return;
      filled_ += "{{";
      literal.remove_prefix(braces + 2);
    }
  }

  [[nodiscard]] text_value find(std::string_view dotted) const {
    auto rest = dotted;
    const auto first = take_name(rest);
    auto found = items_.empty() ? outside(dotted) : text_value{};
    if (found.is_known()) return found;
    found = first_part(first);
    while (!rest.empty()) found = found.member(take_name(rest));
    if (!found.is_known()) found = outside(dotted);
    if (!found.is_known()) throw std::logic_error("no value fills the hole {{" + std::string(dotted) + "}}");
    return found;
  }

  [[nodiscard]] text_value first_part(std::string_view name) const {
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (name == "this") return *item;
      if (auto found = item->member(name); found.is_known()) return found;
    }
    return outside(name);
  }

  [[nodiscard]] text_value outside(std::string_view name) const {
    const auto* let = find_let(scope_.own, name);
    if (let == nullptr) let = find_let(scope_.data, name);
    if (let != nullptr && let->kind == let_kind::structured) return {nullptr, let->structured, {}, {}, {}};
    return {let, {}, {}, {}, {}};
  }

  [[nodiscard]] std::string single(const text_value& v, std::string_view name) const {
    if (v.single) return *v.single;
    if (v.let != nullptr) return scope_.value(*v.let);
    if (v.structured.shape != nullptr) {
      const auto& shape = *v.structured.shape;
      if (shape.kind == shape_kind::single) return scope_.value(shape.single(v.structured.object));
      if (shape.kind == shape_kind::optional)
        return shape.size(v.structured.object) == 0 ? std::string()
                                                    : single({nullptr, shape.at(v.structured.object, 0), {}, {}, {}}, name);
    }
    throw std::runtime_error("{{" + std::string(name) + "}} is more than one value");
  }

  [[nodiscard]] std::vector<text_value> items(const text_value& v) const {
    std::vector<text_value> all;
    if (v.is_list_of_facts()) {
      for (auto& line : record_lines(scope_.value(*v.let)))
        all.push_back({nullptr, {}, std::move(line), v.let->fact.kind->fields, {}});
    } else if (v.structured.shape != nullptr && v.structured.shape->kind == shape_kind::list) {
      for (std::size_t i = 0; i != v.structured.shape->size(v.structured.object); ++i)
        all.push_back({nullptr, v.structured.shape->at(v.structured.object, i), {}, {}, {}});
    } else {
      throw std::runtime_error("{{#each}} needs a list");
    }
    return all;
  }

  [[nodiscard]] bool is_true(const text_value& v) const {
    if (v.record) return true;
    if (v.single) return !v.single->empty() && *v.single != "false" && *v.single != "0";
    if (v.let != nullptr) {
      const auto text = scope_.known(*v.let);
      const bool says_no = v.let->kind == let_kind::fact ? v.let->fact.type != fact_type::text : v.let->kind != let_kind::text;
      return text && !text->empty() && !(says_no && (*text == "false" || *text == "0"));
    }
    const auto& shape = *v.structured.shape;
    if (shape.kind == shape_kind::record) return true;
    if (shape.kind != shape_kind::single) return shape.size(v.structured.object) != 0;
    const auto let = shape.single(v.structured.object);
    return is_true({&let, {}, {}, {}, {}});
  }

  std::string_view text_;
  const scope& scope_;
  Text filled_;
  std::vector<text_value> items_;  // of the `each` blocks around, innermost last
};

}  // namespace detail

namespace detail {
inline bool has_hole_of(let_kind kind, std::string_view text, const scope& s) {
  for (auto hole = next_hole(text, 0); hole.open != std::string_view::npos; hole = next_hole(text, hole.close + 2)) {
    const auto* let = find_let(s.own, hole.name(text));
    if (let == nullptr) let = find_let(s.data, hole.name(text));
    if (let != nullptr && let->kind == kind) return true;
  }
  return false;
}
}  // namespace detail

SLIPWAY_DECL bool needs_facts(std::string_view text, const scope& s) { return detail::has_hole_of(let_kind::fact, text, s); }

SLIPWAY_DECL bool needs_secrets(std::string_view text, const scope& s) { return detail::has_hole_of(let_kind::secret, text, s); }

SLIPWAY_DECL std::string fill(std::string_view text, const scope& s) { return detail::filling<std::string>(text, s).run(); }

SLIPWAY_DECL secret_text fill_with_secrets(std::string_view text, const scope& s) {
  return detail::filling<secret_text>(text, s).run();
}

}  // namespace slipway
