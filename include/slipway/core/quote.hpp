// The only way from any text to shell text.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway {

/// One word of a POSIX shell, whatever the text holds (but NUL, which no shell word can hold: see `has_nul`).
[[nodiscard]] SLIPWAY_DECL std::string shell_quote(std::string_view text);

[[nodiscard]] SLIPWAY_DECL bool has_nul(std::string_view text);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/core/quote.ipp>
#endif
