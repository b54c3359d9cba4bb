#pragma once

#include <openssl/evp.h>

#include <memory>

#include <slipway/core/base64.hpp>

namespace slipway {

SLIPWAY_DECL std::string base64_decode(std::string_view lines) {
  const std::unique_ptr<EVP_ENCODE_CTX, void (*)(EVP_ENCODE_CTX*)> context(EVP_ENCODE_CTX_new(), &EVP_ENCODE_CTX_free);
  EVP_DecodeInit(context.get());
  std::string bytes(lines.size() * 3 / 4 + 64, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  int written = 0, rest = 0;
  if (EVP_DecodeUpdate(context.get(), out, &written, reinterpret_cast<const unsigned char*>(lines.data()),
                       static_cast<int>(lines.size())) < 0 ||
      EVP_DecodeFinal(context.get(), out + written, &rest) != 1)
    return {};
  bytes.resize(static_cast<std::size_t>(written + rest));
  return bytes;
}

}  // namespace slipway
