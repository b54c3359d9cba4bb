// Boxes and arrows on paper: boxes in layers from top to bottom, so that every arrow points down.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <slipway/config.hpp>

namespace slipway::layered {

struct point {
  double x = 0, y = 0;
  friend bool operator==(const point&, const point&) = default;
};

struct extent {
  double width = 0, height = 0;
};

/// Between two boxes, by their places in the list of boxes.
struct arrow {
  std::size_t from = 0, to = 0;
};

struct spacing {
  double between_boxes = 24;   // side by side
  double between_layers = 48;  // one above the other
  double widest_layer = 1200;  // of its boxes; a layer that is wider is cut into several
};

struct drawing {
  std::vector<point> corners;              // the upper left one of each box
  std::vector<std::vector<point>> routes;  // of each arrow, from its first box to its second
  extent size;
};

/// Where boxes and arrows go: no box overlaps another, a route begins on the lower side of a box, ends on the upper side of
/// another, and crosses no third. Arrows that close a cycle go up instead; one from a box to itself has no route. All
/// numbers are whole, and the same for the same input.
[[nodiscard]] SLIPWAY_DECL drawing lay_out(std::span<const extent> boxes, std::span<const arrow> arrows, const spacing& s = {});

}  // namespace slipway::layered

#if defined(SLIPWAY_BODIES)
#include <slipway/core/layered_layout.ipp>
#endif
