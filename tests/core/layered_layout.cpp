#include <slipway/core/layered_layout.hpp>

#include <algorithm>
#include <random>

#include "catch.hpp"

using namespace slipway::layered;

namespace {

struct sheet {
  std::vector<extent> boxes;
  std::vector<arrow> arrows;
  spacing space{};
  drawing drawn = lay_out(boxes, arrows, space);
};

bool overlap(const sheet& s, std::size_t a, std::size_t b) {
  const auto &p = s.drawn.corners[a], &q = s.drawn.corners[b];
  return p.x < q.x + s.boxes[b].width && q.x < p.x + s.boxes[a].width && p.y < q.y + s.boxes[b].height &&
         q.y < p.y + s.boxes[a].height;
}

bool is_inside(const sheet& s, std::size_t box, point p) {
  const auto& corner = s.drawn.corners[box];
  return p.x > corner.x && p.x < corner.x + s.boxes[box].width && p.y > corner.y && p.y < corner.y + s.boxes[box].height;
}

// on the upper or the lower side
bool touches(const sheet& s, std::size_t box, point p) {
  const auto& corner = s.drawn.corners[box];
  return p.x > corner.x && p.x < corner.x + s.boxes[box].width && (p.y == corner.y || p.y == corner.y + s.boxes[box].height);
}

bool crosses_a_box(const sheet& s, const std::vector<point>& route) {
  for (std::size_t k = 0; k + 1 < route.size(); ++k)
    for (int step = 0; step <= 20; ++step) {
      const point p{route[k].x + (route[k + 1].x - route[k].x) * step / 20,
                    route[k].y + (route[k + 1].y - route[k].y) * step / 20};
      for (std::size_t i = 0; i != s.boxes.size(); ++i)
        if (is_inside(s, i, p)) return true;
    }
  return false;
}

// counted, so that one assertion stands for thousands
int mistakes(const sheet& s) {
  int count = 0;
  for (std::size_t a = 0; a != s.boxes.size(); ++a) {
    const auto& corner = s.drawn.corners[a];
    count += corner.x < 0 || corner.y < 0 || corner.x + s.boxes[a].width > s.drawn.size.width ||
             corner.y + s.boxes[a].height > s.drawn.size.height;
    for (std::size_t b = 0; b != a; ++b) count += overlap(s, a, b);
  }
  for (std::size_t a = 0; a != s.arrows.size(); ++a) {
    const auto& route = s.drawn.routes[a];
    if (s.arrows[a].from == s.arrows[a].to) count += !route.empty();
    else
      count += route.size() < 2 || !touches(s, s.arrows[a].from, route.front()) || !touches(s, s.arrows[a].to, route.back()) ||
               crosses_a_box(s, route);
  }
  return count;
}

}  // namespace

TEST_CASE("layered_layout: nothing, and one box") {
  CHECK(lay_out({}, {}).size.width == 0);
  const sheet one{{{100, 40}}, {}};
  CHECK(one.drawn.corners[0] == point{0, 0});
  CHECK(one.drawn.size.width == 100);
  CHECK(one.drawn.size.height == 40);
}

TEST_CASE("layered_layout: a chain is a column") {
  const sheet s{{{100, 40}, {60, 40}, {100, 40}}, {{0, 1}, {1, 2}}};
  CHECK(s.drawn.corners == std::vector<point>{{0, 0}, {20, 88}, {0, 176}});
  CHECK(s.drawn.routes[0] == std::vector<point>{{50, 40}, {50, 88}});
  CHECK(s.drawn.size.height == 216);
}

TEST_CASE("layered_layout: boxes are below all that point to them, and keep their order where nothing says otherwise") {
  const sheet s{{{100, 40}, {100, 40}, {100, 40}, {100, 40}}, {{0, 3}, {1, 2}, {2, 3}}};
  CHECK(s.drawn.corners[0].y == s.drawn.corners[1].y);
  CHECK(s.drawn.corners[0].x < s.drawn.corners[1].x);
  CHECK(s.drawn.corners[2].y == 88);
  CHECK(s.drawn.corners[3].y == 176);
  CHECK(mistakes(s) == 0);
}

TEST_CASE("layered_layout: arrows of one pair run side by side") {
  const sheet s{{{100, 40}, {100, 40}}, {{0, 1}, {0, 1}}};
  CHECK(s.drawn.routes[0] == std::vector<point>{{33, 40}, {33, 88}});
  CHECK(s.drawn.routes[1] == std::vector<point>{{67, 40}, {67, 88}});
}

TEST_CASE("layered_layout: crossings that can be avoided are") {
  // as listed, the arrows would cross
  const sheet s{{{100, 40}, {100, 40}, {100, 40}, {100, 40}}, {{0, 3}, {1, 2}}};
  CHECK(s.drawn.corners[3].x < s.drawn.corners[2].x);
}

TEST_CASE("layered_layout: a layer that is too wide is cut") {
  const std::vector<extent> many(25, {100, 40});
  const sheet s{many, {}, {24, 48, 1000}};
  CHECK(s.drawn.size.width == 10 * 100 + 9 * 24);
  CHECK(s.drawn.size.height == 3 * 40 + 2 * 48);
  CHECK(s.drawn.corners[10].y == 88);
  CHECK(mistakes(s) == 0);
}

TEST_CASE("layered_layout: what closes a cycle goes up, what leads to itself nowhere") {
  const sheet s{{{100, 40}, {100, 40}, {100, 40}}, {{0, 1}, {1, 2}, {2, 0}, {1, 1}}};
  CHECK(mistakes(s) == 0);
  CHECK(s.drawn.routes[2].front().y > s.drawn.routes[2].back().y);
  CHECK(s.drawn.routes[3].empty());
}

TEST_CASE("layered_layout: whatever the graph, no boxes overlap, routes touch their boxes and cross no others") {
  // std::mt19937 is the same everywhere, distributions are not
  std::mt19937 random(1);
  for (int round = 0; round != 60; ++round) {
    const std::size_t size = 2 + random() % 40;
    std::vector<extent> boxes;
    const auto up_to = [&](unsigned limit) { return static_cast<double>(random() % limit); };
    for (std::size_t i = 0; i != size; ++i) boxes.push_back({40 + up_to(200), 20 + up_to(60)});
    std::vector<arrow> arrows;
    for (std::size_t k = random() % (2 * size); k != 0; --k) {
      arrow a{random() % size, random() % size};
      // most rounds have no cycles
      if (round % 4 != 0 && a.from > a.to) std::swap(a.from, a.to);
      arrows.push_back(a);
    }
    const sheet s{boxes, arrows, {24, 48, 600}};
    INFO("round " << round);
    CHECK(mistakes(s) == 0);
    CHECK(s.drawn.corners == lay_out(boxes, arrows, {24, 48, 600}).corners);
  }
}
