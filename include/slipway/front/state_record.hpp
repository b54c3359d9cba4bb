// The controller's own record: which deployables were deployed from here, and how they are reached. What has left the layout
// is found through it.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// One deployable, as it was when it was last deployed.
struct known_deployable {
  std::string prefix, name;
  std::string deployed, run;  // when, in UTC, and by which run
  std::string address, user, identity, known_hosts, state_directory;
  std::string command, through;  // of a container: what enters it, and the machine that it is in
  unsigned port = 22;
  become becomes = become::nobody;
  host_keys unknown_keys = host_keys::strict;
  connection_kind kind = connection_kind::ssh;

  friend bool operator==(const known_deployable&, const known_deployable&) = default;
};

/// A file beside the program, unless another is named; written beside its place and renamed. Not thread-safe.
class state_record {
 public:
  /// Throws std::runtime_error with one message for a file that is damaged, of another layout or of a newer version. A file
  /// that is not there is an empty record.
  SLIPWAY_DECL state_record(std::string file, const program& p);

  [[nodiscard]] const std::map<std::string, known_deployable>& all() const { return all_; }
  SLIPWAY_DECL void deployed(const deployable& host, const fleet::inventory& known, std::string_view run);
  SLIPWAY_DECL void gone(const std::string& full_name);
  /// Writes what has changed; what went wrong, in one sentence, else nothing.
  [[nodiscard]] SLIPWAY_DECL std::string save();

 private:
  std::string file_;
  const program* program_;
  std::map<std::string, known_deployable> all_, saved_;
};

/// Deployables that are in the record and not in the program any more: they stay where they are.
class departed {
 public:
  SLIPWAY_DECL departed(const state_record& record, const program& p);
  departed(const departed&) = delete;
  departed& operator=(const departed&) = delete;

  [[nodiscard]] const std::vector<const deployable*>& all() const { return all_; }
  /// Copies of the program's deployables, then those that have left: containers among them may be in either.
  [[nodiscard]] std::span<const deployable> with_the_programs() const { return everything_; }
  [[nodiscard]] SLIPWAY_DECL const known_deployable& known(const deployable& d) const;
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& d : all_) names.push_back(full_name(*d));
    return names;
  }

 private:
  static constexpr static_plan nothing_{};
  std::map<std::string, known_deployable> known_;
  std::vector<std::unique_ptr<settings>> settings_;
  std::vector<deployable> everything_;
  std::deque<std::size_t> machines_;  // that containers depend on
  std::vector<const deployable*> all_;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/state_record.ipp>
#endif
