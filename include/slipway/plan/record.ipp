#pragma once

#include <algorithm>
#include <set>

#include <slipway/core/sha256.hpp>
#include <slipway/plan/record.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view to_text(held h) {
  switch (h) {
    case held::intended: return "intended";
    case held::managed: return "managed";
    case held::replaced: return "replaced";
    case held::adopted: return "adopted";
    case held::nothing: break;
  }
  return "gone";
}

SLIPWAY_DECL std::string key_of(const claim& c) {
  std::string key = std::string(c.space) + ":" + std::string(c.subject);
  if (c.kind == claim_kind::part && !c.part.empty()) key.append("#").append(c.part);
  return key;
}

SLIPWAY_DECL bool same_key(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '#');
}

SLIPWAY_DECL bool share_a_key(const record& a, const record& b) {
  return std::ranges::any_of(a.keys, [&](const auto& k) { return std::ranges::find(b.keys, k) != b.keys.end(); });
}

SLIPWAY_DECL std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(sign);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

SLIPWAY_DECL std::string escaped_field(std::string_view text) {
  std::string field;
  for (char c : text) {
    if (c == '\\') field += "\\\\";
    else if (c == '\n') field += "\\n";
    else if (c == '\t') field += "\\t";
    else field += c;
  }
  return field;
}

SLIPWAY_DECL std::string unescaped_field(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i != text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 != text.size();
    if (escape) ++i;
    bytes += !escape ? text[i] : text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i];
  }
  return bytes;
}

namespace detail {

inline record record_from(const row& r, const undo_text& undo) {
  record made;
  made.family = r.kind->belongs_to(r.payload).name;
  made.operation = r.name;
  made.undo = undo.created.empty() ? undo.script : undo.created;
  made.irreversible = undo.irreversible;
  made.probe = undo.probe;
  made.gone = undo.gone;
  made.before = undo.before;
  return made;
}

inline std::vector<record> records_of_row(const static_plan& plan, const row& r, const host_scope& scope) {
  const auto undo = r.kind->undo(r.payload, scope.with(r));
  std::vector<std::string> keys;
  for (const auto& c : plan.claims_of(r))
    if (manages(c)) keys.push_back(key_of(c));
  std::vector<record> all;
  // what is done and over leaves nothing behind
  if (keys.empty() && (undo.script.empty() || undo.script == ":")) return all;
  if (keys.empty()) keys.push_back("command:" + std::string(r.name));
  if (undo.things == keys.size()) {
    auto one = scope.with(r);
    for (one.thing = 0; one.thing != keys.size(); ++one.thing) {
      all.push_back(record_from(r, r.kind->undo(r.payload, one)));
      all.back().keys = {keys[one.thing]};
    }
  } else {
    all.push_back(record_from(r, undo));
    all.back().keys = std::move(keys);
  }
  return all;
}

}  // namespace detail

SLIPWAY_DECL std::vector<operation_records> records_of(const static_plan& plan, const host_scope& scope) {
  std::vector<operation_records> all;
  std::set<std::string> known;
  for (std::size_t i = 0; i != plan.rows.size(); ++i) {
    operation_records of{i, {}};
    for (auto& r : detail::records_of_row(plan, plan.rows[i], scope)) {
      bool is_new = false;
      for (const auto& key : r.keys) is_new = known.insert(key).second || is_new;
      if (is_new) of.records.push_back(std::move(r));
    }
    if (!of.records.empty()) all.push_back(std::move(of));
  }
  return all;
}

SLIPWAY_DECL std::string to_line(const record& r) {
  std::string keys;
  for (const auto& k : r.keys) keys += (keys.empty() ? "" : "\n") + escaped_field(k);
  std::string line;
  const std::string before(1, "crl"[static_cast<std::size_t>(r.before)]);
  for (const auto& field : {r.family, keys, r.operation, before, r.undo, r.irreversible, r.probe, r.gone})
    line += (line.empty() ? "" : "\t") + escaped_field(field);
  return line;
}

SLIPWAY_DECL std::optional<record> to_record(std::string_view line) {
  const auto fields = split(line, '\t');
  if (fields.size() != 8 || fields[0].empty() || fields[1].empty() || fields[3].size() != 1) return std::nullopt;
  const auto before = std::string_view("crl").find(fields[3]);
  if (before == std::string_view::npos) return std::nullopt;
  record r;
  r.family = unescaped_field(fields[0]);
  const auto keys = unescaped_field(fields[1]);
  for (const auto key : split(keys, '\n')) r.keys.push_back(unescaped_field(key));
  r.operation = unescaped_field(fields[2]);
  r.before = static_cast<prior>(before);
  r.undo = unescaped_field(fields[4]);
  r.irreversible = unescaped_field(fields[5]);
  r.probe = unescaped_field(fields[6]);
  r.gone = unescaped_field(fields[7]);
  return r;
}

SLIPWAY_DECL std::string digest_of(std::span<const operation_records> all) {
  std::string text;
  for (const auto& of : all)
    for (const auto& r : of.records) text += to_line(r) + "\n";
  return sha256(text).substr(0, 32);
}

}  // namespace slipway::plan
