#pragma once

#include <stdexcept>

#include <slipway/core/sha256.hpp>
#include <slipway/plan/fact_condition.hpp>
#include <slipway/plan/host_scope.hpp>

namespace slipway::plan {

SLIPWAY_DECL host_scope::host_scope(std::span<const let_value> machine_data, const source_table& sources,
                                    const std::map<std::string, std::string>* facts, const secret_table* secrets)
    : sources_(&sources), facts_(facts), secrets_(secrets) {
  data = machine_data;
  knows_facts = facts != nullptr;
}

SLIPWAY_DECL std::optional<std::string> host_scope::known(const let_value& let) const {
  switch (let.kind) {
    case let_kind::text: return std::string(let.text);
    case let_kind::number: return std::to_string(let.number);
    case let_kind::boolean: return let.number != 0 ? "true" : "false";
    case let_kind::structured: throw std::logic_error("{{" + std::string(let.hole) + "}} is more than one value");
    case let_kind::secret: return "<secret>";
    case let_kind::fact: break;
  }
  return facts_ == nullptr ? std::nullopt : find_answer(let.fact, *facts_);
}

SLIPWAY_DECL std::string host_scope::value(const let_value& let) const {
  if (auto found = known(let)) return *std::move(found);
  if (is_exported(let.fact)) throw missing_export(fact_title(let.fact));
  throw std::runtime_error("the host does not know the fact " + fact_title(let.fact) + ", which fills {{" +
                           std::string(let.hole) + "}}");
}

SLIPWAY_DECL std::string_view host_scope::secret(std::string_view name) const {
  if (secrets_ == nullptr) return scope::secret(name);
  const auto found = secrets_->values.find(name);
  return found == secrets_->values.end() ? scope::secret(name) : found->second->view();
}

SLIPWAY_DECL const std::string& host_scope::secret_key() const {
  static const std::string none;
  return secrets_ == nullptr ? none : secrets_->key;
}

SLIPWAY_DECL std::string host_scope::keyed_digest(std::string_view bytes) const {
  sha256_stream digest;
  digest.add(secret_key());
  digest.add(bytes);
  return digest.finish();
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
