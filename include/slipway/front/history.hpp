// Runs that hosts remember, in words and in JSON.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/front/people.hpp>
#include <slipway/plan/run_history.hpp>

namespace slipway::front {

/// From the lines with which a host answered.
[[nodiscard]] SLIPWAY_DECL std::vector<plan::past_run> history_of(const fleet::session& s);

/// One line for each run, the latest last.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> describe_history(const fleet::session& s, const wording& w);
[[nodiscard]] SLIPWAY_DECL boost::json::object json_of(const deployable& host, const plan::past_run& r);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/history.ipp>
#endif
