// What a path that is written or removed changes beside itself: units of systemd, apt's sources.
#pragma once

#include <string_view>

#include <slipway/model/resource.hpp>
#include <slipway/resources/unit_name.hpp>

namespace slipway::resources {

/// Which unit's file a path is, as claims name units; `*` where it may be any (a template, the drop-ins of a type or of a
/// prefix), empty where it is none.
constexpr std::string_view unit_of_path(std::string_view path) {
  for (std::string_view folder : {"/etc/systemd/system/", "/run/systemd/system/", "/usr/local/lib/systemd/system/"}) {
    if (!path.starts_with(folder)) continue;
    auto unit = path.substr(folder.size());
    const auto slash = unit.find('/');
    if (slash != std::string_view::npos) {
      const auto above = unit.substr(0, slash);
      // multi-user.target.wants/nginx.service
      unit = above.ends_with(".d") ? above.substr(0, slash - 2) : unit.substr(slash + 1);
    } else if (unit.ends_with(".d")) {
      unit.remove_suffix(2);
    }
    if (!has_unit_type(unit)) return "*";
    const auto prefix = unit.substr(0, unit.rfind('.'));
    return prefix.ends_with('@') || prefix.ends_with('-') ? std::string_view("*") : unit_key(unit);
  }
  return {};
}

constexpr void describe_effects(description& d, std::string_view path) {
  if (const auto unit = unit_of_path(path); !unit.empty()) d.affects("unit", unit);
  if (path.starts_with("/etc/apt/")) d.affects("apt", "sources");
}

}  // namespace slipway::resources
