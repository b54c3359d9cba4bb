// What hosts have said of themselves, as lines for people and as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/model/answered.hpp>

namespace slipway::front {

/// "web-1  memory.total       4.0 GiB", and lists as tables. What the host does not know is left out, and said where the operator
/// asked for nothing else.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> fact_lines(std::string_view host, std::span<const fact_reference> facts,
                                                               const answers& found);

/// {"host":...,"fact":"memory.total","value":4294967296,"unit":"bytes"}; of a list "records":[{...}], of a thing "about":"/etc/motd".
[[nodiscard]] SLIPWAY_DECL std::vector<boost::json::object> json_of_facts(std::string_view host,
                                                                          std::span<const fact_reference> facts,
                                                                          const answers& found);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/fact_words.ipp>
#endif
