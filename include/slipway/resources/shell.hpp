// Shell commands: actions for what no resource describes.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include <slipway/core/given_text.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/table_view.hpp>
#include <slipway/model/pattern.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/lockout.hpp>

namespace slipway {
namespace resources {

/// Its probe takes four words for each: index, path that says `done` when it is there, the user that runs what follows (empty:
/// whoever deploys), and a command that says so with its exit status; path and command may be empty.
[[nodiscard]] SLIPWAY_DECL const family& shell_family();

struct shell_resource {
  static constexpr std::size_t most_patterns = 16;
  static constexpr bool runs_a_command = true;

  located command;
  std::string_view created{}, unless_command{}, undo_command{};
  std::array<std::string_view, most_patterns> patterns{};
  std::size_t pattern_count = 0;
  bool says_what_it_affects = false;

  /// Done once this path exists; after the command it must.
  [[nodiscard]] constexpr shell_resource creates(host_path path) const {
    auto r = *this;
    r.created = path.text;
    return r;
  }
  /// Done once this command succeeds; after the command it must. It runs whenever a plan is made, so it must
  /// change nothing. With `creates`, either is enough.
  [[nodiscard]] constexpr shell_resource unless(text_argument test) const {
    if (const auto wrong = fault_in_given_text(test)) wrong.says(wrong.text);
    auto r = *this;
    r.unless_command = test;
    return r;
  }
  /// Paths, or patterns of paths, that the command may change: these and what it creates, nothing else.
  template <std::convertible_to<std::string_view>... Patterns>
  requires(sizeof...(Patterns) > 0) [[nodiscard]] constexpr shell_resource affects(const Patterns&... paths) const {
    static_assert(sizeof...(Patterns) <= most_patterns, "slipway: a command names at most 16 patterns that it affects");
    auto r = *this;
    r.says_what_it_affects = true;
    r.pattern_count = 0;
    for (std::string_view path : {std::string_view(paths)...}) {
      if (!path.starts_with('/')) path_must_be_absolute(path);
      if (!is_pattern(path)) pattern_must_not_end_in_a_backslash(path);
      r.patterns[r.pattern_count++] = path;
    }
    return r;
  }
  /// The command changes nothing that another operation looks at, but what it creates or was said to affect.
  [[nodiscard]] constexpr shell_resource affects_nothing_else() const {
    auto r = *this;
    r.says_what_it_affects = true;
    return r;
  }
  /// The command that takes it back, in a guard: it must do so from wherever the command was left.
  [[nodiscard]] constexpr shell_resource undo(text_argument undoing) const {
    if (const auto wrong = fault_in_given_text(undoing)) wrong.says(wrong.text);
    auto r = *this;
    r.undo_command = undoing;
    return r;
  }

  static const family& belongs_to() { return shell_family(); }
  [[nodiscard]] constexpr located where() const { return command; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = value_of_type<"shell">;
    d.add(command.text).add(created).add(unless_command).add(undo_command);
    d.add(says_what_it_affects);
    for (const auto& p : affected()) d.add(p);
    return d;
  }
  constexpr void describe(description& d) const {
    d.is_action();
    if (const auto program = program_of(command.text); !program.empty()) {
      d.needs(spaces::package, program);
      if (is_lockout_program(program)) {
        d.risks_lockout(program);
        d.touches_network();
      }
    }
    if (!created.empty()) {
      d.reads(spaces::path, created, presence::present);
      d.affects(spaces::path, created);
    }
    if (!unless_command.empty()) d.reads_anything();
    for (const auto& p : affected()) d.affects(spaces::path, p);
    if (!says_what_it_affects) d.affects_everything();
    if (undo_command.empty()) d.has_no_way_back();
    else d.is_undone();
  }
  SLIPWAY_DECL void probe(const scope&, shell_words& words) const;
  [[nodiscard]] SLIPWAY_DECL std::string desired(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL std::string apply(const scope&) const;
  [[nodiscard]] SLIPWAY_DECL undo_text undo(const scope&) const;

  [[nodiscard]] constexpr table_view<std::string_view> affected() const { return {patterns.data(), pattern_count}; }
};

}  // namespace resources

namespace server {
/// Runs `sh -c command` in /, as the user who deploys, with an empty standard input, unless options say otherwise; what it
/// leaves running in its session is ended. Without `creates` or `unless` it runs every time. Without `affects` or
/// `affects_nothing_else` it may change anything, and so whatever follows it is planned as a maybe.
[[nodiscard]] constexpr resources::shell_resource shell(located command) {
  if (const auto wrong = fault_in_given_text(command.text)) wrong.says(wrong.text);
  return {command};
}
}  // namespace server

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/shell.ipp>
#endif
