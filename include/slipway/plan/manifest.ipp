#pragma once

#include <algorithm>

#include <slipway/core/clean.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/plan/manifest.hpp>

namespace slipway::plan {
namespace detail {

inline constexpr std::string_view title = "slipway manifest ";

[[noreturn]] inline void damaged(std::string_view name, const std::string& why) {
  throw manifest_error("the manifest " + std::string(name) + " on the host is damaged: " + why,
                       "nothing is done on its word; `adopt` writes a new one from what is in order, and puts this one aside");
}

inline std::optional<held> held_by_name(std::string_view name) {
  for (auto h : {held::nothing, held::intended, held::managed, held::replaced, held::adopted})
    if (name == to_text(h)) return h;
  return std::nullopt;
}

/// Reads one file, line by line.
class manifest_reader {
 public:
  explicit manifest_reader(std::string_view name) : name_(name) {}

  void take_file(std::string_view text) {
    if (!text.starts_with(title)) damaged(name_, "it does not begin as a manifest does");
    const auto first = split(text.substr(title.size(), text.find('\n') - title.size()), ' ');
    check_version(first[0]);
    if (first.size() != 5) damaged(name_, "its first line is not whole");
    made_.machine = first[1];
    made_.run = first[4];
    const auto end = text.rfind("\nend\t");
    if (end == std::string_view::npos || !text.ends_with('\n')) damaged(name_, "its end is missing");
    const auto body = text.substr(0, end + 1);
    const auto lines = split(body.substr(body.find('\n') + 1), '\n');
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) take_line(lines[i], i);
    const auto last = split(text.substr(end + 1, text.size() - end - 2), '\t');
    if (last.size() != 3 || to_number(last[1], SIZE_MAX) != made_.records.size()) damaged(name_, "records are missing");
    if (last[2] != sha256(body)) damaged(name_, "it was written to by somebody else");
  }

  void take_log(std::string_view text) {
    if (text.empty()) return;
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i != lines.size(); ++i) {
      if (lines[i].empty()) continue;
      if (lines[i].ends_with("\t.")) take_log_line(lines[i].substr(0, lines[i].size() - 2));
      // a killed run leaves a torn line: at the end, or before the next run begins
      else if (i + 1 != lines.size() && !(lines[i + 1].empty() || lines[i + 1].starts_with("open\t")))
        damaged(std::string(name_) + ".log", "line " + std::to_string(i + 1) + " is torn");
    }
  }

  [[nodiscard]] manifest take() { return std::move(made_); }

 private:
  void check_version(std::string_view version) const {
    if (version == manifest_version) return;
    if (to_number(version, 0) < 2) damaged(name_, "its version is none");
    throw manifest_error(
        "the manifest " + std::string(name_) + " on the host was written by a newer version of Slipway (" + clean(version) + ")",
        "deploy with that version; or `adopt` writes a new one from what is in order");
  }

  void take_line(std::string_view line, std::size_t number) {
    const auto where = "line " + std::to_string(number + 2) + " is not whole";
    if (number == 0) {
      const auto of = split(line, '\t');
      if (of.size() != 4 || of[0] != "of") damaged(name_, where);
      made_.layout = unescaped_field(of[1]);
      made_.deployable = unescaped_field(of[2]);
      made_.ended = of[3];
      return;
    }
    const auto tab = line.find('\t');
    const auto state = held_by_name(line.substr(0, tab));
    auto r = tab == std::string_view::npos ? std::nullopt : to_record(line.substr(tab + 1));
    if (!state || *state == held::nothing || !r) damaged(name_, where);
    r->state = *state;
    made_.records.push_back(std::move(*r));
  }

  void take_log_line(std::string_view line) {
    const auto fields = split(line, '\t');
    if (fields[0] == "open" && fields.size() == 6) {
      check_version(fields[1]);
      made_.machine = fields[2];
      made_.layout = unescaped_field(fields[3]);
      made_.deployable = unescaped_field(fields[4]);
      made_.run = fields[5];
      made_.ended = "open";
      return;
    }
    if (fields[0] == "ended" && fields.size() == 2) {
      made_.ended = fields[1];
      return;
    }
    const auto state = held_by_name(fields[0]);
    auto r = fields.size() < 2 ? std::nullopt : to_record(line.substr(fields[0].size() + 1));
    if (!state || !r) damaged(std::string(name_) + ".log", "it holds what is no record");
    r->state = *state;
    const auto known = std::ranges::find_if(made_.records, [&](const record& k) { return share_a_key(k, *r); });
    if (*state == held::nothing) {
      if (known != made_.records.end()) made_.records.erase(known);
    } else if (known != made_.records.end()) {
      *known = std::move(*r);
    } else {
      made_.records.push_back(std::move(*r));
    }
  }

  std::string_view name_;
  manifest made_;
};

inline manifest from_letters(const deployable& host, const sent_manifests& sent, std::span<const operation_records> expected) {
  manifest m{std::string(host.layout), full_name(host), sent.machine, sent.in_step->second, "succeeded", {}};
  const auto& letters = sent.in_step->first;
  std::size_t next = 0;
  for (const auto& of : expected)
    for (auto r : of.records) {
      r.state = next < letters.size() ? static_cast<held>(letters[next]) : held::nothing;
      ++next;
      if (std::string_view("imra").find(static_cast<char>(r.state)) != std::string_view::npos) m.records.push_back(std::move(r));
    }
  if (next != letters.size()) damaged(manifest_name(host), "its first line is not whole");
  return m;
}

inline std::string text_of_file(const sent_manifests& sent, const std::string& name) {
  const auto found = sent.files.find(name);
  return found == sent.files.end() ? std::string() : found->second;
}

inline void read_own(holdings& h, const deployable& host, const sent_manifests& sent, trust how) {
  const auto name = manifest_name(host);
  const auto text = text_of_file(sent, name), log = text_of_file(sent, name + ".log");
  h.first_line = text.substr(0, text.find('\n'));
  h.has_log = sent.files.contains(name + ".log");
  // a run that was killed before its first record has told nothing
  if (!sent.files.contains(name) && log.find("\t.\n") == std::string::npos) return;
  try {
    manifest_reader reader(name);
    if (sent.files.contains(name)) reader.take_file(text);
    reader.take_log(log);
    h.own = reader.take();
    if (h.own->layout != host.layout || h.own->deployable != full_name(host))
      damaged(name, "it is of " + clean(h.own->deployable) + " in the layout '" + clean(h.own->layout) + "'");
  } catch (const manifest_error&) {
    h.own.reset();
    if (how == trust::strict) throw;
  }
}

/// `text` is null where a run was killed before there was a file.
inline manifest read_other(std::string_view name, const std::string* text, std::string_view log) {
  try {
    manifest_reader reader(name);
    if (text != nullptr) reader.take_file(*text);
    reader.take_log(log);
    return reader.take();
  } catch (const manifest_error& e) {
    throw manifest_error(e.what(),
                         "it is not this deployable's: `adopt` it with the program of its layout, or move the file away");
  }
}

inline void read_others(holdings& h, const deployable& host, const sent_manifests& sent) {
  const auto own = manifest_name(host);
  for (const auto& [file, text] : sent.files) {
    const auto name = file.substr(0, file.find('.'));
    const bool lone_log = file == name + ".log" && !sent.files.contains(name);
    if (name == own || (file != name && !lone_log)) continue;
    auto other = read_other(name, lone_log ? nullptr : &text, text_of_file(sent, name + ".log"));
    if (other.machine == h.machine) h.others.push_back(std::move(other));
  }
}

}  // namespace detail

SLIPWAY_DECL std::string manifest_name(const deployable& host) {
  return sha256(std::string(host.layout) + "\n" + full_name(host)).substr(0, 16);
}

SLIPWAY_DECL std::string first_line(std::string_view machine, std::string_view digest, std::string_view letters,
                                    std::string_view run) {
  std::string line(detail::title);
  line.append(manifest_version).append(" ").append(machine).append(" ").append(digest).append(" ");
  return line.append(letters).append(" ").append(run);
}

SLIPWAY_DECL std::string whose(const manifest& m) {
  return "of\t" + escaped_field(m.layout) + "\t" + escaped_field(m.deployable) + "\t" + m.ended + "\n";
}

SLIPWAY_DECL std::string to_text(const manifest& m) {
  std::string text = first_line(m.machine, "-", "-", m.run) + "\n" + whose(m);
  for (const auto& r : m.records) text.append(to_text(r.state)).append("\t").append(to_line(r)).append("\n");
  const auto digest = sha256(text);
  return text.append("end\t").append(std::to_string(m.records.size())).append("\t").append(digest).append("\n");
}

SLIPWAY_DECL manifest read_manifest(std::string_view name, std::string_view text, std::string_view log) {
  detail::manifest_reader reader(name);
  if (!text.empty() || log.empty()) reader.take_file(text);
  reader.take_log(log);
  return reader.take();
}

SLIPWAY_DECL holdings read_holdings(const deployable& host, const sent_manifests& sent,
                                    std::span<const operation_records> expected, trust how) {
  holdings h;
  h.machine = sent.machine;
  h.base = sent.base;
  if (sent.in_step) {
    h.own = detail::from_letters(host, sent, expected);
    h.first_line = first_line(sent.machine, digest_of(expected), "=" + sent.in_step->first, sent.in_step->second);
    return h;
  }
  detail::read_own(h, host, sent, how);
  if (h.own && h.own->machine != h.machine) {
    if (how == trust::strict)
      throw manifest_error("the host's manifest of " + full_name(host) + " is of another machine (" + clean(h.own->machine) +
                               "; this one is " + clean(h.machine) + "): is this host a copy of that one?",
                           "correct the address; or, if this host is to be it from now on, `adopt` takes the manifest over");
    h.own->machine = h.machine;
  }
  detail::read_others(h, host, sent);
  return h;
}

SLIPWAY_DECL const record* find_record(std::span<const record> all, const record& like) {
  const auto found = std::ranges::find_if(all, [&](const record& r) { return share_a_key(r, like); });
  return found == all.end() ? nullptr : &*found;
}

SLIPWAY_DECL std::vector<record> orphans_of(const holdings& h, std::span<const operation_records> expected) {
  std::vector<record> orphans;
  if (!h.own) return orphans;
  for (const auto& r : h.own->records)
    if (std::ranges::none_of(expected, [&](const auto& of) { return find_record(of.records, r) != nullptr; }))
      orphans.push_back(r);
  return orphans;
}

SLIPWAY_DECL std::vector<record> take_undecided(std::vector<record>& orphans, const static_plan& plan) {
  std::vector<record> taken;
  std::erase_if(orphans, [&](record& r) {
    const bool is_open = std::ranges::any_of(plan.rows, [&](const row& o) {
      return o.decides != nullptr && !o.is_decided && r.operation.starts_with(std::string(o.name) + ": ");
    });
    if (is_open) taken.push_back(std::move(r));
    return is_open;
  });
  return taken;
}

SLIPWAY_DECL std::string conflict_of(const deployable& host, const holdings& h, std::span<const operation_records> expected) {
  for (const auto& other : h.others) {
    if (other.layout == host.layout) continue;
    for (const auto& r : other.records)
      for (const auto& of : expected)
        for (const auto& ours : of.records)
          for (const auto& key : ours.keys)
            if (std::ranges::any_of(r.keys, [&](const auto& k) { return same_key(k, key); }))
              return "'" + clean(key) + "' is managed by the layout '" + clean(other.layout) + "' here (its operation '" +
                     clean(r.operation) + "'), and '" + ours.operation + "' of '" + std::string(host.layout) +
                     "' wants to manage it, too";
  }
  return {};
}

}  // namespace slipway::plan
