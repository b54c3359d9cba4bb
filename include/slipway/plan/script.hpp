// The shell text of a host's session: what phase one sends, and the one script that makes the change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/guard_script.hpp>
#include <slipway/plan/host_plan.hpp>
#include <slipway/plan/needed.hpp>
#include <slipway/plan/run_about.hpp>

namespace slipway::plan {

enum class phase_one_end { answer, wait_for_change };
enum class contents { left_there, sent };

/// What phase one is to bring home.
struct question {
  std::string nonce;
  std::vector<asked_facts> facts;
  contents differing = contents::left_there;  // of files, for diffs
  phase_one_end then = phase_one_end::answer;
  std::string in_step{};  // the digest of a manifest of which the first line is enough; empty: all of it is wanted
};

[[nodiscard]] SLIPWAY_DECL std::string phase_one_script(const deployable& host, const host_scope& scope, const question& q);

/// The run as one host knows it: two deployables may turn out to be one host, where each has a run of its own.
[[nodiscard]] SLIPWAY_DECL std::string run_name(const deployable& host, std::string_view run_id);

/// A file of the controller that is over 1 MiB: it goes ahead of the script, through a channel of its own.
struct upload {
  std::size_t index = 0;
  std::string source;
  std::uint64_t size = 0;
  unsigned seconds = 0, retries = 0;  // how long it may take, and how often it is tried again; 0: as long as it takes
};
inline constexpr std::uint64_t largest_inline_content = 1 << 20;

struct change {
  std::string script;  // complete: behind its last line follow the contents that no shell text can hold
  std::vector<upload> uploads;
  secret_text secrets{};  // sent behind the script, and kept apart from it by the host; empty where there are none
};

/// What goes before a script, on a line of its own, and says how many bytes come.
[[nodiscard]] SLIPWAY_DECL std::string order_of(const change& c, std::string_view name);

/// Reads a local file of at most 1 MiB.
using read_source = std::string (*)(std::string_view path);

/// `name` is the run's on this host; the label is shown to others that find the host locked, or ask what was done.
/// `confirmation` is a secret of the run: who knows it, over a new connection, confirms its guards.
[[nodiscard]] SLIPWAY_DECL change change_script(const host_plan& plan, const host_scope& scope, std::string_view name,
                                                const run_label& label, read_source read, std::string_view confirmation = {});

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/script.ipp>
#endif
