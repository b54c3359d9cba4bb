// Inventory files: where machines are, when the program does not say.
#pragma once

#include <span>
#include <string>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Reads `{"machines": {"web-1.example.com": {"address": "10.0.0.1", "port": 22, "user": "deploy", "identity": FILE,
/// "known_hosts": FILE}}}`. Throws std::runtime_error with one sentence for a file that cannot be read, is no JSON, or
/// names what the program or this page does not know. Names in `also` are known, too.
[[nodiscard]] SLIPWAY_DECL fleet::inventory read_inventory(const std::string& file, const program& p,
                                                           std::span<const std::string> also = {});

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/inventory.ipp>
#endif
