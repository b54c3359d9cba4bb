// The static plans of some machines as one graph: what pictures are drawn from. It is the program's alone; no host is asked.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Why one operation waits for an earlier one: the program says so, its condition asks whether the other changed, or a change
/// of the other may change what it finds.
enum class relation : unsigned char { after, condition, may_affect };

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(relation r);

/// `from` comes before `to`; both are places in the role.
struct graph_edge {
  std::size_t from = 0, to = 0;
  relation kind{};
  friend auto operator<=>(const graph_edge&, const graph_edge&) = default;
};

/// An operation, and what would be too many edges.
struct graph_operation {
  const row* operation = nullptr;
  std::string condition{};                        // as in the program; empty: none
  bool affects_everything = false;                // that comes later
  bool affected_by_everything = false;            // that comes earlier
  std::vector<std::string_view> affects_every{};  // "unit", "user": of those that come later
};

/// A role that machines share, drawn once.
struct graph_role {
  std::vector<std::size_t> machines;        // into the graph's
  std::vector<graph_operation> operations;  // in their order
  std::vector<graph_edge> edges;            // by `to`, then `from`
};

struct graph_machine {
  std::string name;                  // "Machine:web-1.example.com"
  std::optional<std::size_t> role;   // none: not selected, but something selected waits for it
  std::vector<std::size_t> after{};  // machines that must be deployed before
};

struct graph {
  std::string layout;
  std::vector<graph_machine> machines;
  std::vector<graph_role> roles;
};

/// The graph of the machines selected, in their order; each is one of the program's.
[[nodiscard]] SLIPWAY_DECL graph make_graph(const program& p, std::span<const deployable* const> selected);

/// What stands for many edges, in words: "may affect everything after it".
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> notes_of(const graph_operation& o);

/// One role is drawn before another: some machine of `to` waits for one of `from`. Each pair once, in order.
struct role_edge {
  std::size_t from = 0, to = 0;
  friend auto operator<=>(const role_edge&, const role_edge&) = default;
};
[[nodiscard]] SLIPWAY_DECL std::vector<role_edge> role_edges(const graph& g);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/graph.ipp>
#endif
