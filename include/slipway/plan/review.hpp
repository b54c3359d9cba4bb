// What is reviewed of a host's plan, as a value that can be kept; and how what is planned later differs from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_plan.hpp>

namespace slipway::plan {

/// One step: what was shown of it, and what it would do. Its texts are clean.
struct reviewed_step {
  std::string operation{};  // its name
  std::string key{};        // where it takes back what was made: the key in the manifest
  verdict what{};
  std::string before{}, desired{};
  std::string says{};    // a digest of what the program says of the operation, on whatever host
  std::string does{};    // and of what is executed on this one; empty where nobody knows yet, or nothing is
  bool assumed = false;  // its verdict rests on a promise of the user's: the host looks
};

struct reviewed_host {
  std::string machine{};  // a digest of the machine's id; empty: it is not known
  std::string around{};   // of what is sent beside the steps: health checks, and Slipway's own shell text
  bool open = false;      // more is decided in later stages
  std::vector<reviewed_step> steps{};
};

/// Its digests hold nothing of what the host's state is, but the facts that texts name; of a secret they hold its name alone.
[[nodiscard]] SLIPWAY_DECL reviewed_host review_of(const host_plan& plan, const host_scope& scope);

/// Between two stages the run itself has changed what steps are planned over that were reviewed as a maybe.
enum class moment : unsigned char { before_any_change, between_stages };

/// A sentence for each difference; none where what is to be done now was reviewed. Something may be in order, or not needed, that
/// was to be done: then less is done.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string> differences(const reviewed_host& then, const reviewed_host& now,
                                                                moment when = moment::before_any_change);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/review.ipp>
#endif
