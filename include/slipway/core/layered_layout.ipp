#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

#include <slipway/core/layered_layout.hpp>

namespace slipway::layered {
namespace detail {

/// What stands in a layer: a box, or an arrow on its way through.
struct item {
  std::size_t layer = 0;
  double width = 0, height = 0;
  double center = 0;
  double rank = 0;                            // its place in the layer
  std::vector<std::size_t> above{}, below{};  // links
};

/// The part of an arrow between two neighbouring layers.
struct link {
  std::size_t upper = 0, lower = 0;  // items
  double upper_x = 0, lower_x = 0;
};

/// Centers as near to `wanted` as they may be (least squares) where each is at least `apart` behind the one before it: what
/// would overlap is pooled into blocks (Barlow et al., pool adjacent violators).
inline std::vector<double> keep_apart(const std::vector<double>& wanted, const std::vector<double>& apart) {
  struct block {
    double sum = 0;
    std::size_t size = 0;
    [[nodiscard]] double mean() const { return sum / static_cast<double>(size); }
  };
  std::vector<block> blocks;
  double offset = 0;
  for (std::size_t i = 0; i != wanted.size(); ++i) {
    offset += apart[i];
    blocks.push_back({wanted[i] - offset, 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
      auto& before = blocks[blocks.size() - 2];
      before.sum += blocks.back().sum;
      before.size += blocks.back().size;
      blocks.pop_back();
    }
  }
  std::vector<double> centers;
  offset = 0;
  for (const auto& b : blocks)
    for (std::size_t k = 0; k != b.size; ++k) centers.push_back(b.mean() + (offset += apart[centers.size()]));
  return centers;
}

class painter {
 public:
  painter(std::span<const extent> boxes, std::span<const arrow> arrows, const spacing& s)
      : boxes_(boxes), arrows_(arrows), spacing_(s), items_(boxes.size()), ways_(arrows.size()), turned_(arrows.size()) {
    for (std::size_t i = 0; i != boxes.size(); ++i) items_[i].width = boxes[i].width, items_[i].height = boxes[i].height;
  }

  drawing run() {
    drawing made;
    if (boxes_.empty()) return made;
    put_into_layers(turn_cycles());
    cut_wide_layers();
    link_layers();
    order_layers();
    place_items();
    made.size = measure();
    connect();
    for (std::size_t i = 0; i != boxes_.size(); ++i) made.corners.push_back({left_of(items_[i]), tops_[items_[i].layer]});
    for (std::size_t a = 0; a != arrows_.size(); ++a) made.routes.push_back(route(a));
    return made;
  }

 private:
  using places = std::vector<std::size_t>;

  [[nodiscard]] bool is_drawn(std::size_t a) const { return arrows_[a].from != arrows_[a].to; }
  [[nodiscard]] std::size_t upper(std::size_t a) const { return turned_[a] ? arrows_[a].to : arrows_[a].from; }
  [[nodiscard]] std::size_t lower(std::size_t a) const { return turned_[a] ? arrows_[a].from : arrows_[a].to; }
  [[nodiscard]] static double left_of(const item& i) { return i.center - i.width / 2; }

  /// An order in which arrows go forward; those that cannot are turned. Of boxes that may come next, the first does.
  places turn_cycles() {
    std::vector<std::size_t> waits_for(boxes_.size());
    for (std::size_t a = 0; a != arrows_.size(); ++a)
      if (is_drawn(a)) ++waits_for[arrows_[a].to];
    std::vector<places> leaving(boxes_.size());
    for (std::size_t a = 0; a != arrows_.size(); ++a) leaving[arrows_[a].from].push_back(a);
    std::priority_queue<std::size_t, places, std::greater<>> ready;
    for (std::size_t i = 0; i != boxes_.size(); ++i)
      if (waits_for[i] == 0) ready.push(i);
    places order, rank(boxes_.size(), boxes_.size());
    for (std::size_t first = 0; order.size() != boxes_.size();) {
      while (rank[first] != boxes_.size()) ++first;
      // where all that are left wait for each other, the first of them is taken out of its turn
      const auto next = ready.empty() ? first : ready.top();
      if (!ready.empty()) ready.pop();
      if (rank[next] != boxes_.size()) continue;
      rank[next] = order.size();
      order.push_back(next);
      for (const auto a : leaving[next])
        if (is_drawn(a) && --waits_for[arrows_[a].to] == 0) ready.push(arrows_[a].to);
    }
    for (std::size_t a = 0; a != arrows_.size(); ++a) turned_[a] = rank[arrows_[a].from] > rank[arrows_[a].to];
    return order;
  }

  /// Each box as high as it can be below all that point to it.
  void put_into_layers(const places& order) {
    std::vector<places> entering(boxes_.size());
    for (std::size_t a = 0; a != arrows_.size(); ++a)
      if (is_drawn(a)) entering[lower(a)].push_back(upper(a));
    for (const auto i : order)
      for (const auto k : entering[i]) items_[i].layer = std::max(items_[i].layer, items_[k].layer + 1);
  }

  void cut_wide_layers() {
    std::vector<places> layers;
    for (std::size_t i = 0; i != items_.size(); ++i) {
      if (layers.size() <= items_[i].layer) layers.resize(items_[i].layer + 1);
      layers[items_[i].layer].push_back(i);
    }
    for (const auto& layer : layers) {
      layers_.emplace_back();
      double width = 0;
      for (const auto i : layer) {
        width += items_[i].width;
        if (width > spacing_.widest_layer && !layers_.back().empty()) {
          layers_.emplace_back();
          width = items_[i].width;
        }
        items_[i].layer = layers_.size() - 1;
        layers_.back().push_back(i);
      }
    }
  }

  void link_layers() {
    for (std::size_t a = 0; a != arrows_.size(); ++a) {
      if (!is_drawn(a)) continue;
      auto last = upper(a);
      for (auto layer = items_[last].layer + 1; layer != items_[lower(a)].layer; ++layer) {
        items_.push_back({layer});
        layers_[layer].push_back(items_.size() - 1);
        add_link(a, last, items_.size() - 1);
        last = items_.size() - 1;
      }
      add_link(a, last, lower(a));
    }
    for (auto& layer : layers_) number(layer);
  }

  void add_link(std::size_t a, std::size_t above, std::size_t below) {
    items_[above].below.push_back(links_.size());
    items_[below].above.push_back(links_.size());
    ways_[a].push_back(links_.size());
    links_.push_back({above, below});
  }

  void number(const places& layer) {
    for (std::size_t k = 0; k != layer.size(); ++k) items_[layer[k]].rank = static_cast<double>(k);
  }

  enum class side : unsigned char { above, below };

  /// The mean of the neighbours on one side; the item's own where it has none.
  double mean(const item& i, side s, double item::* value) const {
    const auto& neighbours = s == side::above ? i.above : i.below;
    if (neighbours.empty()) return i.*value;
    double sum = 0;
    for (const auto k : neighbours) sum += items_[s == side::above ? links_[k].upper : links_[k].lower].*value;
    return sum / static_cast<double>(neighbours.size());
  }

  /// Calls `visit(layer, side)` for each layer but the first from the top down, then back up.
  template <class Visit>
  void sweep(Visit visit) {
    for (std::size_t l = 1; l < layers_.size(); ++l) visit(layers_[l], side::above);
    for (std::size_t l = layers_.size() - 1; l-- != 0;) visit(layers_[l], side::below);
  }

  /// Few crossings: the best order of some sweeps counts.
  void order_layers() {
    auto best = layers_;
    auto fewest = crossings();
    for (int pass = 0; pass != 8 && fewest != 0; ++pass) {
      sweep([&](places& layer, side s) { order_by_neighbours(layer, s); });
      if (const auto now = crossings(); now < fewest) fewest = now, best = layers_;
    }
    layers_ = std::move(best);
    for (auto& layer : layers_) number(layer);
  }

  /// Every item to the mean place of its neighbours; its own place decides between equal means.
  void order_by_neighbours(places& layer, side s) {
    const auto before = layer;
    std::vector<std::pair<double, std::size_t>> means;
    for (std::size_t k = 0; k != before.size(); ++k) means.emplace_back(mean(items_[before[k]], s, &item::rank), k);
    std::ranges::sort(means);
    std::ranges::transform(means, layer.begin(), [&](const auto& m) { return before[m.second]; });
    number(layer);
  }

  [[nodiscard]] std::size_t crossings() const {
    std::size_t count = 0;
    for (std::size_t l = 0; l + 1 < layers_.size(); ++l) {
      std::vector<std::pair<double, double>> ends;
      for (const auto i : layers_[l])
        for (const auto k : items_[i].below) ends.emplace_back(items_[i].rank, items_[links_[k].lower].rank);
      std::ranges::sort(ends);
      count += inversions(ends, layers_[l + 1].size());
    }
    return count;
  }

  /// How many pairs end in the opposite order (a Fenwick tree counts the ends seen so far).
  static std::size_t inversions(const std::vector<std::pair<double, double>>& ends, std::size_t size) {
    places seen(size + 1);
    std::size_t count = 0, total = 0;
    for (const auto& [from, to] : ends) {
      std::size_t not_behind = 0;
      for (auto k = static_cast<std::size_t>(to) + 1; k != 0; k &= k - 1) not_behind += seen[k];
      count += total++ - not_behind;
      for (auto k = static_cast<std::size_t>(to) + 1; k <= size; k += k & (~k + 1)) ++seen[k];
    }
    return count;
  }

  void place_items() {
    for (const auto& layer : layers_) place(layer, side::above);
    for (int k = 0; k != 8; ++k) sweep([&](const places& layer, side s) { place(layer, s); });
    double left = 0;
    for (const auto& i : items_) left = std::min(left, left_of(i));
    for (auto& i : items_) i.center = std::round(left_of(i) - left) + i.width / 2;
  }

  /// Every item of a layer as near to its neighbours as the others leave it.
  void place(const places& layer, side s) {
    std::vector<double> wanted, apart;
    const item* before = nullptr;
    for (const auto i : layer) {
      wanted.push_back(mean(items_[i], s, &item::center));
      apart.push_back(before == nullptr ? 0 : (before->width + items_[i].width) / 2 + spacing_.between_boxes);
      before = &items_[i];
    }
    const auto centers = keep_apart(wanted, apart);
    for (std::size_t k = 0; k != layer.size(); ++k) items_[layer[k]].center = centers[k];
  }

  extent measure() {
    extent all;
    for (const auto& layer : layers_) {
      double height = 0;
      for (const auto i : layer) {
        height = std::max(height, items_[i].height);
        all.width = std::max(all.width, std::ceil(items_[i].center + items_[i].width / 2));
      }
      tops_.push_back(all.height);
      bottoms_.push_back(all.height + height);
      all.height += height + spacing_.between_layers;
    }
    all.height -= spacing_.between_layers;
    return all;
  }

  /// Where links touch: spread over the side of a box, in the order of what they lead to.
  void connect() {
    for (const auto& i : items_) {
      spread(i, i.above, &link::upper, &link::lower_x);
      spread(i, i.below, &link::lower, &link::upper_x);
    }
  }

  void spread(const item& i, places links, std::size_t link::* other, double link::* x) {
    std::ranges::sort(links, {}, [&](std::size_t k) { return std::pair(items_[links_[k].*other].center, k); });
    const auto step = i.width / static_cast<double>(links.size() + 1);
    for (std::size_t k = 0; k != links.size(); ++k)
      links_[links[k]].*x = std::round(left_of(i) + step * static_cast<double>(k + 1));
  }

  /// Upright through layers, so that only the space between them is crossed at an angle.
  std::vector<point> route(std::size_t a) const {
    std::vector<point> points;
    const auto add = [&](double x, double y) {
      if (points.empty() || points.back() != point{x, y}) points.push_back({x, y});
    };
    for (const auto k : ways_[a]) {
      const auto& part = links_[k];
      const auto& above = items_[part.upper];
      add(part.upper_x, tops_[above.layer] + above.height);
      add(part.upper_x, bottoms_[above.layer]);
      add(part.lower_x, tops_[items_[part.lower].layer]);
    }
    if (turned_[a]) std::ranges::reverse(points);
    return points;
  }

  std::span<const extent> boxes_;
  std::span<const arrow> arrows_;
  const spacing& spacing_;
  std::vector<item> items_;  // the boxes, then arrows on their way
  std::vector<link> links_;
  std::vector<places> ways_;  // the links of each arrow
  std::vector<bool> turned_;  // arrows that close a cycle
  std::vector<places> layers_;
  std::vector<double> tops_, bottoms_;  // of layers
};

}  // namespace detail

SLIPWAY_DECL drawing lay_out(std::span<const extent> boxes, std::span<const arrow> arrows, const spacing& s) {
  return detail::painter(boxes, arrows, s).run();
}

}  // namespace slipway::layered
