// What resources may look at when they render themselves for one host: its data, its facts, local files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/secret_text.hpp>
#include <slipway/program/program.hpp>

namespace slipway::plan {

/// Local files by the path that the program gives them.
using source_table = std::map<std::string, local_source, std::less<>>;

/// The secrets of one host by their names, and the key of the digests of what holds them: random, another in each run.
struct secret_table {
  std::map<std::string, std::shared_ptr<const secret_text>, std::less<>> values;
  std::string key;
};

/// A value that another machine is to export, and has not yet.
struct missing_export : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class host_scope final : public scope {
 public:
  /// Before phase one has answered there are no facts (null).
  SLIPWAY_DECL host_scope(std::span<const let_value> machine_data, const source_table& sources,
                          const std::map<std::string, std::string>* facts, const secret_table* secrets = nullptr);

  [[nodiscard]] SLIPWAY_DECL std::string value(const let_value& let) const override;
  [[nodiscard]] SLIPWAY_DECL std::optional<std::string> known(const let_value& let) const override;
  [[nodiscard]] SLIPWAY_DECL std::string_view secret(std::string_view name) const override;
  [[nodiscard]] SLIPWAY_DECL const local_source& source(std::string_view path) const override;
  [[nodiscard]] const std::map<std::string, std::string>* facts() const { return facts_; }
  [[nodiscard]] SLIPWAY_DECL const std::string& secret_key() const;
  /// Of bytes that hold secrets, with the key before them.
  [[nodiscard]] SLIPWAY_DECL std::string keyed_digest(std::string_view bytes) const;
  /// The same, for one operation: its lets and its options.
  [[nodiscard]] SLIPWAY_DECL host_scope with(const row& operation) const;

 private:
  const source_table* sources_;
  const std::map<std::string, std::string>* facts_;
  const secret_table* secrets_;
};

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/host_scope.ipp>
#endif
