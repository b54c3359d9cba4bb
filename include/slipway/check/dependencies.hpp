// An operation names another with after(...) or changed(...): it must be in the role, and earlier in the list.
#pragma once

#include <array>

#include <slipway/check/finding.hpp>
#include <slipway/check/role_view.hpp>

namespace slipway::rules {

/// Whether `from` waits, in however many steps, for `to`; looks at so many operations at most.
constexpr bool waits_for(const role_view& role, std::size_t from, std::size_t to) {
  std::array<std::size_t, 64> reached{from};
  std::size_t count = 1;
  for (std::size_t next = 0; next != count; ++next) {
    for_each_reference(role.rows[reached[next]], [&](const name_reference& needed, bool) {
      const auto k = role.find(role.rows[reached[next]], needed);
      bool known = k == no_index || count == reached.size();
      for (std::size_t i = 0; !known && i != count; ++i) known = reached[i] == k;
      if (!known) reached[count++] = k;
    });
  }
  for (std::size_t i = 1; i < count; ++i)
    if (reached[i] == to) return true;
  return from == to;
}

constexpr void find_wrong_dependencies(const role_view& role, std::size_t i, findings& found) {
  const row& r = role.rows.first[i];
  if (r.after.count == 0 && r.condition.count == 0 && r.options == nullptr) return;
  for_each_reference(r, [&](const name_reference& needed, bool) {
    const auto k = role.find(r, needed);
    if (k < i) return;
    if (k == no_index) found.add({mistake::missing_dependency, {culprit(r), culprit(needed.name)}});
    else if (waits_for(role, k, i)) found.add({mistake::dependency_cycle, {culprit(r), culprit(role.rows[k])}});
    else found.add({mistake::dependency_listed_later, {culprit(r), culprit(role.rows[k])}});
  });
}

/// The edges to the rows [begin, end): one for each operation that such a row names.
template <class Visit>
constexpr void for_each_edge(const role_view& role, std::size_t begin, std::size_t end, Visit visit) {
  for (std::size_t i = begin; i < end && i < role.rows.size(); ++i)
    for_each_reference(role.rows[i], [&](const name_reference& needed, bool condition) {
      if (const auto k = role.find(role.rows[i], needed); k != no_index) visit(edge{k, i, condition});
    });
}

}  // namespace slipway::rules
