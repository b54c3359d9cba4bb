// What a command prints.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& command();
}  // namespace facts

namespace fact {
/// A command of the shell that changes nothing; it is run whenever the host is planned.
struct command_facts {
  fact_source from;
  fact_of<"command.output", std::string_view> output{from};  // without newlines at its end; of at most 64 KiB without a NUL
  fact_of<"command.status", std::int64_t> status{from};      // 0 where it succeeded
};
[[nodiscard]] constexpr command_facts command(std::string_view text) {
  return {about(&facts::command, fact_of_no_operation, text)};
}
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/command.ipp>
#endif
