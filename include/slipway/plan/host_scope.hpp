// What resources may look at when they render themselves for one host: its data, its facts, local files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Local files by the path that the program gives them.
using source_table = std::map<std::string, local_source, std::less<>>;

class host_scope final : public scope {
 public:
  /// Before phase one has answered there are no facts (null).
  SLIPWAY_DECL host_scope(std::span<const let_value> machine_data, const source_table& sources,
                          const std::map<std::string, std::string>* facts);

  [[nodiscard]] SLIPWAY_DECL std::string value(const let_value& let) const override;
  [[nodiscard]] SLIPWAY_DECL std::optional<std::string> known(const let_value& let) const override;
  [[nodiscard]] SLIPWAY_DECL const local_source& source(std::string_view path) const override;
  [[nodiscard]] const std::map<std::string, std::string>* facts() const { return facts_; }
  /// The same, for one operation: its lets and its options.
  [[nodiscard]] SLIPWAY_DECL host_scope with(const row& operation) const;

 private:
  const source_table* sources_;
  const std::map<std::string, std::string>* facts_;
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/host_scope.ipp>
#endif
