// The memory of one libssh2 session: bounded, whatever the host sends, and wiped while there are secrets in
// it.
#pragma once

#include <cstddef>

#include <slipway/config.hpp>

namespace slipway::transport {

/// Above the limit libssh2 runs out of memory, and the connection ends. What libssh2 forgets to free
/// (version 1.10 does at each new key exchange) goes with this.
class ssh_memory {
 public:
  // several channels' windows of 2 MiB, in packets of which each costs some 100 bytes more
  static constexpr std::size_t limit = 64 << 20;

  ssh_memory() = default;
  SLIPWAY_DECL ~ssh_memory();
  ssh_memory(const ssh_memory&) = delete;
  ssh_memory& operator=(const ssh_memory&) = delete;

  [[nodiscard]] SLIPWAY_DECL void* allocate(std::size_t size);
  [[nodiscard]] SLIPWAY_DECL void* reallocate(void* memory, std::size_t size);
  SLIPWAY_DECL void release(void* memory);

  [[nodiscard]] std::size_t used() const { return used_; }
  /// Until now freed memory was overwritten; packets of data need not be.
  void stop_wiping() { wiping_ = false; }

 private:
  // before each piece of memory
  struct alignas(std::max_align_t) head {
    std::size_t size;
    head* next;
    head* previous;
  };
  [[nodiscard]] static head* head_of(void* memory) { return static_cast<head*>(memory) - 1; }

  head* first_ = nullptr;
  std::size_t used_ = 0;
  bool wiping_ = true;
};

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_memory.ipp>
#endif
