// What facts are asked about: paths, and things that no operation changes.
#pragma once

#include <string_view>

#include <slipway/core/path.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

inline constexpr fact_kind fact_of_path{"path"};
inline constexpr fact_kind fact_of_no_operation{};

[[nodiscard]] constexpr fact_source about_path(const fact_family& (*family)(), const host_path& path,
                                               const fact_kind& kind = fact_of_path) {
  return {family, &kind, path.text, path.whole};
}

}  // namespace slipway
