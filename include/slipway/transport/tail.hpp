// The end of a stream whose whole would be too much to keep.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slipway::transport {

/// Keeps the last 4 KiB of what is added.
class tail {
 public:
  static constexpr std::size_t limit = 4 << 10;

  void add(std::string_view bytes) {
    if (bytes.size() > limit) bytes.remove_prefix(bytes.size() - limit);
    if (kept_.size() + bytes.size() > 2 * limit) kept_.erase(0, kept_.size() - limit);
    kept_ += bytes;
  }
  [[nodiscard]] std::string text() const { return kept_.size() > limit ? kept_.substr(kept_.size() - limit) : kept_; }

 private:
  std::string kept_;
};

}  // namespace slipway::transport
