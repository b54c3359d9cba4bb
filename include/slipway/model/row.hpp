// One operation as rules and the run time see it: plain data, no type left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <slipway/core/table_view.hpp>
#include <slipway/model/claim.hpp>
#include <slipway/model/condition.hpp>
#include <slipway/model/let.hpp>
#include <slipway/model/operation_options.hpp>

namespace slipway {

struct resource_kind;
struct decision_kind;

/// How a guard takes an operation back.
enum class way_back : unsigned char {
  saved,        // what it manages and affects is saved, and put back
  undone,       // by its undo
  none,         // not at all
  irreversible  // not at all, and the program says why that is all right
};

struct row {
  std::string_view name;   // with its roles' prefixes: "blog: Write it"
  std::string_view scope;  // the prefixes alone: "blog: "
  const char* file = "";
  unsigned line = 0;
  digest name_digest{};
  value_digest wanted{};  // of everything that the resource says
  value_digest value{};   // and of the operation's options
  const void* payload = nullptr;
  const resource_kind* kind = nullptr;
  unsigned affects_spaces = 0;                   // bits of spaces of which it may affect anything: not worth a pair each
  unsigned reads_spaces = 0;                     // bits of spaces of which it probes something
  std::size_t first_claim = 0, claim_count = 0;  // into the plan's table
  table_view<name_reference> after{};
  table_view<token> condition{};
  std::string_view text{};  // a template, whose holes are filled from `lets`, then from the machine's data
  table_view<let_value> lets{};
  std::string_view source{};    // a local file that becomes the content
  std::string_view platform{};  // the only one that it works on
  std::string_view lockout_risk{}, lockout_user{};
  const operation_options* options = nullptr;  // null: it has none
  const decision_kind* decides = nullptr;      // where it is decided while the deployment runs what it adds
  std::uint32_t reboot_within = 0;             // seconds, where it restarts the host; else 0
  std::uint16_t guard = 0;                     // the number of the guard that it is in; 0: none
  way_back restored = way_back::saved;
  bool touches_network = false;    // or the firewall, beside files and units
  bool action = false;             // done, not kept
  bool probed_afterwards = false;  // its probe counts only once it has run
  bool affects_everything = false;
  bool reads_anything = false;
  bool needs_root = false;
  bool text_is_local_file = false;  // `text` is the path of a file on the controller, which holds the template
  bool exposes_text = false;        // others may read what becomes of its text
  bool source_is_folder = false;    // `source` is a folder there, which is sent as an archive
  bool is_decided = false;          // what it adds is known, and stands behind it
};

/// Where the stage of a row begins: with the last decision before it, or itself, that something comes before.
constexpr std::size_t stage_begin(table_view<row> rows, std::size_t i) {
  while (i != 0 && rows[i].decides == nullptr) --i;
  return i;
}

/// The number of the stage that a row is in, from 1: one more for each restart of the host, too.
constexpr unsigned stage_of(table_view<row> rows, std::size_t i) {
  unsigned number = 1;
  for (std::size_t k = 1; k <= i && k < rows.size(); ++k) number += rows[k].decides != nullptr || rows[k - 1].reboot_within != 0;
  return number;
}

/// `to` must come after `from`: stated with `after`, or because its condition asks whether `from` changed.
struct edge {
  std::size_t from = 0, to = 0;
  bool condition = false;
};

/// A change of `from` may change what `to` probes, wherever they stand in the list; see also affects_widely.
struct effect {
  std::size_t from = 0, to = 0;
};

/// A guard of a role; its rows are [first, end).
struct guard_row {
  std::string_view name, verify;
  unsigned line = 0;
  std::uint32_t apply_within_ms = 0, confirm_within_ms = 0;
  std::size_t first = 0, end = 0;
  std::uint16_t outer = 0;  // the number of the guard around it; 0: none, as it must be
};

/// Who waits for whom in a plan, and who may change what others probe.
struct plan_links {
  table_view<edge> edges;
  table_view<effect> effects;
};

/// All that the compiler knows of a role, and what follows from it.
struct static_plan {
  table_view<row> rows;
  table_view<claim> claims;
  table_view<guard_row> guards{};  // number 1 is the first
  plan_links links{};
  plan_links (*make_links)() = nullptr;  // where they are made when they are first asked for

  [[nodiscard]] table_view<edge> edges() const { return make_links == nullptr ? links.edges : make_links().edges; }
  [[nodiscard]] table_view<effect> effects() const { return make_links == nullptr ? links.effects : make_links().effects; }

  /// Whether `from` may affect whatever `to` probes, beside the pairs in `effects`.
  [[nodiscard]] static constexpr bool affects_widely(const row& from, const row& to) {
    return from.affects_everything || to.reads_anything || (from.affects_spaces & to.reads_spaces) != 0;
  }
  [[nodiscard]] constexpr table_view<claim> claims_of(const row& r) const { return claims.part(r.first_claim, r.claim_count); }
};

}  // namespace slipway
