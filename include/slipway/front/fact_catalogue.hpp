// Every fact that there is, for people and as JSON: its name, type and unit, and what it is asked about.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include <slipway/config.hpp>

namespace slipway::front {

/// "memory.total               bytes".
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> fact_catalogue_lines();

/// {"fact":"memory.total","type":"number","unit":"bytes"}; of a list "fields":[{"name":...,"type":...}], of what is asked about
/// something "about":"a path".
[[nodiscard]] SLIPWAY_DECL std::vector<boost::json::object> json_of_fact_catalogue();

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/fact_catalogue.ipp>
#endif
