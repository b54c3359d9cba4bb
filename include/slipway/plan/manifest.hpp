// The manifest: what a layout manages on a host, and how its last run there ended. Pure: what the host sent goes in.
//
// $base/manifests/KEY holds complete records, is written beside and renamed, and proves that it is whole; KEY.log is what a
// run that goes on, or was killed, has recorded since.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/answer.hpp>
#include <slipway/plan/record.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

inline constexpr std::string_view manifest_version = "1";

struct manifest {
  std::string layout, deployable, machine;
  std::string run, ended;       // the last run here: open, succeeded, failed, interrupted
  std::vector<record> records;  // in the order in which they were made
};

/// A manifest that cannot be relied on; nothing was touched.
struct manifest_error : std::runtime_error {
  std::string remedy;
  manifest_error(const std::string& what, std::string what_to_do) : std::runtime_error(what), remedy(std::move(what_to_do)) {}
};

/// The name of a deployable's own file, which its marks have too.
[[nodiscard]] SLIPWAY_DECL std::string manifest_name(const deployable& host);

/// The first line: what it is, machine, what the records hold in the order of the program (or `-`), the run.
[[nodiscard]] SLIPWAY_DECL std::string first_line(std::string_view machine, std::string_view digest, std::string_view letters,
                                                  std::string_view run);
/// The lines after it that say whose it is and how the run ended.
[[nodiscard]] SLIPWAY_DECL std::string whose(const manifest& m);
/// The whole text.
[[nodiscard]] SLIPWAY_DECL std::string to_text(const manifest& m);

/// Reads a file and the log beside it (empty: there is none); `name` is for messages. Throws manifest_error where it is
/// damaged or of a newer version.
[[nodiscard]] SLIPWAY_DECL manifest read_manifest(std::string_view name, std::string_view text, std::string_view log);

/// What is on a host, as far as one deployable is concerned.
struct holdings {
  std::string machine, base;
  std::optional<manifest> own;
  std::vector<manifest> others;  // of other deployables and layouts
  std::string first_line{};      // of the own one, as it was found
  bool has_log = false;          // of a run that was killed or goes on
};

enum class trust : unsigned char {
  strict,   // what is damaged, or of another machine, is an error
  adopting  // another machine's is taken over, a damaged one is passed over
};

/// Throws manifest_error; `expected` is what the program manages there.
[[nodiscard]] SLIPWAY_DECL holdings read_holdings(const deployable& host, const sent_manifests& sent,
                                                  std::span<const operation_records> expected, trust how);

/// The record of the own manifest that shares a key with this one; null where there is none.
[[nodiscard]] SLIPWAY_DECL const record* find_record(std::span<const record> all, const record& like);

/// What the manifest holds and the program does not manage any more.
[[nodiscard]] SLIPWAY_DECL std::vector<record> orphans_of(const holdings& h, std::span<const operation_records> expected);

/// Takes those out of orphans that decisions have made which are still to be made again: who knows what they will add.
[[nodiscard]] SLIPWAY_DECL std::vector<record> take_undecided(std::vector<record>& orphans, const static_plan& plan);

/// The sentence for a key that another layout claims on this host, too; empty where there is none.
[[nodiscard]] SLIPWAY_DECL std::string conflict_of(const deployable& host, const holdings& h,
                                                   std::span<const operation_records> expected);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/manifest.ipp>
#endif
