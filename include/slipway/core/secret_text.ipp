#pragma once

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include <slipway/core/secret_text.hpp>

namespace slipway {

SLIPWAY_DECL void wipe(void* memory, std::size_t size) { OPENSSL_cleanse(memory, size); }

SLIPWAY_DECL secret_text::secret_text(std::string_view bytes) { *this += bytes; }

SLIPWAY_DECL secret_text::secret_text(secret_text&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)), room_(std::exchange(other.room_, 0)) {}

SLIPWAY_DECL secret_text& secret_text::operator=(secret_text&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(room_, other.room_);
  return *this;
}

SLIPWAY_DECL secret_text::~secret_text() {
  if (data_ != nullptr) wipe(data_, room_);
  delete[] data_;
}

SLIPWAY_DECL secret_text& secret_text::operator+=(std::string_view bytes) {
  if (bytes.size() > room_ - size_) {
    secret_text larger;
    larger.room_ = std::max(size_ + bytes.size(), 2 * room_);
    larger.data_ = new char[larger.room_];
    larger.size_ = size_;
    if (size_ != 0) std::memcpy(larger.data_, data_, size_);
    *this = std::move(larger);
  }
  if (!bytes.empty()) std::memcpy(data_ + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
  return *this;
}

SLIPWAY_DECL void secret_text::truncate(std::size_t size) {
  if (size >= size_) return;
  wipe(data_ + size, size_ - size);
  size_ = size;
}

SLIPWAY_DECL std::string_view secret_text::view() const { return {data_, size_}; }

}  // namespace slipway
