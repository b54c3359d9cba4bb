// Data that no text uses. Nothing is rejected for it: `slipway check` defines SLIPWAY_NOTES, and says it as a note.
#pragma once

#include <slipway/check/constants.hpp>
#include <slipway/check/finding.hpp>
#include <slipway/check/layout_view.hpp>
#include <slipway/check/role_view.hpp>
#include <slipway/model/text_template.hpp>

namespace slipway::rules {

/// Whether a text has this hole and fills it from outside; nobody knows what a text in a local file has.
constexpr bool takes_from_data(const row& r, std::string_view data) {
  if (r.text_is_local_file) return true;
  for (auto h = next_hole(r.text, 0); h.open != std::string_view::npos; h = next_hole(r.text, h.close + 2)) {
    auto name = h.name(r.text);
    if (!same_text(name, data)) name = take_name(name);
    if (same_text(name, data) && find_let(r.lets, data) == nullptr) return true;
  }
  for (const auto& t : r.condition)
    if (t.kind == token_kind::compare_data && same_text(t.operation.name, data)) return true;
  return false;
}

/// Whether a machine, or any inside a container, has such a text.
template <class T>
constexpr bool uses_data(std::string_view hole) {
  bool found = false;
  for_each_deployable<T>([&]<class Machine, class...>() {
    if constexpr (HasConstants<Machine>)
      if constexpr (requires { view_of<Machine::operations>.rows; })
        for (const auto& r : view_of<Machine::operations>.rows) found = found || takes_from_data(r, hole);
  });
  return found;
}

namespace detail {
template <class T>
constexpr culprit culprit_of_type() {
  if constexpr (Container<T>) return culprit(T::name);
  else return {T::prefix, T::name};
}
}  // namespace detail

/// The data of a deployable or container, and of all that it holds.
template <class T>
constexpr void find_unused_data(findings& found) {
  if constexpr (HasConstants<T>)
    for (const auto& let : slipway::detail::own_lets<T>())
      if (!uses_data<T>(let.hole)) found.add({mistake::unused_data, {culprit(let.hole, let.line), detail::culprit_of_type<T>()}});
  if constexpr (Container<T>)
    []<class... Members>(types<Members...>, findings& all) { (find_unused_data<Members>(all), ...); }(typename T::members{},
                                                                                                      found);
}

}  // namespace slipway::rules
