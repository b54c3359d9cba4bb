// One thing that a layout manages on a host, and how it is taken back: a line of the manifest.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// How a thing is held. The letters are what the host's shell and the manifest's first line know them by.
enum class held : char {
  nothing = '.',
  intended = 'i',  // a step began and did not end
  managed = 'm',   // it was made, and is taken back when it is not wanted any more
  replaced = 'r',  // the same, in the place of something that does not come back
  adopted = 'a'    // it was there before, and stays
};

[[nodiscard]] SLIPWAY_DECL std::string_view to_text(held h);

/// All but `state` is what the program says, and the same on every host.
struct record {
  held state = held::nothing;
  std::string family;
  std::vector<std::string> keys;  // "path:/etc/motd", "path:/etc/hosts#10.0.0.1 db"
  std::string operation;
  std::string undo, irreversible;  // shell text, or why there is none
  std::string probe, gone;         // words for the family's probe, and what it prints once it is taken back
  prior before = prior::comes_back;

  [[nodiscard]] bool can_be_undone() const { return irreversible.empty() || !undo.empty(); }
  friend bool operator==(const record&, const record&) = default;
};

/// What each operation of a program manages, in the program's order; a key that two operations share is the first one's.
struct operation_records {
  std::size_t row = 0;
  std::vector<record> records;
};
[[nodiscard]] SLIPWAY_DECL std::vector<operation_records> records_of(const static_plan& plan, const host_scope& scope);

/// `path:/etc/motd`, with `#part` where it is one.
[[nodiscard]] SLIPWAY_DECL std::string key_of(const claim& c);

/// Whether both manage the same: the same key, or a part of it and the whole.
[[nodiscard]] SLIPWAY_DECL bool same_key(std::string_view a, std::string_view b);
[[nodiscard]] SLIPWAY_DECL bool share_a_key(const record& a, const record& b);

/// All but the state, on one line without its end; tabs stand between the fields.
[[nodiscard]] SLIPWAY_DECL std::string to_line(const record& r);
/// Nothing where the line is none.
[[nodiscard]] SLIPWAY_DECL std::optional<record> to_record(std::string_view line);

/// A digest of what a program manages, whatever of it a host has.
[[nodiscard]] SLIPWAY_DECL std::string digest_of(std::span<const operation_records> all);

/// A text on one line without tabs, and back.
[[nodiscard]] SLIPWAY_DECL std::string escaped_field(std::string_view text);
[[nodiscard]] SLIPWAY_DECL std::string unescaped_field(std::string_view text);

/// The parts between the signs; one more than there are signs.
[[nodiscard]] SLIPWAY_DECL std::vector<std::string_view> split(std::string_view text, char sign);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/record.ipp>
#endif
