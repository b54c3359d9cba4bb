// What an operation may say beside its resource: how its command is run, how failures count, what the user promises.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/account_name.hpp>
#include <slipway/core/digest.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/given_text.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/mode.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/claim.hpp>
#include <slipway/model/condition.hpp>
#include <slipway/model/duration.hpp>

namespace slipway {

/// A variable of a command's environment.
struct environment_variable {
  std::string_view name, value;
};

namespace detail {
template <fixed_string Option, class T>
constexpr void take_option(T& mine, const T& other, fault& wrong) {
  if (other == T{}) return;
  if (mine != T{}) wrong = {option_is_given_twice<Option>, Option.view()};
  mine = other;
}
}  // namespace detail

/// All that the options of one operation say; each option is one of these with what it says filled in. Operations without
/// options do not carry it.
struct operation_options {
  static constexpr std::size_t most_variables = 8, most_codes = 8, most_promises = 4;

  std::string_view unguarded{};     // why it may risk the operator's access
  std::string_view irreversible{};  // why nothing need take it back in a guard
  std::string_view note{};

  // how its command is run
  std::string_view user{}, directory{}, input{};
  file_mode umask{};
  std::array<environment_variable, most_variables> variables{};
  std::size_t variable_count = 0;
  std::array<unsigned, most_codes> success_codes{};
  std::size_t code_count = 0;  // none: 0 alone is success

  // how failures count
  unsigned timeout = 0;                   // seconds; 0: none
  unsigned retries = 0, retry_delay = 0;  // seconds
  bool ignore_errors = false;

  bool run_once = false;

  // what its subject will be once one of these has changed
  std::array<name_reference, most_promises> promises{};
  std::size_t promise_count = 0;
  presence promised = presence::unknown;

  /// Only operations that run a command can keep what this says.
  [[nodiscard]] constexpr bool say_how_a_command_runs() const {
    return !user.empty() || !directory.empty() || umask.given || !input.empty() || variable_count != 0 || code_count != 0;
  }

  /// Takes what another option says; each is given once, and an operation has at most 8 variables.
  constexpr fault merge(const operation_options& o) {
    fault wrong{};
    detail::take_option<"unguarded">(unguarded, o.unguarded, wrong);
    detail::take_option<"irreversible">(irreversible, o.irreversible, wrong);
    detail::take_option<"note">(note, o.note, wrong);
    detail::take_option<"as">(user, o.user, wrong);
    detail::take_option<"directory">(directory, o.directory, wrong);
    detail::take_option<"umask">(umask, o.umask, wrong);
    detail::take_option<"stdin">(input, o.input, wrong);
    for (std::size_t i = 0; i != o.variable_count; ++i) add(o.variables[i], wrong);
    if (o.code_count != 0) success_codes = o.success_codes;
    detail::take_option<"success_codes">(code_count, o.code_count, wrong);
    detail::take_option<"timeout">(timeout, o.timeout, wrong);
    detail::take_option<"retry">(retries, o.retries, wrong);
    if (o.retries != 0) retry_delay = o.retry_delay;
    ignore_errors = ignore_errors || o.ignore_errors;
    run_once = run_once || o.run_once;
    detail::take_option<"assume_present or assume_absent">(promised, o.promised, wrong);
    if (o.promise_count != 0) promises = o.promises, promise_count = o.promise_count;
    return wrong;
  }

  constexpr void add_to(value_digest& d) const {
    d.add(unguarded).add(irreversible).add(note).add(user).add(directory).add(umask.bits).add(umask.given).add(input);
    d.add(timeout).add(retries).add(retry_delay).add(ignore_errors).add(run_once).add(static_cast<std::uint64_t>(promised));
    for (std::size_t i = 0; i != variable_count; ++i) d.add(variables[i].name).add(variables[i].value);
    for (std::size_t i = 0; i != code_count; ++i) d.add(success_codes[i]);
    for (std::size_t i = 0; i != promise_count; ++i) d.add(promises[i].name);
  }

 private:
  constexpr void add(const environment_variable& v, fault& wrong) {
    for (std::size_t i = 0; i != variable_count; ++i)
      if (variables[i].name == v.name) wrong = {option_is_given_twice<"env">, v.name};
    if (variable_count == most_variables) wrong = {at_most_8_variables_for_each_operation, v.name};
    else variables[variable_count++] = v;
  }
};

/// Stands for them where an operation has none.
struct no_options {};

namespace detail {
constexpr unsigned whole_seconds(std::chrono::milliseconds d) { return static_cast<unsigned>((d.count() + 999) / 1000); }
constexpr bool is_variable_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
  for (char c : name)
    if (!is_letter(c) && !(c >= '0' && c <= '9')) return false;
  return !name.empty() && is_letter(name[0]);
}
}  // namespace detail

/// The operation may end the operator's own access (sshd, network, firewall, sudo, the user who deploys), and nothing takes it
/// back if it does: say why that is all right.
[[nodiscard]] constexpr operation_options unguarded(text_argument why) {
  if (const auto wrong = fault_in_given_text(why)) wrong.says(wrong.text);
  return {.unguarded = why};
}

/// Nothing takes the operation back where its guard puts back what it has saved: say why that is all right.
[[nodiscard]] constexpr operation_options irreversible(text_argument why) {
  if (const auto wrong = fault_in_given_text(why)) wrong.says(wrong.text);
  return {.irreversible = why};
}

/// A remark for those who read plans and reports, in one line.
[[nodiscard]] constexpr operation_options note(text_argument text) {
  if (text.find('\n') != std::string_view::npos) text_must_be_one_line(text);
  if (const auto wrong = fault_in_given_text(text)) wrong.says(wrong.text);
  return {.note = text};
}

/// The command, and `unless`, run as this user of the host: by runuser or su where the deployment is root's, else by sudo or
/// doas, none of which may ask for a password.
[[nodiscard]] constexpr operation_options as(account_name user) { return {.user = user.text}; }

/// The command, and `unless`, run in this folder; left out: in /.
[[nodiscard]] constexpr operation_options directory(host_path path) { return {.directory = path.text}; }

/// Three or four octal digits, taken away from the modes of what the command makes; left out: 022.
[[nodiscard]] constexpr operation_options umask(file_mode digits) { return {.umask = digits}; }

/// What the command reads; left out: nothing. It is no place for secrets: it stands in the script on the host.
[[nodiscard]] constexpr operation_options stdin(text_argument text) {
  if (const auto wrong = fault_in_given_text(text)) wrong.says(wrong.text);
  return {.input = text};
}

struct variable_maker {
  std::string_view name;

  [[nodiscard]] constexpr operation_options operator()(text_argument value) const {
    if (!detail::is_variable_name(name)) variable_name_is_not_valid(name);
    if (value.find('\0') != std::string_view::npos) text_must_not_contain_nul(value);
    operation_options o;
    o.variables[0] = {name, value};
    o.variable_count = 1;
    return o;
  }
};

/// `env<"LANG">("C.UTF-8")`: a variable of the command's environment, and of `unless`; at most 8. It is no place for secrets:
/// other programs of the same user can read it.
template <fixed_string Name>
inline constexpr variable_maker env{Name.view()};

/// Exit statuses (0 to 255) with which the command has succeeded; 0 is one only where it is said.
template <std::convertible_to<int>... Codes>
requires(sizeof...(Codes) > 0) [[nodiscard]] constexpr operation_options success_codes(Codes... codes) {
  static_assert(sizeof...(Codes) <= operation_options::most_codes, "slipway: at most 8 exit statuses");
  operation_options o;
  for (int code : {static_cast<int>(codes)...}) {
    if (code < 0 || code > 255) exit_status_must_be_between_0_and_255("success_codes");
    o.success_codes[o.code_count++] = static_cast<unsigned>(code);
  }
  return o;
}

/// An attempt that takes longer is ended on the host, with every process that it started, and has failed; whole seconds,
/// rounded up.
[[nodiscard]] constexpr operation_options timeout(std::chrono::milliseconds within) {
  if (within.count() <= 0) duration_must_be_longer_than_zero("timeout");
  return {.timeout = detail::whole_seconds(within)};
}

/// Where it fails it is tried again, so many times, after a pause each; whole seconds, rounded up.
[[nodiscard]] constexpr operation_options retry(unsigned times, std::chrono::milliseconds pause = std::chrono::seconds(1)) {
  if (times == 0 || times > 1000) retry_must_be_between_1_and_1000_times("retry");
  if (pause.count() <= 0) duration_must_be_longer_than_zero("pause");
  return {.retries = times, .retry_delay = detail::whole_seconds(pause)};
}

/// Where it fails its host goes on and succeeds, with a warning; who waits for its change takes it as changed.
[[nodiscard]] constexpr operation_options ignore_errors() { return {.ignore_errors = true}; }

/// Of all hosts of a run that have this operation, only the first that is selected carries it out.
[[nodiscard]] constexpr operation_options run_once() { return {.run_once = true}; }

namespace detail {
template <std::size_t N>
constexpr fault fault_in_promise(const condition<N>& after) {
  std::size_t count = 0;
  bool is_other = false;
  for (const auto& t : after.tokens) {
    count += t.kind == token_kind::changed ? 1u : 0u;
    is_other = is_other || (t.kind != token_kind::changed && t.kind != token_kind::any);
  }
  if (count <= operation_options::most_promises && !is_other) return {};
  return {assume_takes_at_most_4_changed_joined_by_or, "assume"};
}
template <std::size_t N>
constexpr operation_options promise(const condition<N>& after, presence what) {
  operation_options o;
  o.promised = what;
  for (const auto& t : after.tokens)
    if (t.kind == token_kind::changed) o.promises[o.promise_count++] = t.operation;
  return o;
}
}  // namespace detail

/// `assume_present(changed(a))`: your promise that what this operation manages is there as it wants it (or where it wants it
/// absent, that it is there) once `a` has changed. It makes a certainty of a maybe in plans; the host still looks.
template <std::size_t N>
[[nodiscard]] constexpr operation_options assume_present(const condition<N>& after) {
  if (const auto wrong = detail::fault_in_promise(after)) wrong.says(wrong.text);
  return detail::promise(after, presence::present);
}

/// The same: it will not be there.
template <std::size_t N>
[[nodiscard]] constexpr operation_options assume_absent(const condition<N>& after) {
  if (const auto wrong = detail::fault_in_promise(after)) wrong.says(wrong.text);
  return detail::promise(after, presence::absent);
}

}  // namespace slipway
