// What can be told of a private key's file without its passphrase.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway::transport {

enum class key_file_kind { malformed, plain, encrypted, public_only };

/// `public_key` is in the protocol's form; empty where only the passphrase, or the private half, would tell.
struct key_file {
  std::string path;
  key_file_kind kind = key_file_kind::malformed;
  std::string type;  // "ssh-ed25519"; empty where it cannot be told
  std::string public_key;
  int problem = 0;  // the errno of reading it
};

/// OpenSSH's format, PEM and PKCS#8; for the latter two the public key is taken from "PATH.pub" if that is
/// there.
[[nodiscard]] SLIPWAY_DECL key_file read_key_file(const std::string& path);

/// A key file's text, as `read_key_file` takes it; `public_text` is that of "PATH.pub".
[[nodiscard]] SLIPWAY_DECL key_file parse_key_file(std::string_view text, std::string_view public_text);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/key_file.ipp>
#endif
