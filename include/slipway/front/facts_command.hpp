// The command facts: what hosts say of themselves.
#pragma once

#include <slipway/config.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/printer.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// Prints the facts that are asked for, of every selected host; or, with --list, which there are, and contacts none. Answers with
/// the exit status; throws usage_error.
[[nodiscard]] SLIPWAY_DECL int facts_command(const program& p, request asked, const fleet::inventory& known, printer& print);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/facts_command.ipp>
#endif
