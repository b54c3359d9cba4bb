// The JSON lines of --json, and of plan files. One document a line.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>
#include <slipway/front/select.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// Where the user wrote an operation: "web.cpp:7".
[[nodiscard]] SLIPWAY_DECL std::string source_of(const row& operation);

[[nodiscard]] SLIPWAY_DECL boost::json::object json_of(const program& p, const choice& c);
[[nodiscard]] SLIPWAY_DECL boost::json::object json_of(const plan::host_plan& p, const plan::step& s);
/// The line after a plan's steps.
[[nodiscard]] SLIPWAY_DECL boost::json::object json_summary(const plan::host_plan& p);
/// What the manifest of a host holds and its program does not manage any more.
[[nodiscard]] SLIPWAY_DECL boost::json::object json_of(const deployable& host, const plan::record& orphan);
/// A deployable that takes no part, or has left the layout.
[[nodiscard]] SLIPWAY_DECL boost::json::object json_bystander(const deployable& d, std::string_view result,
                                                              std::string_view reason);
/// What became of a step.
[[nodiscard]] SLIPWAY_DECL boost::json::object json_outcome(const deployable& host, const plan::run_log& log, std::size_t step);
[[nodiscard]] SLIPWAY_DECL boost::json::object json_result(const fleet::session& s);
/// The whole of `graph --json`.
[[nodiscard]] SLIPWAY_DECL boost::json::object json_of(const plan::graph& g);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/json.ipp>
#endif
