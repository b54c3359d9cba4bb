#pragma once

#include <algorithm>
#include <utility>

#include <slipway/core/quote.hpp>
#include <slipway/plan/fact_condition.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/plan/shell.hpp>

namespace slipway::plan {
namespace detail {

inline std::string variable(std::string_view name, std::size_t index, std::string_view value) {
  return std::string(name) + "_" + std::to_string(index) + "=" + shell_quote(value) + "\n";
}

inline std::string variable(std::string_view name, std::string_view value) {
  return std::string(name) + "=" + shell_quote(value) + "\n";
}

inline std::string base_variable(const deployable& host) {
  return host.settings->state_directory.empty() ? std::string() : variable("base", host.settings->state_directory);
}

/// Every family that is used, in the order of its first use.
inline std::vector<const family*> families_of(const static_plan& plan) {
  std::vector<const family*> used;
  for (const auto& r : plan.rows) {
    const auto* f = &r.kind->belongs_to(r.payload);
    if (std::ranges::find(used, f) == used.end()) used.push_back(f);
  }
  return used;
}

/// `w_I` the words of its probe, `f_I` its family, for every operation that has a probe.
inline std::string probe_variables(const static_plan& plan, const host_scope& scope) {
  std::string text, all, everything;
  for (std::size_t i = 0; i != plan.rows.size(); ++i) {
    const row& r = plan.rows[i];
    shell_words words;
    words.begin(i);
    const auto bare = words.text().size();
    r.kind->probe(r.payload, scope.with(r), words);
    if (words.text().size() == bare) continue;
    text += variable("w", i, words.text()) + variable("f", i, r.kind->belongs_to(r.payload).name);
    everything += " " + std::to_string(i);
    if (!r.probed_afterwards) all += " " + std::to_string(i);
  }
  return text + variable("all", all) + variable("everything", everything);
}

inline std::string family_functions(const std::vector<const family*>& families) {
  std::string text, names;
  for (const auto* f : families) {
    if (f->probe.empty()) continue;
    text += f->probe;
    names += " " + std::string(f->name);
  }
  return text + variable("families", names);
}

}  // namespace detail

SLIPWAY_DECL std::string phase_one_script(const deployable& host, const host_scope& scope, const question& q) {
  std::string text = detail::variable("nonce", q.nonce);
  if (q.differing == contents::sent) text += "want_content=yes\n";
  text += detail::base_variable(host) + detail::variable("marks_key", manifest_name(host));
  text += detail::variable("manifest_name", manifest_name(host)) + detail::variable("manifest_version", manifest_version) +
          detail::variable("manifest_digest", q.in_step);
  text += prelude_shell();
  text += folder_shell();
  text += answer_shell();
  text += health_definitions(host.settings->health);
  text += secrets_shell();
  if (!scope.secret_key().empty()) text += detail::variable("secret_key", scope.secret_key()) + "secrets_told=yes\n";
  text += detail::family_functions(detail::families_of(*host.plan));
  for (const auto& f : q.facts) text += f.family->probe;
  text += detail::probe_variables(*host.plan, scope);
  if (q.then == phase_one_end::wait_for_change) text.append(owner_shell()).append(receive_shell());
  // one compound command: once it runs, the shell has read all that was sent, and the rest of its input is the script's
  text += "{\n";
  for (const auto& f : q.facts) text += "facts_" + std::string(f.family->name) + f.words + " </dev/null\n";
  if (host.settings->health.count != 0) text += "print_health </dev/null\n";
  text += "probe $all\nforget_secrets\nanswer\n";
  text += q.then == phase_one_end::wait_for_change ? "receive\n" : "";
  return text += "exit 0\n}\n";
}

SLIPWAY_DECL std::string run_name(const deployable& host, std::string_view run_id) {
  return std::string(run_id) + "-" + manifest_name(host).substr(0, 6);
}

namespace detail {

/// What the script of every run begins with.
inline std::string script_head(const deployable& host, std::string_view name, const run_label& label, const run_about& about) {
  std::string text = "run=${0%/*}\n. \"$run/environment\"\nexport HOME USER\n";
  text += base_variable(host) + variable("marks_key", manifest_name(host));
  text += variable("run_id", name) + variable("who", label.who) + variable("about", to_lines(about));
  return text + variable("lock_timeout", std::to_string(label.lock_timeout));
}

/// Which file is this machine's manifest, and what its log begins with; where `machine` is empty it has none.
inline std::string manifest_variables(const deployable& host, std::string_view machine) {
  if (machine.empty()) return "manifest=\n";
  const auto of = escaped_field(host.layout) + "\t" + escaped_field(full_name(host));
  const auto version = std::string(manifest_version), id = std::string(machine);
  return "manifest=$base/manifests/$marks_key\n" + variable("tab", "\t") + variable("manifest_version", version) +
         variable("machine", id) + variable("manifest_of", "of\t" + of) +
         variable("manifest_open", "open\t" + version + "\t" + id + "\t" + of);
}

/// Writes the script of one run.
class change_writer {
 public:
  change_writer(const host_plan& plan, const host_scope& scope, std::string_view name, const run_label& label, read_source read,
                std::string_view confirmation)
      : plan_(plan),
        host_(*plan.host),
        rows_(plan.host->plan->rows),
        scope_(scope),
        name_(name),
        label_(label),
        read_(read),
        confirmation_(confirmation) {}

  change write() {
    for (const auto& s : plan_.steps) write_step(s);
    move_to_guard(0);
    const std::string head = header();
    std::string tail = body_ + "steps=" + shell_quote(steps_) + "\n";
    tail += std::string("main\nexit 0\n");
    // where the contents begin is known only now; the number keeps its width
    auto text = head + "contents_at=" + padded(head.size() + std::string("contents_at=").size() + 13 + tail.size()) + "\n" + tail;
    made_.script = text + blobs_;
    if (!secret_variables_.empty()) {
      made_.secrets += variable("secret_key", scope_.secret_key());
      made_.secrets.truncate(made_.secrets.size() - 1);
      made_.secrets += secret_variables_ + "\n";
      made_.secrets += secrets_.view();
    }
    return std::move(made_);
  }

 private:
  static std::string padded(std::size_t number) {
    auto digits = std::to_string(number);
    return digits.append(12 - digits.size(), ' ');
  }

  std::string header() const {
    const auto families = families_of(*host_.plan);
    std::string text = script_head(host_, name_, label_, about_of(plan_, label_));
    if (!label_.follows.empty()) text += variable("follows", label_.follows);
    if (label_.keeps_guards) text += variable("keeps_guards", label_.id);
    if (plan_.undecided) text += variable("stages_follow", "yes");
    text += prelude_shell();
    text += folder_shell();
    text += "marks=$base/marks/$marks_key\n";
    text += runner_shell();
    text += health_definitions(host_.settings->health);
    if (!host_.plan->guards.empty()) text += guard_shell() + variable("confirmation", confirmation_);
    text += "contents_from() { tail -c +$((contents_at + $1 + 1)) \"$run/script\" | head -c \"$2\"; }\n";
    text += family_functions(families);
    std::string settling, lasting;
    for (const auto* f : families) {
      text += f->apply;
      text += f->ready;
      text += f->settle;
      text += f->last;
      if (!f->settle.empty()) settling += " " + std::string(f->name);
      if (!f->last.empty()) lasting += " " + std::string(f->name);
    }
    return text + variable("settling", settling) + variable("lasting", lasting) + probe_variables(*host_.plan, scope_) +
           recorded(plan_.records);
  }

  std::string recorded(const recording& r) const {
    std::string text = manifest_variables(host_, r.machine);
    if (r.machine.empty()) return text;
    text += variable("manifest_digest", r.digest) + variable("manifest_was", r.first_line);
    text += variable("manifest_log", r.has_log ? "yes" : "");
    if (r.aside) text += "manifest_aside=yes\n";
    if (r.ends) text += "manifest_ends=yes\n";
    std::string letters, lines, packages;
    for (const auto& c : r.carried) letters += static_cast<char>(c.state), lines += to_line(c) + "\n";
    text += variable("carried_letters", letters) + variable("carried", lines);
    // what is taken back goes in the other direction than it was made: what is left of it keeps its order
    for (const auto& row : r.taken) packages += packages_of(row);
    text += variable("taken_packages", packages);
    return text + recorded_rows("taken", {r.taken.rbegin(), r.taken.rend()}) + recorded_rows("recorded", r.kept);
  }

  static std::string recorded_rows(std::string_view list, const std::vector<recorded_row>& rows) {
    std::string text, indexes;
    for (const auto& row : rows) {
      indexes += " " + std::to_string(row.row);
      std::string lines;
      for (const auto& r : row.records) lines += to_line(r) + "\n";
      text += variable("keys", row.row, lines) + variable("held", row.row, row.now);
      if (row.if_changed != row.now) text += variable("then", row.row, row.if_changed);
      if (row.if_kept != row.now) text += variable("else", row.row, row.if_kept);
    }
    return text + variable(list, indexes);
  }

  /// Packages that go in this run: one that takes another of them along takes nothing that was to stay.
  std::string packages_of(const recorded_row& row) const {
    std::string names;
    if (plan_.steps[row.row].what == verdict::skip) return names;
    for (const auto& r : row.records)
      for (const auto& key : r.keys)
        if (key.starts_with("package:")) names += " " + key.substr(8);
    return names;
  }

  void write_step(const step& s) {
    const row& r = *s.operation;
    const auto i = s.index;
    body_ += variable("k", i, mark_key(r));
    if (!r.probed_afterwards) body_ += variable("e", i, s.found);
    if (s.what == verdict::skip || s.later) {
      body_ += variable("o", i, "skipped");
      return;
    }
    body_ += variable("d", i, s.desired);
    if (r.probed_afterwards) body_ += variable("v", i, "afterwards");
    const auto scope = scope_.with(r);
    const bool stays = s.what == verdict::keep && !s.assumed;
    if (!r.text.empty() && !scope_.secret_key().empty()) write_secret(s, scope, stays);
    if (stays) return;
    const bool maybe = s.what == verdict::maybe || s.assumed;
    move_to_guard(r.guard);
    if (r.guard != 0) guarded_.push_back(i);
    add_entry(std::to_string(i), r.reboot_within != 0 ? "reboot" : to_text(maybe ? verdict::maybe : s.what));
    if (r.reboot_within != 0) body_ += variable("b", i, std::to_string(r.reboot_within));
    body_ += variable("x", i, affected(i));
    body_ += variable("m", i, marks(i));
    if (maybe) body_ += condition(i);
    if (r.options != nullptr) write_options(i, *r.options);
    if (!r.kind->belongs_to(r.payload).ready.empty())
      body_ += variable("r", i, "ready_" + std::string(r.kind->belongs_to(r.payload).name));
    if (const auto c = r.kind->body(r.payload, scope); c && !c->is_secret) write_content(i, *c);
    body_ += "apply_" + std::to_string(i) + "() {\n" + r.kind->apply(r.payload, scope) + "\n}\n";
  }

  void write_options(std::size_t i, const operation_options& o) {
    if (o.ignore_errors) body_ += variable("g", i, "ignore");
    if (o.timeout != 0) body_ += variable("t", i, std::to_string(o.timeout));
    if (o.retries != 0) body_ += variable("n", i, std::to_string(o.retries)) + variable("p", i, std::to_string(o.retry_delay));
  }

  void add_entry(const std::string& what, std::string_view how) {
    steps_ += (steps_.empty() ? "" : " ") + what + ":" + std::string(how);
  }

  /// What comes next stands in this guard; 0: in none.
  void move_to_guard(std::uint16_t next) {
    if (next == guard_) return;
    if (guard_ != 0) {
      add_entry("end", std::to_string(guard_));
      body_ += guard_definitions(host_, scope_, guard_, guarded_, manifest_name(host_), label_.who);
      guarded_.clear();
    }
    guard_ = next;
    if (guard_ != 0) add_entry("begin", std::to_string(guard_));
  }

  std::string affected(std::size_t from) const {
    if (rows_[from].affects_everything) return "all";
    std::string list;
    const auto add = [&](std::size_t to) { list += (list.empty() ? "" : " ") + std::to_string(to); };
    for (const auto& e : host_.plan->effects())
      if (e.from == from) add(e.to);
    for (std::size_t to = 0; to != rows_.size(); ++to)
      if (to != from && static_plan::affects_widely(rows_[from], rows_[to])) add(to);
    return list;
  }

  static bool asks_change(const row& r) {
    return std::ranges::any_of(r.condition, [](const token& t) { return t.kind == token_kind::changed; });
  }

  std::string marks(std::size_t from) const {
    std::string list;
    for (const auto& e : host_.plan->edges())
      if (e.from == from && e.condition && asks_change(rows_[e.to]))
        list += (list.empty() ? "" : " ") + mark_name(rows_[from], rows_[e.to]);
    return list;
  }

  /// Shell texts: when a condition holds, and when its opposite does; neither does for a fact that the host does not know.
  struct decision {
    std::string yes, no;
  };

  static decision combined(const decision& left, const decision& right, token_kind kind) {
    const auto join = [](const std::string& a, const char* sign, const std::string& b) {
      return "{ " + a + "; } " + sign + " { " + b + "; }";
    };
    if (kind == token_kind::all) return {join(left.yes, "&&", right.yes), join(left.no, "||", right.no)};
    return {join(left.yes, "||", right.yes), join(left.no, "&&", right.no)};
  }

  /// The condition as shell text: facts are constants by now, what became of operations is not.
  std::string condition(std::size_t i) const {
    std::vector<decision> stack;
    std::size_t k = 0;
    const auto edges = host_.plan->edges();
    const auto next_edge = [&](token_kind kind) -> decision {
      while (k != edges.size() && !(edges[k].to == i && edges[k].condition)) ++k;
      if (k == edges.size()) return {"false", "true"};
      const auto* question = kind == token_kind::changed  ? "changed "
                             : kind == token_kind::failed ? "has_failed "
                                                          : "has_succeeded ";
      const auto asks = question + std::to_string(edges[k++].from);
      return {asks, "! " + asks};
    };
    for (const auto& t : rows_[i].condition) {
      if (asks_operation(t.kind)) {
        stack.push_back(next_edge(t.kind));
      } else if (t.kind == token_kind::compare || t.kind == token_kind::compare_data) {
        const auto held = plan::holds(t, *scope_.facts(), scope_.data);
        stack.push_back({held.value_or(false) ? "true" : "false", held.value_or(true) ? "false" : "true"});
      } else if (t.kind == token_kind::no) {
        std::swap(stack.back().yes, stack.back().no);
      } else {
        const auto right = std::move(stack.back());
        stack.pop_back();
        stack.back() = combined(stack.back(), right, t.kind);
      }
    }
    return stack.empty() ? std::string() : variable("c", i, stack.back().yes);
  }

  /// Of what holds secrets the script knows nothing, not even a digest or a size.
  void write_secret(const step& s, const host_scope& scope, bool stays) {
    const auto c = s.operation->kind->body(s.operation->payload, scope);
    if (!c || !c->is_secret) return;
    const auto i = std::to_string(s.index);
    secret_variables_ += " secret_digest_" + i + "=" + scope.keyed_digest(c->secret.view());
    if (stays) return;
    secret_variables_ += " secret_at_" + i + "=" + std::to_string(secrets_.size());
    secret_variables_ += " secret_size_" + i + "=" + std::to_string(c->secret.size());
    secrets_ += c->secret.view();
    body_ += "content_" + i + "() { secret_content " + i + "; } # <secret>\n";
  }

  void write_content(std::size_t i, const content& c) {
    const auto name = "content_" + std::to_string(i) + "() { ";
    if (c.size > largest_inline_content && !c.source.empty()) {
      made_.uploads.push_back({i, std::string(c.source), c.size, c.copy_seconds, c.copy_retries});
      body_ += name + "cat \"$run/upload." + std::to_string(i) + "\"; }\n";
      return;
    }
    const auto bytes = c.source.empty() ? c.bytes : read_(c.source);
    // a shell's printf starts no process, but no shell text holds a NUL, and long texts are slow to parse
    if (bytes.size() <= 65536 && !has_nul(bytes)) {
      body_ += name + "printf %s " + shell_quote(bytes) + "; }\n";
      return;
    }
    body_ += name + "contents_from " + std::to_string(blobs_.size()) + " " + std::to_string(bytes.size()) + "; }\n";
    blobs_ += bytes;
  }

  const host_plan& plan_;
  const deployable& host_;
  std::span<const row> rows_;
  const host_scope& scope_;
  std::string_view name_;
  const run_label& label_;
  read_source read_;
  std::string_view confirmation_;
  std::vector<std::size_t> guarded_;  // steps of the guard that is written
  std::uint16_t guard_ = 0;
  change made_;
  std::string body_, blobs_, steps_, secret_variables_;
  secret_text secrets_;
};

}  // namespace detail

SLIPWAY_DECL std::string order_of(const change& c, std::string_view name) {
  return "run " + std::string(name) + " " + std::to_string(c.script.size()) + " " + std::to_string(c.secrets.size()) + "\n";
}

SLIPWAY_DECL change change_script(const host_plan& plan, const host_scope& scope, std::string_view name, const run_label& label,
                                  read_source read, std::string_view confirmation) {
  return detail::change_writer(plan, scope, name, label, read, confirmation).write();
}

}  // namespace slipway::plan
