#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include <slipway/core/quote.hpp>
#include <slipway/plan/guard_script.hpp>
#include <slipway/plan/shell.hpp>

namespace slipway::plan {
namespace detail {

inline constexpr std::string_view account_files[] = {"/etc/passwd",  "/etc/shadow", "/etc/group",
                                                     "/etc/gshadow", "/etc/subuid", "/etc/subgid"};

/// What is saved before the first step of a guard, and which step needs which of it.
class saved_things {
 public:
  saved_things(const static_plan& plan, std::span<const std::size_t> steps) : plan_(plan) {
    for (const auto i : steps) add(i);
  }

  struct path {
    std::string_view name;
    bool whole = false;  // with all that a folder holds
  };
  [[nodiscard]] const std::vector<path>& paths() const { return paths_; }
  [[nodiscard]] const std::vector<std::string_view>& units() const { return units_; }
  [[nodiscard]] const std::vector<std::size_t>& paths_of(std::size_t step) { return paths_of_[step]; }
  [[nodiscard]] const std::vector<std::string_view>& units_of(std::size_t step) { return units_of_[step]; }
  [[nodiscard]] bool with_network() const { return with_network_; }
  [[nodiscard]] bool with_packages() const { return with_packages_; }

 private:
  void add(std::size_t i) {
    const row& r = plan_.rows[i];
    with_network_ = with_network_ || r.touches_network || r.affects_everything;
    with_packages_ = with_packages_ || r.kind->belongs_to(r.payload).name == "apt";
    bool accounts = false;
    for (const auto& c : plan_.claims_of(r)) {
      if (c.kind > claim_kind::affects || has_pattern(c)) continue;
      // what a command says of itself is put back where its undo leaves something
      const bool counts = r.restored == way_back::saved || (r.restored == way_back::undone && r.action);
      if (!counts) continue;
      if (c.space == "path") add_path(i, c.subject, manages(c) && c.extent == reach::subtree);
      if (c.space == "unit") add_unit(i, c.subject);
      accounts = accounts || c.space == "user" || c.space == "group";
    }
    if (!accounts) return;
    for (const auto file : account_files) add_path(i, file, false);
  }

  void add_path(std::size_t step, std::string_view name, bool whole) {
    auto found = std::ranges::find(paths_, name, &path::name);
    if (found == paths_.end()) found = paths_.insert(paths_.end(), {name, whole});
    found->whole = found->whole || whole;
    add_once(paths_of_[step], static_cast<std::size_t>(found - paths_.begin()));
  }

  void add_unit(std::size_t step, std::string_view unit) {
    add_once(units_, unit);
    add_once(units_of_[step], unit);
  }

  template <class T>
  static void add_once(std::vector<T>& to, const T& item) {
    if (std::ranges::find(to, item) == to.end()) to.push_back(item);
  }

  const static_plan& plan_;
  std::vector<path> paths_;
  std::vector<std::string_view> units_;
  std::map<std::size_t, std::vector<std::size_t>> paths_of_;
  std::map<std::size_t, std::vector<std::string_view>> units_of_;
  bool with_network_ = false, with_packages_ = false;
};

inline std::string assign(const std::string& name, std::string_view value) { return name + "=" + shell_quote(value) + "\n"; }

/// `save_N`, which stops at the first thing that it cannot save.
inline std::string save_function(std::uint16_t number, const saved_things& things) {
  std::string text = "save_" + std::to_string(number) + "() {\n";
  for (std::size_t k = 0; k != things.paths().size(); ++k) {
    const auto& p = things.paths()[k];
    text += "  save " + std::to_string(k) + (p.whole ? " whole " : " itself ") + shell_quote(p.name) + " || return 1\n";
  }
  if (!things.units().empty()) {
    text += "  save_units";
    for (const auto unit : things.units()) text += " " + shell_quote(unit);
    text += " || return 1\n";
  }
  if (things.with_network()) text += "  save_network\n";
  return text + "  return 0\n}\n";
}

/// `paths_of STEP` and `units_of STEP`.
inline std::string lists_of_steps(std::span<const std::size_t> steps, saved_things& things) {
  std::string paths = "paths_of() {\n  case $1 in\n", units = "units_of() {\n  case $1 in\n";
  for (const auto i : steps) {
    const auto arm = "    " + std::to_string(i) + ") echo";
    paths += arm;
    for (const auto k : things.paths_of(i)) paths += " " + std::to_string(k);
    paths += " ;;\n";
    units += arm;
    for (const auto unit : things.units_of(i)) units += " " + shell_quote(unit);
    units += " ;;\n";
  }
  return paths + "  esac\n}\n" + units + "  esac\n}\n";
}

/// `undo_STEP`: first what the operation says itself, then what was saved.
inline std::string undo_function(const row& r, std::size_t step, const host_scope& scope, saved_things& things) {
  const auto index = std::to_string(step);
  std::string text = "undo_" + index + "() {\n";
  if (r.restored == way_back::undone) {
    text = "undoing_" + index + "() {\n" + r.kind->undo(r.payload, scope.with(r)).script + "\n}\n" + text;
    text += "  undo " + shell_quote(r.name) + " undoing_" + index + "\n";
  }
  for (const auto k : things.paths_of(step)) text += "  put_back " + std::to_string(k) + "\n";
  return text + "  return 0\n}\n";
}

/// Functions that the operations' own undo may call.
inline std::string undo_functions_of_families(const static_plan& plan, std::span<const std::size_t> steps) {
  std::vector<const family*> used;
  for (const auto i : steps)
    if (const auto* f = &plan.rows[i].kind->belongs_to(plan.rows[i].payload);
        plan.rows[i].restored == way_back::undone && std::ranges::find(used, f) == used.end())
      used.push_back(f);
  std::string text;
  for (const auto* f : used) text += std::string(f->probe).append(f->apply);
  return text;
}

}  // namespace detail

SLIPWAY_DECL std::string guard_definitions(const deployable& host, const host_scope& scope, std::uint16_t number,
                                           std::span<const std::size_t> steps, std::string_view marks_key, std::string_view who) {
  const static_plan& plan = *host.plan;
  const guard_row& g = plan.guards[number - 1u];
  detail::saved_things things(plan, steps);
  std::string restore(prelude_shell());
  restore += detail::assign("guard_number", std::to_string(number)) + detail::assign("marks_key", marks_key);
  restore += detail::assign("who", who) + detail::assign("with_network", things.with_network() ? "yes" : "");
  restore += detail::assign("with_packages", things.with_packages() ? "yes" : "");
  std::string reversed;
  for (auto i = steps.rbegin(); i != steps.rend(); ++i) reversed += (reversed.empty() ? "" : " ") + std::to_string(*i);
  restore += detail::assign("steps_in_reverse", reversed);
  for (std::size_t k = 0; k != things.paths().size(); ++k)
    restore += detail::assign("p_" + std::to_string(k), things.paths()[k].name);
  restore += detail::undo_functions_of_families(plan, steps);
  restore += detail::lists_of_steps(steps, things);
  for (const auto i : steps) restore += detail::undo_function(plan.rows[i], i, scope, things);
  restore += restore_shell();
  const auto n = std::to_string(number);
  std::string text = detail::save_function(number, things);
  text +=
      detail::assign("G_" + n, std::to_string(g.apply_within_ms)) + detail::assign("H_" + n, std::to_string(g.confirm_within_ms));
  text += detail::assign("V_" + n, g.verify);
  return text + "restore_text_" + n + "() { printf %s " + shell_quote(restore) + "; }\n";
}

SLIPWAY_DECL std::string health_definitions(const health_checks& wanted) {
  if (wanted.count == 0) return {};
  std::string text(health_shell());
  std::string numbers;
  for (std::size_t i = 0; i != wanted.list().size(); ++i) {
    const auto& c = wanted.list()[i];
    const auto n = std::to_string(i);
    const std::string_view kind = c.kind == health_kind::systemd   ? "systemd"
                                  : c.kind == health_kind::command ? "command"
                                  : c.kind == health_kind::http    ? "http"
                                                                   : "port";
    text += "health_" + n + "() { health_one " + n + " " + std::string(kind) + " " +
            (c.kind == health_kind::port ? std::to_string(c.number) : shell_quote(c.text)) + "; }\n";
    numbers += (numbers.empty() ? "" : " ") + n;
  }
  return text + detail::assign("health_numbers", numbers) +
         detail::assign("health_patience", std::to_string(wanted.patience_ms / 10));
}

}  // namespace slipway::plan
