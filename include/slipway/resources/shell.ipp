#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/resources/shell.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view shell_probe = R"sh(
probe_shell() { # (INDEX PATH COMMAND)...
  while [ $# -gt 0 ]; do
    if [ -n "$2" ] && { [ -e "$2" ] || [ -L "$2" ]; }; then state "$1" 'done'
    elif [ -n "$3" ] && (cd / && sh -c "$3") </dev/null >/dev/null 2>&1; then state "$1" 'done'
    elif [ -n "$2" ] && hidden "$2"; then state "$1" unreadable
    else state "$1" due
    fi
    shift 3
  done
}
)sh";

inline std::string run_command(std::string_view command) { return "cd / && limited sh -c " + shell_quote(command); }

}  // namespace detail

SLIPWAY_DECL const family& shell_family() {
  static const family f{"shell", detail::shell_probe, {}, {}, {}};
  return f;
}

SLIPWAY_DECL void shell_resource::probe(const scope&, shell_words& words) const {
  if (!created.empty() || !unless_command.empty()) words.add(created).add(unless_command);
}

SLIPWAY_DECL std::string shell_resource::desired(const scope&) const {
  return created.empty() && unless_command.empty() ? "" : "done";
}

SLIPWAY_DECL std::string shell_resource::apply(const scope&) const { return detail::run_command(command.text); }

SLIPWAY_DECL undo_text shell_resource::undo(const scope&) const {
  if (undo_command.empty()) return {{}, "nothing says how the command is taken back"};
  return {detail::run_command(undo_command), {}};
}

}  // namespace slipway::resources
