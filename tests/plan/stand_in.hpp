// Resources that say of themselves what a test wants.
#pragma once

#include <string>
#include <string_view>

#include <slipway/core/located.hpp>
#include <slipway/core/quote.hpp>
#include <slipway/model/resource.hpp>

namespace plan_test {

/// Its state is `present` where there is something at `path`, else `absent`; it is to be present.
struct package {
  slipway::located path;
  std::string_view install{};   // shell text
  std::string_view affected{};  // a pattern of paths
  bool anything = false;        // may affect everything

  static const slipway::family& belongs_to() {
    static const slipway::family f{"stand_in",
                                   R"sh(
probe_stand_in() { # INDEX PATH
  while [ $# -gt 0 ]; do
    if [ -e "$2" ]; then state "$1" present; else state "$1" absent; fi
    shift 2
  done
}
)sh",
                                   {},
                                   {},
                                   {}};
    return f;
  }
  [[nodiscard]] constexpr slipway::located where() const { return path; }
  [[nodiscard]] constexpr slipway::value_digest value() const {
    return slipway::value_digest().add(path.text).add(install).add(affected).add(anything);
  }
  constexpr void describe(slipway::description& d) const {
    d.manages("package", path.text, slipway::digest(path.text), value(), slipway::presence::present);
    if (!affected.empty()) d.affects("path", affected);
    if (anything) d.affects_everything();
  }
  void probe(const slipway::scope&, slipway::shell_words& words) const { words.add(path.text); }
  [[nodiscard]] static std::string desired(const slipway::scope&) { return "present"; }
  [[nodiscard]] std::string apply(const slipway::scope&) const { return std::string(install); }
  [[nodiscard]] static slipway::undo_text undo(const slipway::scope&) { return {}; }
};

/// Has no state: it is done, by appending a line to `log`.
struct action {
  slipway::located log;
  std::string_view line{};

  static const slipway::family& belongs_to() {
    static const slipway::family f{"stand_in_action", {}, {}, {}, {}};
    return f;
  }
  [[nodiscard]] constexpr slipway::located where() const { return log; }
  [[nodiscard]] constexpr slipway::value_digest value() const { return slipway::value_digest().add(log.text).add(line); }
  constexpr void describe(slipway::description& d) const { d.is_action(); }
  void probe(const slipway::scope&, slipway::shell_words&) const {}
  [[nodiscard]] static std::string desired(const slipway::scope&) { return {}; }
  [[nodiscard]] std::string apply(const slipway::scope&) const {
    return "printf '%s\\n' " + slipway::shell_quote(line) + " >>" + slipway::shell_quote(log.text);
  }
  [[nodiscard]] static slipway::undo_text undo(const slipway::scope&) { return {}; }
};

}  // namespace plan_test
