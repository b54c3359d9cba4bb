#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/resources/as_user.hpp>
#include <slipway/resources/attributes.hpp>
#include <slipway/resources/shell.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view shell_probe = R"sh(
probe_shell() { # (INDEX PATH USER COMMAND)...
  while [ $# -gt 0 ]; do
    if [ -n "$2" ] && { [ -e "$2" ] || [ -L "$2" ]; }; then state "$1" 'done'
    elif [ -n "$4" ] && shell_succeeds "$3" "$4"; then state "$1" 'done'
    elif [ -n "$2" ] && hidden "$2"; then state "$1" unreadable
    else state "$1" due
    fi
    shift 4
  done
}

shell_succeeds() ( # USER COMMAND
  exec </dev/null >/dev/null 2>&1
  cd / || exit
  if [ -n "$1" ]; then as_user "$1" "$2"; else exec sh -c "$2"; fi
)
)sh";

/// The command as its options want it run, but for its user: shell text.
inline std::string dressed(std::string_view command, const operation_options* o) {
  std::string text;
  if (o == nullptr) return std::string(command);
  if (!o->user.empty()) {
    const std::string user(o->user);
    text += "HOME=~" + user + " USER=" + user + " LOGNAME=" + user + "; export HOME USER LOGNAME; ";
  }
  for (std::size_t i = 0; i != o->variable_count; ++i)
    text += std::string(o->variables[i].name) + "=" + shell_quote(o->variables[i].value) + "; export " +
            std::string(o->variables[i].name) + "; ";
  if (!o->directory.empty()) text += "cd " + shell_quote(o->directory) + " || exit; ";
  if (o->umask.given) text += "umask " + detail::octal(o->umask.bits) + "; ";
  return text.append(command);
}

inline bool has_user(const operation_options* o) { return o != nullptr && !o->user.empty(); }

/// Which statuses are a success, where it is not 0 alone.
inline std::string judged(const operation_options* o) {
  if (o == nullptr || o->code_count == 0) return {};
  std::string codes;
  for (std::size_t i = 0; i != o->code_count; ++i) codes += (i == 0 ? "" : " | ") + std::to_string(o->success_codes[i]);
  return "\n_status=$?\ncase $_status in " + codes + ") ;; *) say \"exit status $_status\"; return 1 ;; esac";
}

inline std::string run_command(std::string_view command, const operation_options* o) {
  const auto text = shell_quote(dressed(command, o));
  std::string script = "cd / && ";
  if (o != nullptr && !o->input.empty())
    script = "printf %s " + shell_quote(o->input) + " >\"$run/input\" || return 1\nlimited_input=$run/input\n" + script;
  script += has_user(o) ? "as_user " + std::string(o->user) + " " + text + " limited" : "limited sh -c " + text;
  return script + judged(o);
}

}  // namespace detail

SLIPWAY_DECL const family& shell_family() {
  static const std::string probe = std::string(as_user_shell()).append(detail::shell_probe);
  static const family f{"shell", probe, {}, {}, {}};
  return f;
}

SLIPWAY_DECL void shell_resource::probe(const scope& s, shell_words& words) const {
  if (created.empty() && unless_command.empty()) return;
  words.add(created).add(detail::has_user(s.options) ? s.options->user : std::string_view());
  words.add(unless_command.empty() ? std::string() : detail::dressed(unless_command, s.options));
}

SLIPWAY_DECL std::string shell_resource::desired(const scope&) const {
  return created.empty() && unless_command.empty() ? "" : "done";
}

SLIPWAY_DECL std::string shell_resource::apply(const scope& s) const { return detail::run_command(command.text, s.options); }

SLIPWAY_DECL undo_text shell_resource::undo(const scope& s) const {
  if (undo_command.empty()) return {{}, "nothing says how the command is taken back"};
  shell_words looked_at;
  probe(s, looked_at);
  return {detail::run_command(undo_command, s.options), {}, prior::comes_back, looked_at.text(), looked_at.empty() ? "" : "due"};
}

}  // namespace slipway::resources
