// The data types of SSH (RFC 4251, section 5) and base64, as far as keys and agents need them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway::transport {

/// Takes numbers and texts off the front of a message; nullopt, for good, where it is too short.
class wire_reader {
 public:
  explicit wire_reader(std::string_view bytes) : rest_(bytes) {}

  SLIPWAY_DECL std::optional<unsigned char> byte();
  SLIPWAY_DECL std::optional<std::uint32_t> number();
  /// The text is part of the message, not a copy.
  SLIPWAY_DECL std::optional<std::string_view> text();

 private:
  std::string_view rest_;
};

SLIPWAY_DECL void put_number(std::string& message, std::uint32_t number);
SLIPWAY_DECL void put_text(std::string& message, std::string_view text);

[[nodiscard]] SLIPWAY_DECL std::string to_base64(std::string_view bytes);
/// nullopt unless all of the text is base64 with its padding.
[[nodiscard]] SLIPWAY_DECL std::optional<std::string> from_base64(std::string_view text);

/// What kind of key a public key is, in the protocol's words: "ssh-ed25519"; empty when it is none.
[[nodiscard]] SLIPWAY_DECL std::string key_type(std::string_view public_key);
/// The fingerprint of a public key as OpenSSH prints it: "SHA256:...".
[[nodiscard]] SLIPWAY_DECL std::string fingerprint(std::string_view public_key);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_wire.ipp>
#endif
