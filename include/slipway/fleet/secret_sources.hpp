// One secret from its source: environment, file or command.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/secret_text.hpp>
#include <slipway/program/program.hpp>

namespace slipway::fleet {

inline constexpr std::size_t largest_secret = 1 << 20;

struct read_secret {
  std::optional<secret_text> value;
  std::string problem{};  // where it was looked for, why it is not there, and what to do: the end of a sentence
};

/// Where a source looks for a secret: the variable, the path or the command.
[[nodiscard]] SLIPWAY_DECL std::string place_of(const secrets& from, std::string_view name);

/// Not for prompts.
[[nodiscard]] SLIPWAY_DECL read_secret read_from(const secrets& from, std::string_view name);

/// Whether `read_from` would find it: of files it is enough that they can be opened; a command is run.
[[nodiscard]] SLIPWAY_DECL bool has_secret(const secrets& from, std::string_view name);

/// Overwrites the variable where it stands, so that nobody reads it in /proc, and takes it out of the environment.
SLIPWAY_DECL void forget_variable(const std::string& name);

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/secret_sources.ipp>
#endif
