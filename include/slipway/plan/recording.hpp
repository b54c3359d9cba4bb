// What a run writes into the manifest: how each record is held before it, and what becomes of that.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <slipway/plan/record.hpp>

namespace slipway::plan {

/// The records of one operation; a letter for each (see `held`).
struct recorded_row {
  std::size_t row = 0;
  std::vector<record> records;
  std::string now, if_changed, if_kept;
};

/// Where nothing is recorded, `machine` is empty.
struct recording {
  std::string machine;
  std::string digest;             // of what the program manages
  std::string first_line;         // of the manifest that was found
  bool has_log = false;           // beside it
  bool aside = false;             // what was found is put aside
  bool ends = false;              // a run that succeeds leaves no manifest
  bool is_current = false;        // what was found says all that a run without steps would write
  std::vector<record> carried{};  // orphans that stay, just as they were found
  std::vector<recorded_row> taken{}, kept{};
};

}  // namespace slipway::plan
