// What a path that is written or removed changes beside itself: units of systemd, apt's sources.
#pragma once

#include <array>
#include <string_view>

#include <slipway/model/resource.hpp>
#include <slipway/resources/lockout.hpp>
#include <slipway/resources/unit_name.hpp>

namespace slipway::resources {

inline constexpr std::string_view unit_folders[]{"/etc/systemd/system/"sv, "/run/systemd/system/"sv,
                                                 "/usr/local/lib/systemd/system/"sv};

/// Which unit's file a path is, as claims name units; `*` where it may be any (a template, the drop-ins of a type or of a
/// prefix), empty where it is none.
constexpr std::string_view unit_of_path(const std::string_view& path) {
  for (const auto& folder : unit_folders) {
    if (!begins_with(path, folder)) continue;
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

/// A unit's own file, and no drop-in of one.
constexpr bool is_unit_file(std::string_view path) { return path.find(".d/") == std::string_view::npos && has_unit_type(path); }

/// Whether an owner or group is one that some operation may have to make first.
constexpr bool is_account_to_make(const std::string_view& name) {
  return !name.empty() && !same_text(name, "root"sv) && (name[0] < '0' || name[0] > '9');
}

constexpr void describe_owner(description& d, const std::string_view& user, const std::string_view& group) {
  if (is_account_to_make(user)) d.needs(spaces::user, user);
  if (is_account_to_make(group)) d.needs(spaces::group, group);
}

/// What a path needs, and what it changes beside itself, once it is there or gone.
constexpr void describe_path(description& d, const host_path& at, presence after) {
  const auto& path = at.text;
  if (after != presence::absent && at.folder_size != 0) d.needs(spaces::path, {path.data(), at.folder_size}, at.folder);
  // most files of a deployment lie where nothing else hangs on them
  const char top = path.size() > 4 ? path[1] : '\0';
  if (top != 'e' && top != 'r' && top != 'u' && top != 'h') return;  // etc, run and root, usr, home
  if (const auto unit = unit_of_path(path); !unit.empty()) {
    if (after == presence::present && unit[0] != '*' && is_unit_file(path)) d.creates(spaces::unit, unit);
    else d.affects(spaces::unit, unit);
  }
  describe_lockout(d, path);
  if (begins_with(path, "/etc/apt/"sv)) d.affects(spaces::apt, "sources");
}

}  // namespace slipway::resources
