// Every fact that there is, for `site facts`.
#pragma once

#include <array>
#include <span>

#include <slipway/facts/os.hpp>
#include <slipway/facts/system.hpp>

namespace slipway::facts {

[[nodiscard]] inline std::span<const fact_reference> catalogue() {
  static constexpr std::array all{
      fact::os.id.reference(),     fact::os.version.reference(),   fact::os.codename.reference(),
      fact::hostname.reference(),  fact::kernel.reference(),       fact::arch.reference(),
      fact::cpu.count.reference(), fact::memory.total.reference(), fact::memory.available.reference(),
  };
  return all;
}

}  // namespace slipway::facts
