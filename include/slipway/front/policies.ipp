#pragma once

#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <exception>
#include <stdexcept>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/secret_sources.hpp>
#include <slipway/front/policies.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/transport/dial.hpp>

namespace slipway::front {
namespace detail {

class run_context final : public context {
 public:
  run_context(const slipway::deployable& host, const fleet::fact_asker& ask) : host_(host), ask_(ask), name_(full_name(host)) {}

  [[nodiscard]] std::string_view deployable() const override { return name_; }

  [[nodiscard]] bool has_secret(std::string_view name) const override {
    const auto& from = host_.settings->secrets;
    return from.source == secret_source::prompt ? is_secret_name(name) && has_operator() : fleet::has_secret(from, name);
  }

  [[nodiscard]] bool has_credential(std::string_view file) const override {
    return ::access(fleet::with_home(file).c_str(), R_OK) == 0;
  }

  [[nodiscard]] std::optional<std::string> environment(std::string_view name) const override {
    const char* value = std::getenv(std::string(name).c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }

  [[nodiscard]] bool is_reachable(std::string_view address, unsigned port) const override {
    boost::asio::io_context io;
    bool reached = false;
    const auto try_it = [](std::string who, std::string to, unsigned at, bool& result) -> boost::asio::awaitable<void> {
      try {
        (void)co_await transport::dial(who, to, at, std::chrono::seconds(2));
        result = true;
      } catch (const transport::error&) {
        // what it was asked for
      }
    };
    boost::asio::co_spawn(io, try_it(name_, std::string(address), port, reached), boost::asio::detached);
    io.run();
    return reached;
  }

 protected:
  [[nodiscard]] std::optional<std::string> answer(const fact_reference& fact) const override {
    if (!ask_) throw std::runtime_error("facts are not asked for here");
    return find_answer(fact, ask_(host_, {&fact, 1}));
  }

 private:
  const slipway::deployable& host_;
  const fleet::fact_asker& ask_;
  std::string name_;
};

template <class Answer>
Answer run_to_end(boost::asio::awaitable<Answer> (*ask)(context&), context& about) {
  boost::asio::io_context io;
  Answer answer{};
  std::exception_ptr thrown;
  boost::asio::co_spawn(io, ask(about), [&](std::exception_ptr e, Answer said) {
    thrown = e;
    answer = said;
  });
  io.run();
  if (thrown) std::rethrow_exception(thrown);
  return answer;
}

/// " of enclave production", or nothing where the deployable says it itself.
inline std::string whose(const deployable& host, const level* said) {
  if (said == nullptr || said == &host.from.own) return {};
  return " of " + std::string(said->kind) + " " + std::string(said->name);
}

/// Leaves the deployable alone where `what` throws.
template <class Ask>
policy_answer answer_or_leave_alone(const std::string& what, Ask ask) {
  try {
    return ask();
  } catch (const std::exception& e) {
    return {false, what + " failed: " + clean(e.what())};
  } catch (...) {
    return {false, what + " failed"};
  }
}

inline policy_answer ask_policy_of(const deployable& host, context& about) {
  const auto& policy = host.settings->auto_deploy;
  const auto where = whose(host, host.from.says(setting::auto_deploy));
  switch (policy.what) {
    case policy::kind::inherited: return {};
    case policy::kind::yes: return {true, "auto_deploy" + where};
    case policy::kind::no: return {false, "not deployed unless it is named" + (where.empty() ? "" : ": auto_deploy" + where)};
    default: break;
  }
  const auto what = where.empty() ? std::string("its policy") : "the policy" + where;
  return answer_or_leave_alone(what, [&]() -> policy_answer {
    const bool deploy = policy.what == policy::kind::function ? policy.function(about) : run_to_end(policy.awaitable, about);
    return {deploy, what + (deploy ? " says yes" : " says no")};
  });
}

/// Nothing where the level has no filter, or it leaves the answer to others.
inline std::optional<policy_answer> ask_filter_of(const deployable& host, const level& l, context& about) {
  if (l.settings == nullptr || !l.settings->filter.is_set()) return std::nullopt;
  const auto& filter = l.settings->filter;
  const auto what = &l == &host.from.own ? std::string("its filter") : "the filter" + whose(host, &l);
  std::optional<bool> said;
  const auto answer = answer_or_leave_alone(what, [&]() -> policy_answer {
    said = filter.function != nullptr ? filter.function(about) : run_to_end(filter.awaitable, about);
    return {said.value_or(true), what + (said.value_or(true) ? " says yes" : " says no")};
  });
  return said || !answer.deploy ? std::optional(answer) : std::nullopt;
}

}  // namespace detail

SLIPWAY_DECL policy_answer answer_of_policy(const deployable& host, const fleet::fact_asker& ask) {
  detail::run_context about(host, ask);
  if (auto answer = detail::ask_filter_of(host, host.from.own, about)) return *answer;
  for (const auto& l : host.from.outer)
    if (auto answer = detail::ask_filter_of(host, l, about)) return *answer;
  return detail::ask_policy_of(host, about);
}

}  // namespace slipway::front
