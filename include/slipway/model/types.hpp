// A list of types.
#pragma once

namespace slipway {

template <class... T>
struct types {};

}  // namespace slipway
