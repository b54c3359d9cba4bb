// The shell text of one guard: what is saved, and the script that puts it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Shell text that defines what plan/shell/guard.ipp wants of the guard with this number. `steps` are those of its rows that may be
/// carried out, in order.
[[nodiscard]] SLIPWAY_DECL std::string guard_definitions(const deployable& host, const host_scope& scope, std::uint16_t number,
                                                         std::span<const std::size_t> steps, std::string_view marks_key,
                                                         std::string_view who);

/// Shell text that defines what plan/shell/health.ipp wants; empty where the settings ask for nothing.
[[nodiscard]] SLIPWAY_DECL std::string health_definitions(const health_checks& wanted);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/guard_script.ipp>
#endif
