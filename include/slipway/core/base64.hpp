// Base64 (RFC 4648), as hosts send bytes; by OpenSSL's libcrypto.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway {

/// The bytes of well-formed lines; empty where a line is not.
[[nodiscard]] SLIPWAY_DECL std::string base64_decode(std::string_view lines);

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/core/base64.ipp>
#endif
