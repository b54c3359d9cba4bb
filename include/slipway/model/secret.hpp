// Values that nobody but their file may see, and where they come from.
#pragma once

#include <string_view>

#include <slipway/core/fixed_string.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>

namespace slipway {

/// Letters, digits and `_ - . /`, and it begins with a letter, a digit or `_`: a name can become part of a path, of a variable's
/// name or of a command, and means nothing else there.
[[nodiscard]] constexpr bool is_secret_name(std::string_view name) {
  for (char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!plain && c != '-' && c != '.' && c != '/') return false;
  }
  return !name.empty() && name[0] != '-' && name[0] != '.' && name[0] != '/' && name.find("..") == std::string_view::npos;
}

/// A secret by its name: a value for a hole, and of no other use.
struct secret_name {
  std::string_view secret;
};

/// `let<"password">(secret<"db_password">)`: read from the source that the settings name, once a run, before any host is
/// contacted. It fills holes of files whose mode gives others nothing (`exposed_secret` is the compiler's word for any other),
/// and appears nowhere else.
template <fixed_string Name>
inline constexpr secret_name secret{Name.view()};

enum class secret_source : unsigned char { inherited, environment, files, command, prompt };

/// Where secrets come from.
struct secrets {
  secret_source source = secret_source::inherited;
  std::string_view text{};  // a prefix of variables, or a template of paths or commands

  friend constexpr bool operator==(const secrets&, const secrets&) = default;
};

namespace detail {
/// `{{name}}` stands for the secret's name, and is the only hole.
constexpr fault fault_in_secret_template(std::string_view text) {
  bool holds_name = false;
  for (auto hole = text.find("{{"); hole != std::string_view::npos; hole = text.find("{{", hole + 2)) {
    holds_name = text.substr(hole, 8) == "{{name}}";
    if (!holds_name) break;
  }
  return holds_name ? fault{} : fault{template_must_hold_the_name_of_the_secret, text};
}
}  // namespace detail

/// The secret `db_password` is the variable PREFIX + DB_PASSWORD of the environment, as it is.
[[nodiscard]] constexpr secrets secrets_from_environment(text_argument prefix = {}) {
  for (char c : prefix)
    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
      prefix_must_be_letters_digits_and_underscores(prefix);
  return {secret_source::environment, prefix};
}

/// `secrets_from_files("~/secrets/{{name}}")`: a file each, of at most 1 MiB; relative paths start at the current folder. Of one
/// line of text the newline behind it is no part of the secret; anything else is taken byte for byte.
[[nodiscard]] constexpr secrets secrets_from_files(text_argument path) {
  if (const auto wrong = detail::fault_in_secret_template(path)) wrong.says(wrong.text);
  return {secret_source::files, path};
}

/// `secrets_from_command("pass show site/{{name}}")`: what a command of this machine's `sh` prints, at most 1 MiB, taken as of a
/// file; it fails where the command does. It runs once for each secret.
[[nodiscard]] constexpr secrets secrets_from_command(text_argument command) {
  if (const auto wrong = detail::fault_in_secret_template(command)) wrong.says(wrong.text);
  return {secret_source::command, command};
}

/// The operator is asked for each, once, on the terminal, which does not show the answer.
[[nodiscard]] constexpr secrets secrets_from_prompt() { return {secret_source::prompt, {}}; }

}  // namespace slipway
