// The systems of NixOS: which runs, which was booted, which could be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& nix();
[[nodiscard]] SLIPWAY_DECL const fact_family& nix_generations();
}  // namespace facts

namespace fact {
/// Store paths, of hosts that run NixOS; others know none of them.
struct nix_facts {
  fact_of<"nix.current_system", std::string_view> current_system{{&facts::nix}};  // what runs, perhaps only as a test
  fact_of<"nix.booted_system", std::string_view> booted_system{{&facts::nix}};    // with whose kernel
  fact_of<"nix.system_profile", std::string_view> system_profile{{&facts::nix}};  // what the next boot brings
};
inline constexpr nix_facts nix{};

/// A generation of the system profile.
struct nix_generation_record {
  std::string number;    // "42"
  std::string path;      // in the store
  bool current = false;  // whether the profile points to it
  bool running = false;  // whether it is the system that runs
  bool booted = false;

  static constexpr std::string_view space = "path";
  static constexpr std::string_view below = "/nix/var/nix/profiles/";
  static constexpr fact_field fields[]{
      {"number"}, {"path"}, {"current", fact_type::boolean}, {"running", fact_type::boolean}, {"booted", fact_type::boolean}};
  [[nodiscard]] SLIPWAY_DECL static nix_generation_record read(const record_line& line);
};
inline constexpr list_fact<"nix_generations", nix_generation_record> nix_generations{
    {&facts::nix_generations, &list_fact<"nix_generations", nix_generation_record>::own_kind}};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/nix.ipp>
#endif
