// Plans and results in words. Every line begins with the host, so that nothing a host sends can pose as a line of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/session.hpp>

namespace slipway::front {

struct wording {
  bool colored = false;
  bool everything = false;  // what stays as it is, too
  bool diff = false;
};

/// The steps of a plan, with diffs where they are wanted, and a line that counts them.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> describe_plan(const fleet::session& s, const wording& w);

/// What the run that is resumed did on a host before.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> describe_earlier(const fleet::session& s, std::string_view run,
                                                                     const wording& w);

/// One step that has ended: "changed  Install nginx (1.2 s)".
[[nodiscard]] SLIPWAY_DECL std::string describe_outcome(const fleet::session& s, std::size_t step, const wording& w);

/// What a guard has come to: "guard  sshd is confirmed"; empty where that is nothing to tell.
[[nodiscard]] SLIPWAY_DECL std::string describe_guard(const fleet::session& s, std::size_t guard, const wording& w);

/// How a host ended, and where it failed, the command's last lines and what to do.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> describe_result(const fleet::session& s, const wording& w);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/people.ipp>
#endif
