// SHA-256 (FIPS 180-4, by OpenSSL's libcrypto), as 64 lower-case hexadecimal digits.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway {

[[nodiscard]] SLIPWAY_DECL std::string sha256(std::string_view bytes);

/// For what is too large to hold in memory: `add` pieces, then `finish` once.
class sha256_stream {
 public:
  SLIPWAY_DECL sha256_stream();
  SLIPWAY_DECL void add(std::string_view bytes);
  [[nodiscard]] SLIPWAY_DECL std::string finish();

 private:
  std::shared_ptr<void> context_;
};

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/core/sha256.ipp>
#endif
