// What a role asks of the machine that carries it, summed up, so that machines that share a role do not walk its rows again.
#pragma once

#include <array>
#include <string_view>

#include <slipway/check/role_view.hpp>
#include <slipway/check/unguarded_lockout_risk.hpp>
#include <slipway/model/settings.hpp>
#include <slipway/model/text_template.hpp>

namespace slipway::rules {

struct machine_needs {
  std::array<std::string_view, 4> platforms{};
  std::size_t platform_count = 0;
  bool root = false, login = false;  // login: some row may take a user's access away
  bool data = false;                 // some row asks for what a machine's data has
};

/// Whether a row's text or condition is more than what the row itself says.
constexpr bool asks_for_data(const row& r) {
  bool asks = false;
  if (!r.text.empty() && !r.text_is_local_file)
    check_names(r.text, r.lets, {}, [&](hole_mistake, std::string_view, std::size_t) { asks = true; });
  for (const auto& t : r.condition) asks = asks || t.kind == token_kind::compare_data;
  return asks;
}

constexpr machine_needs needs_of(const table_view<row>& rows) {
  machine_needs all;
  for (const auto& r : rows) {
    if (r.needs_root) all.root = true;
    if (asks_for_data(r)) all.data = true;
    if (!r.lockout_user.empty()) all.login = true;
    if (r.platform.empty() || all.platform_count == all.platforms.size()) continue;
    bool known = false;
    for (std::size_t i = 0; i != all.platform_count; ++i) known = known || same_text(all.platforms[i], r.platform);
    if (!known) all.platforms[all.platform_count++] = r.platform;
  }
  return all;
}

/// Whether what works on one platform works on the other: Debian's derivatives have apt and its packages' names.
constexpr bool works_on(std::string_view needed, std::string_view is) {
  return needed == is || (needed == "debian" && (is == "ubuntu" || is == "raspbian"));
}

/// Whether whoever logs in there is known not to become root.
constexpr bool is_known_to_lack_root(const connection& c) {
  return c.kind == connection_kind::ssh && c.ssh.become == become::nobody && !c.ssh.user.empty() && c.ssh.user != "root";
}

/// The rows of a role on one machine: platform, privilege, and the access of the user that deploys.
constexpr void find_machine_mistakes(const table_view<row>& rows, const machine_needs& needs, const settings& on,
                                     const culprit& machine, findings& found) {
  bool wrong = false;
  for (std::size_t i = 0; i != needs.platform_count && !on.platform.id.empty(); ++i)
    wrong = wrong || !works_on(needs.platforms[i], on.platform.id);
  const bool lacks_root = needs.root && is_known_to_lack_root(on.connection);
  const bool may_lock_out = needs.login && on.connection.kind == connection_kind::ssh && !on.connection.ssh.user.empty();
  if (!wrong && !lacks_root && !may_lock_out) return;
  for (const auto& r : rows) {
    if (wrong && !r.platform.empty() && !works_on(r.platform, on.platform.id))
      found.add({mistake::wrong_platform, {culprit(r), culprit(on.platform.id), machine}});
    if (lacks_root && r.needs_root) found.add({mistake::needs_root, {culprit(r), machine}});
    if (may_lock_out) find_lockout_risk(r, on.connection.ssh.user, found);
  }
}

}  // namespace slipway::rules
