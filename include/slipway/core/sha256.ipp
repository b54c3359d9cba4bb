#pragma once

#include <openssl/evp.h>

#include <stdexcept>

#include <slipway/core/sha256.hpp>

namespace slipway {

SLIPWAY_DECL sha256_stream::sha256_stream()
    : context_(EVP_MD_CTX_new(), [](void* c) { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(c)); }) {
  if (!context_ || EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_.get()), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("libcrypto has no SHA-256");
}

SLIPWAY_DECL void sha256_stream::add(std::string_view bytes) {
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), bytes.size());
}

SLIPWAY_DECL std::string sha256_stream::finish() {
  unsigned char raw[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), raw, &size);
  std::string digits;
  for (unsigned i = 0; i != size; ++i) {
    digits += "0123456789abcdef"[raw[i] >> 4];
    digits += "0123456789abcdef"[raw[i] & 15];
  }
  return digits;
}

SLIPWAY_DECL std::string sha256(std::string_view bytes) {
  sha256_stream stream;
  stream.add(bytes);
  return stream.finish();
}

}  // namespace slipway
