// On which line of a JSON text each value stands.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include <slipway/config.hpp>

namespace slipway::front {

/// By path: "" is the whole, "/machines/0/name" a value in it; keys as they stand in the text. Where a key is given twice, the last
/// one counts. The text is one that a parser has taken.
[[nodiscard]] SLIPWAY_DECL std::map<std::string, std::size_t, std::less<>> json_lines(std::string_view text);

/// The first line is 1.
[[nodiscard]] SLIPWAY_DECL std::size_t line_at(std::string_view text, std::size_t offset);

/// Throws std::runtime_error for a text that is no JSON: "3: this is no JSON: ...", with the line.
[[nodiscard]] SLIPWAY_DECL boost::json::value parse_json(std::string_view text);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/json_lines.ipp>
#endif
