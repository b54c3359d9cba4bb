// What must be known before a host can be planned: facts of it, and secrets.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Facts of one family, and the words that its probe is called with.
struct asked_facts {
  const fact_family* family;
  std::string words{};
};

/// The facts that a program's conditions and texts need on this host.
[[nodiscard]] SLIPWAY_DECL std::vector<asked_facts> needed_facts(const deployable& host);

/// The same for facts by themselves.
[[nodiscard]] SLIPWAY_DECL std::vector<asked_facts> ask_for(std::span<const fact_reference> facts);

/// The names of the secrets that the texts of a deployable hold, each once; of texts in local files too. What a decision will add is
/// not known yet: with one, all secrets of the machine's data are needed.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string_view> needed_secrets(const deployable& host, const source_table& sources);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/needed.ipp>
#endif
