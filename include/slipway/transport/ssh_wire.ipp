#pragma once

#include <openssl/evp.h>

#include <algorithm>
#include <cstddef>

#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {

SLIPWAY_DECL std::optional<unsigned char> wire_reader::byte() {
  if (rest_.empty()) return std::nullopt;
  const auto value = static_cast<unsigned char>(rest_.front());
  rest_.remove_prefix(1);
  return value;
}

SLIPWAY_DECL std::optional<std::uint32_t> wire_reader::number() {
  if (rest_.size() < 4) {
    rest_ = {};
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (int i = 0; i != 4; ++i) value = value << 8 | *byte();
  return value;
}

SLIPWAY_DECL std::optional<std::string_view> wire_reader::text() {
  const auto size = number();
  if (!size || *size > rest_.size()) {
    rest_ = {};
    return std::nullopt;
  }
  const auto value = rest_.substr(0, *size);
  rest_.remove_prefix(*size);
  return value;
}

SLIPWAY_DECL void put_number(std::string& message, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) message += static_cast<char>(number >> shift & 0xffu);
}

SLIPWAY_DECL void put_text(std::string& message, std::string_view text) {
  put_number(message, static_cast<std::uint32_t>(text.size()));
  message += text;
}

SLIPWAY_DECL std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

SLIPWAY_DECL std::optional<std::string> from_base64(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto end = std::min(text.find_first_not_of(digits), text.size());
  const auto padding = text.size() - end;
  if (text.empty() || text.size() % 4 != 0 || padding > 2) return std::nullopt;
  if (text.find_first_not_of('=', end) != std::string_view::npos) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

SLIPWAY_DECL std::string key_type(std::string_view public_key) {
  const auto type = wire_reader(public_key).text();
  return type ? std::string(*type) : std::string();
}

SLIPWAY_DECL std::string fingerprint(std::string_view public_key) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(public_key.data(), public_key.size(), hash, &size, EVP_sha256(), nullptr);
  auto text = to_base64({reinterpret_cast<const char*>(hash), size});
  text.erase(std::min(text.find('='), text.size()));
  return "SHA256:" + text;
}

}  // namespace slipway::transport
