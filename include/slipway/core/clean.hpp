// What a host sends passes here before it reaches a terminal, a log or JSON.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway {

/// Control characters (C0 but tab, C1, DEL), bidirectional controls and line separators become `\xNN`; invalid UTF-8
/// becomes U+FFFD. The answer is one line of valid UTF-8.
[[nodiscard]] SLIPWAY_DECL std::string clean(std::string_view host_text);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/core/clean.ipp>
#endif
