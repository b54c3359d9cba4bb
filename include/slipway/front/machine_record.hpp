// One machine as a source outside of the program names it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/model/data_field.hpp>

namespace slipway::front {

/// The values that a record has for one field of the data struct, in the struct's order; none: it leaves the field out.
struct record_data {
  std::vector<field_value> values;
  std::vector<std::string> texts;  // of text fields, one for each value, whose `text` looks at it once the record stays where it is
};

struct machine_record {
  std::string name;
  std::size_t line = 0;
  fleet::inventory_entry reached;
  std::vector<std::string> tags;
  std::vector<record_data> data;
};

/// Records, or what is wrong with them: a sentence for each fault, which begins with file and line.
struct machine_records {
  std::vector<machine_record> all;
  std::vector<std::string> faults;
};

/// Reads `{"machines": [{"name": "web-1", "address": "10.0.0.1", "port": 22, "user": "deploy", "identity": FILE,
/// "known_hosts": FILE, "tags": ["eu"], "data": {...}}, ...]}`, or the list alone. `where` is how messages call the text.
[[nodiscard]] SLIPWAY_DECL machine_records records_of_json(std::string_view text, const std::string& where,
                                                           const data_type& wanted);

/// A machine for each name after `Host` that is no pattern. As for ssh, the first value that is found for a machine counts, and
/// `Host *` gives defaults. Include and Match are faults: what they mean depends on where ssh runs.
[[nodiscard]] SLIPWAY_DECL machine_records records_of_ssh_config(std::string_view text, const std::string& where,
                                                                 const data_type& wanted);

/// "a text", "a number from 0 to 255", "a list of texts"
[[nodiscard]] SLIPWAY_DECL std::string expected_words(const data_field& f);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/machine_record.ipp>
#include <slipway/front/machine_record_ssh_config.ipp>
#endif
