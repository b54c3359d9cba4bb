// What a command of this machine prints, where that is a secret.
#pragma once

#include <cstddef>
#include <string>

#include <slipway/config.hpp>
#include <slipway/core/secret_text.hpp>

namespace slipway::fleet {

struct command_output {
  secret_text out;           // at most `limit` bytes and one
  std::string error_output;  // its last 2 KiB, as they came
  std::string failure;       // why it did not succeed, in words; empty where it did
};

/// Runs `sh -c COMMAND` and waits for its end. It has this program's standard input and terminal, so that it may ask for a
/// passphrase there. Output of more than `limit` bytes is a failure.
[[nodiscard]] SLIPWAY_DECL command_output output_of(const std::string& command, std::size_t limit);

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/command_output.ipp>
#endif
