// What happens to what is no longer wanted: a single byte, as every machine inherits it.
#pragma once

namespace slipway {

/// What becomes of what a deployable has on its host, when it is destroyed or has become an orphan. Left out everywhere: remove.
enum class deletion : unsigned char {
  inherited,
  retain,  // it stays
  warn,    // it stays, and every run that would have removed it says so
  remove
};

}  // namespace slipway
