#pragma once

#include <slipway/core/clean.hpp>
#include <slipway/core/quote.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/orders.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/plan/shell.hpp>

namespace slipway::plan {
namespace detail {

/// What all of them begin with; what follows is one compound command.
inline std::string order_head(const deployable& host, std::string_view nonce) {
  return variable("nonce", nonce).append(base_variable(host)).append(prelude_shell()).append(folder_shell());
}

/// `command` may use $run, the folder of the run.
inline std::string tell_script(const deployable& host, std::string_view run, std::string_view nonce, std::string_view command) {
  auto text = order_head(host, nonce) + "{\nrun=$base/runs/" + shell_quote(run) + "\n";
  return text.append(command).append(" && printf '%s told\\n' \"$nonce\"\nexit 0\n}\n");
}

inline std::string receiver(const deployable& host, std::string_view nonce, std::string_view command) {
  auto text = order_head(host, nonce).append(owner_shell()).append(secrets_shell()).append(receive_shell());
  return text.append("{\n").append(command).append("\nexit 0\n}\n");
}

}  // namespace detail

SLIPWAY_DECL std::string upload_script(const deployable& host, std::string_view run, std::size_t index, std::uint64_t size,
                                       std::string_view nonce) {
  const auto file = "\"$run/upload." + std::to_string(index) + "\"";
  auto text = detail::order_head(host, nonce) + "{\nrun=$base/runs/" + shell_quote(run) + "\nif state_folder; then\n";
  text += "  printf '%s ready\\n' \"$nonce\"\n";
  text += "  cat >" + file + " && _stored=$(wc -c <" + file + ") && [ \"$_stored\" -eq " + std::to_string(size) +
          " ] && printf '%s stored\\n' \"$nonce\"\n";
  return text += "else printf '%s refused %s\\n' \"$nonce\" \"$refusal\"\nfi\nexit 0\n}\n";
}

SLIPWAY_DECL std::string stop_script(const deployable& host, std::string_view run, std::string_view nonce) {
  return detail::tell_script(host, run, nonce, ": >\"$run/stop\"");
}

SLIPWAY_DECL std::string discard_script(const deployable& host, std::string_view run, std::string_view nonce) {
  return detail::tell_script(host, run, nonce, "[ ! -e \"$run/script\" ] && rm -rf \"$run\"");
}

SLIPWAY_DECL std::string confirm_script(const deployable& host, std::string_view run, std::size_t guard,
                                        std::string_view confirmation, std::string_view nonce) {
  return detail::tell_script(host, run, nonce,
                             "_folder=$run/guard." + std::to_string(guard) + " _known=" + shell_quote(confirmation) + R"sh(
if [ ! -d "$_folder" ]; then printf '%s late settled\n' "$nonce"; exit 0; fi
{ IFS= read -r _word <"$run/word"; } 2>/dev/null && [ "$_word" = "$_known" ] && printf 'confirmed\n' >"$_folder/settled.$$" || exit 0
if ln "$_folder/settled.$$" "$_folder/settled" 2>/dev/null; then _how=confirmed; else IFS= read -r _how <"$_folder/settled"; fi
rm -f "$_folder/settled.$$"
if [ "$_how" != confirmed ]; then printf '%s late %s\n' "$nonce" "$_how"; exit 0; fi
sync "$_folder/settled" 2>/dev/null
:)sh");
}

SLIPWAY_DECL std::string boot_script(const deployable& host, std::string_view last, std::string_view nonce) {
  return detail::order_head(host, nonce).append(owner_shell()).append(detail::variable("last", last)).append(R"sh({
case $(systemctl is-system-running 2>/dev/null) in stopping) boot_id=$last ;; esac
printf '%s %s\n' "$nonce" "$boot_id"
exit 0
}
)sh");
}

SLIPWAY_DECL std::string receive_script(const deployable& host, std::string_view nonce) {
  return detail::receiver(host, nonce, "printf '%s ready\\n' \"$nonce\"\nreceive");
}

SLIPWAY_DECL std::string follow_script(const deployable& host, std::string_view run, std::uint64_t byte, std::string_view nonce) {
  return detail::receiver(host, nonce, "attach " + shell_quote(run) + " " + std::to_string(byte));
}

SLIPWAY_DECL std::string resume_script(const deployable& host, std::string_view run_id, std::string_view nonce) {
  return detail::receiver(host, nonce, "resume " + shell_quote(run_id) + " " + manifest_name(host).substr(0, 6));
}

SLIPWAY_DECL std::string history_script(const deployable& host, std::string_view nonce) {
  return detail::order_head(host, nonce)
      .append(owner_shell())
      .append(history_shell())
      .append("{\ntell_history\nprintf '%s end\\n' \"$nonce\"\nexit 0\n}\n");
}

SLIPWAY_DECL std::string unlock_script(const deployable& host, const run_label& run, std::string_view reason,
                                       std::string_view nonce) {
  const run_about about{clean(run.layout), full_name(host), run.command, {}, {}, {}};
  return detail::order_head(host, nonce)
      .append(owner_shell())
      .append(unlock_shell())
      .append(detail::variable("who", run.who))
      .append(detail::variable("reason", clean(reason)))
      .append(detail::variable("about", to_lines(about)))
      .append("{\nrun=$base/runs/" + shell_quote(run_name(host, run.id)) +
              "\nunlock\nprintf '%s end\\n' \"$nonce\"\nexit 0\n}\n");
}

}  // namespace slipway::plan
