// Texts with their holes filled for one host.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/resource.hpp>

namespace slipway {

/// Whether a text holds facts, so that it is known only once the host has answered.
[[nodiscard]] SLIPWAY_DECL bool needs_facts(std::string_view text, const scope& s);

/// Whether a text holds secrets, so that its bytes are nobody's business.
[[nodiscard]] SLIPWAY_DECL bool needs_secrets(std::string_view text, const scope& s);

/// A text with its holes filled, as people may see it: from `own`, then from `data`. A block's sign that stands alone on its line leaves no line.
/// Throws where the host does not know a fact that fills a hole; in `{{#if}}` such a fact is false.
[[nodiscard]] SLIPWAY_DECL std::string fill(std::string_view text, const scope& s);

/// The same with its secrets.
[[nodiscard]] SLIPWAY_DECL secret_text fill_with_secrets(std::string_view text, const scope& s);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/model/filled_text.ipp>
#endif
