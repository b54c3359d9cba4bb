// A deployable whose decisions are made one after the other, while it is deployed.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/model/answered.hpp>
#include <slipway/model/dynamic.hpp>
#include <slipway/program/link_tables.hpp>
#include <slipway/program/program.hpp>

namespace slipway {

/// A decision that cannot be made, or that breaks a rule: one sentence, with the name of the decision.
struct decision_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The deployable that a program describes, with the operations that its decisions have added so far. Stays where it is, as plans
/// point into it.
class decided_plan {
 public:
  SLIPWAY_DECL explicit decided_plan(const deployable& described);
  decided_plan(const decided_plan&) = delete;
  decided_plan& operator=(const decided_plan&) = delete;

  [[nodiscard]] const deployable& host() const { return host_; }
  /// Makes the decision in this row with what the host has answered. Throws decision_error, and what the decision throws.
  SLIPWAY_DECL void decide(std::size_t at, const answers& found);
  /// What decisions have set so far, by key.
  [[nodiscard]] const std::map<std::string, std::string>& exported() const { return exported_; }

 private:
  class context;
  /// A plan's tables, which change together.
  struct tables {
    std::vector<row> rows;
    std::vector<claim> claims;
    void append(row r, std::span<const claim> its);
  };

  SLIPWAY_DECL void take(std::vector<added_operation> added, std::size_t at);
  SLIPWAY_DECL void add(const added_operation& added, const row& decision, tables& to);
  SLIPWAY_DECL void check_and_take(tables grown, std::vector<guard_row> guards);

  std::map<std::string, std::string> exported_;
  std::deque<std::string> texts_;
  std::vector<std::unique_ptr<void, void (*)(void*)>> operations_;
  tables tables_;
  link_tables links_;
  std::vector<guard_row> guards_;
  static_plan plan_;
  deployable host_;
};

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/program/decided_plan.ipp>
#endif
