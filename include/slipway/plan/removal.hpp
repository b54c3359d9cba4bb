// What is taken back on a host, as operations like any others: destroy and orphans need no engine of their own.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/manifest.hpp>
#include <slipway/plan/record.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Families by name: those that Slipway has, and those of the program's own resources.
using family_list = std::span<const family* const>;

/// A record that is taken back, and why it is not where it stays.
struct taken {
  record what;
  const family* of = nullptr;
  std::string stays{};  // a reason; empty: it goes
};

/// Decides what becomes of each record, the last made first. `others` are records of other deployables on the same host, whose
/// keys stay. Throws manifest_error where a record is of a family that nobody knows.
[[nodiscard]] SLIPWAY_DECL std::vector<taken> take_back(std::span<const record> records, std::span<const manifest> others,
                                                        family_list families);

/// A deployable whose first operations take records back, and whose others are those of a program's machine (or none). Stays
/// where it is, as plans point into it.
class removal {
 public:
  enum class then : unsigned char { nothing, operations_of_host };

  SLIPWAY_DECL removal(const deployable& host, std::vector<taken> all, then others);
  removal(const removal&) = delete;
  removal& operator=(const removal&) = delete;

  [[nodiscard]] const deployable& host() const { return host_; }
  [[nodiscard]] const std::vector<taken>& all() const { return taken_; }
  /// Of what stays the steps are skipped, and say why.
  SLIPWAY_DECL void settle(host_plan& plan) const;

 private:
  SLIPWAY_DECL void add_row(const taken& t);
  SLIPWAY_DECL void add_operations(const static_plan& plan);

  std::vector<taken> taken_;
  std::deque<std::string> texts_;
  std::vector<row> rows_;
  std::vector<claim> claims_;
  std::vector<edge> edges_;
  std::vector<effect> effects_;
  std::vector<guard_row> guards_;
  static_plan plan_;
  deployable host_;
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/removal.ipp>
#endif
