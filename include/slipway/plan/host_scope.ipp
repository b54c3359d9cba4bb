#pragma once

#include <stdexcept>

#include <slipway/plan/fact_condition.hpp>
#include <slipway/plan/host_scope.hpp>

namespace slipway::plan {

SLIPWAY_DECL host_scope::host_scope(std::span<const let_value> machine_data, const source_table& sources,
                                    const std::map<std::string, std::string>* facts)
    : sources_(&sources), facts_(facts) {
  data = machine_data;
  knows_facts = facts != nullptr;
}

SLIPWAY_DECL std::optional<std::string> host_scope::known(const let_value& let) const {
  switch (let.kind) {
    case let_kind::text: return std::string(let.text);
    case let_kind::number: return std::to_string(let.number);
    case let_kind::boolean: return let.number != 0 ? "true" : "false";
    case let_kind::structured: throw std::logic_error("{{" + std::string(let.hole) + "}} is more than one value");
    case let_kind::fact: break;
  }
  return facts_ == nullptr ? std::nullopt : find_answer(let.fact, *facts_);
}

SLIPWAY_DECL std::string host_scope::value(const let_value& let) const {
  if (auto found = known(let)) return *std::move(found);
  throw std::runtime_error("the host does not know the fact " + fact_title(let.fact) + ", which fills {{" +
                           std::string(let.hole) + "}}");
}

SLIPWAY_DECL const local_source& host_scope::source(std::string_view path) const {
  const auto found = sources_->find(path);
  if (found == sources_->end()) throw std::logic_error("the local file " + std::string(path) + " was not read");
  return found->second;
}

SLIPWAY_DECL host_scope host_scope::with(const row& operation) const {
  host_scope s = *this;
  s.own = operation.lets;
  s.options = operation.options;
  return s;
}

}  // namespace slipway::plan
