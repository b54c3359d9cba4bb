// Shell text that goes to a host beside its change: files, a word to a run, a question about runs. Whatever its answer is, each
// line of it begins with the nonce.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/plan/run_about.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Keeps a large file under a run, from the standard input that follows. Says `ready`, then `stored`.
[[nodiscard]] SLIPWAY_DECL std::string upload_script(const deployable& host, std::string_view run, std::size_t index,
                                                     std::uint64_t size, std::string_view nonce);

/// Asks a run to stop before its next step; says `told` when it has.
[[nodiscard]] SLIPWAY_DECL std::string stop_script(const deployable& host, std::string_view run, std::string_view nonce);

/// Takes away what was uploaded for a run that did not begin; says `told` when it has.
[[nodiscard]] SLIPWAY_DECL std::string discard_script(const deployable& host, std::string_view run, std::string_view nonce);

/// Confirms a guard of a run; says `told` when that has decided, `late HOW` when the host has put back what the guard saved, or has
/// settled it otherwise, and nothing where the word is not this run's.
[[nodiscard]] SLIPWAY_DECL std::string confirm_script(const deployable& host, std::string_view run, std::size_t guard,
                                                      std::string_view confirmation, std::string_view nonce);

/// Says the id of the host's present boot; where it goes down that is still `last`, whatever is left of it.
[[nodiscard]] SLIPWAY_DECL std::string boot_script(const deployable& host, std::string_view last, std::string_view nonce);

/// Says `ready`, then takes an order as phase one does: over a connection that was made again there is nothing to be probed.
[[nodiscard]] SLIPWAY_DECL std::string receive_script(const deployable& host, std::string_view nonce);

/// Tells a run's journal from a byte on, until it has ended: `attached NAME`, then lines as phase one sends them. From byte 0 it
/// may be `none`: the run has not begun, and from then on it never will.
[[nodiscard]] SLIPWAY_DECL std::string follow_script(const deployable& host, std::string_view run, std::uint64_t byte,
                                                     std::string_view nonce);

/// Tells this machine's part of a run from its beginning: `about LINE` as often as need be, `word WORD` where it has guards and is
/// not over, then `attached NAME`, and goes on as above; or `none`.
[[nodiscard]] SLIPWAY_DECL std::string resume_script(const deployable& host, std::string_view run_id, std::string_view nonce);

/// What the host remembers of its runs, for `run_history`; `end` is the last line.
[[nodiscard]] SLIPWAY_DECL std::string history_script(const deployable& host, std::string_view nonce);

/// Breaks the lock: `unlocked HOW RUN...`, `free` where there is none, `refused WHY`; then `end`. The host keeps who did it,
/// when and why.
[[nodiscard]] SLIPWAY_DECL std::string unlock_script(const deployable& host, const run_label& run, std::string_view reason,
                                                     std::string_view nonce);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/orders.ipp>
#endif
