// Systems and profiles of nix: copied, built on their target, tested, and only then made to last.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/core/digest.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/path.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/duration.hpp>
#include <slipway/model/resource.hpp>

namespace slipway {
namespace resources {

/// The family of nix. Its probe takes four words for each: index, `system` or `profile`, the profile's path, and the name of the
/// configuration (empty: the host's own). States: `absent`; `flake DIGEST`, of the source that was last made to last; else what the
/// profile, or the running system, is instead.
[[nodiscard]] SLIPWAY_DECL const family& nix_family();

/// All that an operation says of a flake; the run time works from this.
struct flake_spec {
  static constexpr std::size_t most_arguments = 8;

  located folder;
  std::string_view profile;
  bool system = false;
  std::string_view output{};   // a system's configuration, or the attribute of a profile
  std::string_view program{};  // of the closure: activates a profile
  std::string_view self_test{};
  std::array<std::string_view, most_arguments> arguments{};
  std::size_t argument_count = 0;
  unsigned copy_seconds = 600, copy_retries = 2;
};

SLIPWAY_DECL void probe_flake(const flake_spec&, shell_words&);
[[nodiscard]] SLIPWAY_DECL std::string desired_flake(const flake_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL std::string apply_flake(const flake_spec&, const scope&);
[[nodiscard]] SLIPWAY_DECL undo_text undo_flake(const flake_spec&);
[[nodiscard]] SLIPWAY_DECL content flake_content(const flake_spec&, const scope&);

/// A path below a store path.
constexpr fault fault_in_program_of_closure(std::string_view path) {
  if (path.empty()) return {text_must_not_be_empty, "program"};
  if (path.front() == '/' || path.find("..") != std::string_view::npos) return {path_must_be_relative_to_the_closure, path};
  return {};
}

/// What systems and profiles have in common.
template <class Self>
struct flake_resource {
  flake_spec spec;

  /// A program inside the closure that runs once it is built, as root, with the store path and `test` as its arguments: if it fails,
  /// nothing is activated. Left out: `pre-activate-safety-checks` of the closure (or of its bin/), if it has that.
  [[nodiscard]] constexpr Self pre_activate(text_argument path) const {
    if (const auto wrong = fault_in_program_of_closure(path)) wrong.says(wrong.text);
    return with([&](flake_spec& s) { s.self_test = path; });
  }
  /// More arguments of `nix build` on the target: `.arguments("--option", "sandbox", "false")`.
  template <std::convertible_to<std::string_view>... Words>
  requires(sizeof...(Words) > 0) [[nodiscard]] constexpr Self arguments(const Words&... words) const {
    static_assert(sizeof...(Words) <= flake_spec::most_arguments, "slipway: at most 8 arguments for nix build");
    return with([&](flake_spec& s) {
      s.argument_count = 0;
      for (std::string_view word : {std::string_view(words)...}) s.arguments[s.argument_count++] = word;
    });
  }
  /// How long one copy to the target may take, in std::chrono's units, rounded up to seconds; 10 minutes, if not said.
  template <Duration D>
  [[nodiscard]] constexpr Self copy_within(D duration) const {
    if (const auto wrong = fault_in_duration(duration, "copy_within")) wrong.says(wrong.text);
    const auto ms = milliseconds_of(duration);
    return with([&](flake_spec& s) { s.copy_seconds = (ms + 999) / 1000; });
  }
  /// How often a copy that takes longer is begun again; twice, if not said.
  [[nodiscard]] constexpr Self copy_retries(unsigned times) const {
    return with([&](flake_spec& s) { s.copy_retries = times; });
  }

  static const family& belongs_to() { return nix_family(); }
  [[nodiscard]] constexpr located where() const { return spec.folder; }
  [[nodiscard]] constexpr value_digest value() const {
    auto d = spec.system ? value_of_type<"nix system"> : value_of_type<"nix profile">;
    d.add(spec.folder.text).add(spec.profile).add(spec.output).add(spec.program);
    d.add(spec.self_test).add(spec.copy_seconds).add(spec.copy_retries);
    for (std::size_t i = 0; i != spec.argument_count; ++i) d.add(spec.arguments[i]);
    return d;
  }
  constexpr void describe(description& d) const {
    d.source_folder(spec.folder.text);
    d.manages(spaces::path, spec.profile, digest(spec.profile), presence::present);
    d.affects_everything();
    d.is_undone();
    d.needs_root();
    if (!spec.system) return;
    d.needs_platform("nixos");
    d.risks_lockout("the whole system");
  }
  void probe(const scope&, shell_words& words) const { probe_flake(spec, words); }
  [[nodiscard]] std::string desired(const scope& s) const { return desired_flake(spec, s); }
  [[nodiscard]] std::string apply(const scope& s) const { return apply_flake(spec, s); }
  [[nodiscard]] undo_text undo(const scope&) const { return undo_flake(spec); }
  [[nodiscard]] std::optional<content> body(const scope& s) const { return flake_content(spec, s); }

 protected:
  template <class Change>
  [[nodiscard]] constexpr Self with(Change change) const {
    Self r{static_cast<const Self&>(*this)};
    change(r.spec);
    return r;
  }
};

struct nix_system : flake_resource<nix_system> {
  /// Which of the flake's `nixosConfigurations`; the host's own name, if not said.
  [[nodiscard]] constexpr nix_system configuration(text_argument name) const {
    if (name.empty()) name_must_not_be_empty("configuration");
    return with([&](flake_spec& s) { s.output = name; });
  }
};

struct nix_profile : flake_resource<nix_profile> {
  /// Which of the flake's outputs, as `nix build` has it: `web`, or `packages.x86_64-linux.web`; `default`, if not said.
  [[nodiscard]] constexpr nix_profile output(text_argument attribute) const {
    if (attribute.empty()) name_must_not_be_empty("output");
    return with([&](flake_spec& s) { s.output = attribute; });
  }
  /// The program of the closure that makes it run; `bin/activate`, if not said.
  [[nodiscard]] constexpr nix_profile activate(text_argument path) const {
    if (const auto wrong = fault_in_program_of_closure(path)) wrong.says(wrong.text);
    return with([&](flake_spec& s) { s.program = path; });
  }
};

}  // namespace resources

namespace nix {
inline constexpr std::string_view system_profile = "/nix/var/nix/profiles/system";

/// The NixOS system of a flake in a local folder; relative paths start at the current folder. Its source is copied to the host and
/// built there; its self-test runs; `switch-to-configuration test` activates it in a unit of its own; the host must still be well.
/// Only then is it made the system profile and the default of the boot loader: whatever fails before leaves the next boot as it was.
/// In a guard that waits for the guard's confirmation too, and what fails switches back to the system that ran before. Needs root.
[[nodiscard]] constexpr resources::nix_system system(located flake) {
  if (flake.text.empty()) name_must_not_be_empty("flake");
  return {{{flake, system_profile, true, {}, "bin/switch-to-configuration"}}};
}

/// The same for any profile: `nix::profile("/nix/var/nix/profiles/web", ".").output("web")`. Its activation program takes the place of
/// switch-to-configuration, without arguments; the profile is set once that has succeeded and the host is well. Needs root.
[[nodiscard]] constexpr resources::nix_profile profile(host_path path, located flake) {
  if (flake.text.empty()) name_must_not_be_empty("flake");
  return {{{flake, path.text, false, "default", "bin/activate"}}};
}
}  // namespace nix

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/nix.ipp>
#endif
