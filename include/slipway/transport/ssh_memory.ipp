#pragma once

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include <slipway/transport/ssh_memory.hpp>

namespace slipway::transport {

SLIPWAY_DECL ssh_memory::~ssh_memory() {
  while (first_ != nullptr) release(first_ + 1);
}

SLIPWAY_DECL void* ssh_memory::allocate(std::size_t size) {
  if (size > limit - std::min(limit, used_)) return nullptr;
  void* piece = std::malloc(sizeof(head) + size);
  if (piece == nullptr) return nullptr;
  auto* begin = new (piece) head{size, first_, nullptr};
  if (first_ != nullptr) first_->previous = begin;
  first_ = begin;
  used_ += size;
  return begin + 1;
}

SLIPWAY_DECL void* ssh_memory::reallocate(void* memory, std::size_t size) {
  void* larger = allocate(size);
  if (larger == nullptr || memory == nullptr) return larger;
  std::memcpy(larger, memory, std::min(size, head_of(memory)->size));
  release(memory);
  return larger;
}

SLIPWAY_DECL void ssh_memory::release(void* memory) {
  if (memory == nullptr) return;
  auto* begin = head_of(memory);
  (begin->previous != nullptr ? begin->previous->next : first_) = begin->next;
  if (begin->next != nullptr) begin->next->previous = begin->previous;
  used_ -= begin->size;
  if (wiping_) OPENSSL_cleanse(memory, begin->size);
  std::free(begin);
}

}  // namespace slipway::transport
