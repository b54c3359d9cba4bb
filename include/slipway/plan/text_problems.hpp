// What is wrong with a template that is read at run time: what the compiler says of those in the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// One sentence for each mistake, with the file's line and column: "nginx.conf.in:3:14: nothing fills {{domian}} ...".
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> text_problems(const deployable& host, const row& operation,
                                                                  std::string_view text);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/text_problems.ipp>
#endif
