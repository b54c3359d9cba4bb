// Bytes that are overwritten before their memory is given back.
#pragma once

#include <cstddef>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway {

/// Overwrites memory, which no compiler leaves out.
SLIPWAY_DECL void wipe(void* memory, std::size_t size);

/// A text that holds a secret. Unlike std::string's, its bytes are never within the object, and none stay behind when it grows,
/// shrinks, moves or goes. Any bytes, NUL too. Not thread-safe.
class secret_text {
 public:
  secret_text() = default;
  SLIPWAY_DECL explicit secret_text(std::string_view bytes);
  SLIPWAY_DECL secret_text(secret_text&& other) noexcept;
  SLIPWAY_DECL secret_text& operator=(secret_text&& other) noexcept;
  SLIPWAY_DECL ~secret_text();

  SLIPWAY_DECL secret_text& operator+=(std::string_view bytes);
  /// Keeps the first `size` bytes.
  SLIPWAY_DECL void truncate(std::size_t size);
  [[nodiscard]] SLIPWAY_DECL std::string_view view() const;
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0, room_ = 0;
};

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/core/secret_text.ipp>
#endif
