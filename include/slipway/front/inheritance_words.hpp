// What a deployable has from itself and from what holds it, in words: `list -v`.
#pragma once

#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

struct inherited_thing {
  std::string what;   // "platform", "data workers"
  std::string value;  // "debian 12", "4"; clean
  std::string from;   // "enclave production"; empty: the deployable says it itself
};

/// Settings field by field, filters in the order in which they are asked, data hole by hole; what nobody says is left out.
[[nodiscard]] SLIPWAY_DECL std::vector<inherited_thing> inherited_things(const deployable& d);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/inheritance_words.ipp>
#endif
