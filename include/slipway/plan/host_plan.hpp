// What phase one makes of a program for one host: a step for each operation. Pure: an answer goes in, a plan comes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/answer.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/plan/recording.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

enum class verdict : unsigned char { keep, change, maybe, skip };

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(verdict v);

struct step {
  std::size_t index = 0;
  const row* operation = nullptr;
  verdict what{};
  std::string before, desired;       // states; `before` is cleaned for people
  std::string found;                 // as the host printed it: what phase two compares
  std::vector<std::size_t> after{};  // a maybe depends on these
  std::string why{};                 // of a skip, or of a change that is pending
  std::string key{};                 // where it takes back what was made: the key in the manifest
  bool assumed = false;              // the verdict rests on a promise of the user's: the host looks
  bool later = false;                // in a stage after this one: it is planned again then
};

struct host_plan {
  const deployable* host = nullptr;
  std::vector<step> steps;
  std::string refusal{};                   // why the host cannot be deployed; nothing was touched
  recording records{};                     // what a run writes into the manifest
  std::optional<std::size_t> undecided{};  // the first step that is decided in a later stage
  std::optional<std::size_t> awaiting{};   // the first that waits for what another machine is to export: all is planned anew then

  [[nodiscard]] SLIPWAY_DECL std::size_t count(verdict v) const;
  /// How many operations are known not to be in order: not what a decision, or another machine's export, is still to tell.
  [[nodiscard]] SLIPWAY_DECL std::size_t out_of_order() const;

  /// Whether all that comes before the next decision is in order, so that it can be made now.
  [[nodiscard]] SLIPWAY_DECL bool can_decide() const;
  [[nodiscard]] bool is_empty() const { return count(verdict::change) + count(verdict::maybe) == 0; }
};

/// Who carries out the operations that a run does once, in full: the first host that has each, by the operation's name and value.
using once_table = std::map<std::pair<std::string, std::uint64_t>, std::string>;
/// What this host has of them and no other had before is done here.
SLIPWAY_DECL void do_once(const deployable& host, once_table& once);

/// `facts.knows_facts` must hold. An operation that is done once and is not in the table is done here.
[[nodiscard]] SLIPWAY_DECL host_plan make_host_plan(const deployable& host, const answer& found, const host_scope& facts,
                                                    const once_table& once = {});

/// Why this host is not the machine that the program describes, in words; empty where it may be.
[[nodiscard]] SLIPWAY_DECL std::string platform_problem(const deployable& host, const answer& found);

/// The name of the pending mark `from>to`: that `to` has not followed a change of `from` yet.
[[nodiscard]] SLIPWAY_DECL std::string mark_name(const row& from, const row& to);
/// Eight hexadecimal digits of an operation's name.
[[nodiscard]] SLIPWAY_DECL std::string mark_key(const row& operation);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/host_plan.ipp>
#endif
