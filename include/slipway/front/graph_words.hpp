// What is written into pictures of static plans, whatever their format. All of it is drawable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/graph.hpp>

namespace slipway::front {

/// One line that every format can hold: clean, and without the two that are no characters of XML.
[[nodiscard]] SLIPWAY_DECL std::string drawable(std::string_view text);

/// "3 Write the site", as operations are referred to: numbered from 1, since their list is their order.
[[nodiscard]] SLIPWAY_DECL std::string numbered_name(const plan::graph_role& role, std::size_t operation);

/// What a box says: the numbered name, the source line, then a condition of facts, and notes that stand for many edges.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> box_lines(const plan::graph_role& role, std::size_t operation);

/// "Machine:web-1 (after Machine:db-1)".
[[nodiscard]] SLIPWAY_DECL std::string machine_line(const plan::graph& g, std::size_t machine);

/// What a frame says: its machines, the first of them where they are many.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> frame_lines(const plan::graph& g, const plan::graph_role& role);

struct legend_entry {
  std::string_view kind;  // "after", "condition", "may-affect", "machine"
  std::string_view meaning;
};
/// The kinds of edges that a graph has.
[[nodiscard]] SLIPWAY_DECL std::vector<legend_entry> legend_of(const plan::graph& g);

/// The name of a node in every format, and of a role: "r0_s2", "r0".
[[nodiscard]] SLIPWAY_DECL std::string id_of(std::size_t role, std::size_t operation);
[[nodiscard]] SLIPWAY_DECL std::string id_of(std::size_t role);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/graph_words.ipp>
#endif
