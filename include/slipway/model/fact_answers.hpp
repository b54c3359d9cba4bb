// Facts of one host, asked for while the program runs.
#pragma once

#include <optional>
#include <string>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/model/fact_value.hpp>

namespace slipway {

/// What decisions and policies ask. Bodies that need all that is known of facts are beside answered.hpp.
class fact_answers {
 public:
  fact_answers(const fact_answers&) = delete;
  fact_answers& operator=(const fact_answers&) = delete;

  /// What the host answered, a text as std::string; throws where the host does not know the fact.
  template <fixed_string Name, class T>
  [[nodiscard]] auto operator[](const fact_of<Name, T>& fact) const {
    return detail::typed_value<T>(needed(fact.reference()));
  }
  /// The records of a list; the bodies are in answered.hpp.
  template <fixed_string Name, class Record>
  [[nodiscard]] auto operator[](const list_fact<Name, Record>& fact) const;
  /// The same; nothing where the host does not know the fact.
  template <fixed_string Name, class T>
  [[nodiscard]] auto find(const fact_of<Name, T>& fact) const {
    const auto text = answer(fact.reference());
    return text ? std::optional(detail::typed_value<T>(*text)) : std::nullopt;
  }

 protected:
  fact_answers() = default;
  ~fact_answers() = default;
  [[nodiscard]] virtual std::optional<std::string> answer(const fact_reference& fact) const = 0;
  /// Throws std::runtime_error where there is none.
  [[nodiscard]] SLIPWAY_DECL std::string needed(const fact_reference& fact) const;
};

}  // namespace slipway
