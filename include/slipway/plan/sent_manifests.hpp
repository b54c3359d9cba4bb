// What a host has sent of its manifests, as it sent it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace slipway::plan {

struct sent_manifests {
  std::string machine;  // its machine-id, or "hostname-" and its name
  std::string base{};   // the folder that holds them
  /// The own one's first line says that it holds exactly what the program asks for: the letters of its records, and its run.
  std::optional<std::pair<std::string, std::string>> in_step{};
  std::map<std::string, std::string> files{};  // by name
};

}  // namespace slipway::plan
