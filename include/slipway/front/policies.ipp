#pragma once

#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <exception>

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
  explicit run_context(const slipway::deployable& host) : host_(host), name_(full_name(host)) {}

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

 private:
  const slipway::deployable& host_;
  std::string name_;
};

inline bool run_to_end(awaitable_policy_function ask, context& about) {
  boost::asio::io_context io;
  bool answer = false;
  std::exception_ptr thrown;
  boost::asio::co_spawn(io, ask(about), [&](std::exception_ptr e, bool said) {
    thrown = e;
    answer = said;
  });
  io.run();
  if (thrown) std::rethrow_exception(thrown);
  return answer;
}

}  // namespace detail

SLIPWAY_DECL policy_answer answer_of_policy(const deployable& host) {
  const auto& policy = host.settings->auto_deploy;
  switch (policy.what) {
    case policy::kind::inherited: return {};
    case policy::kind::yes: return {true, "auto_deploy"};
    case policy::kind::no: return {false, "not deployed unless it is named"};
    default: break;
  }
  detail::run_context about(host);
  try {
    const bool deploy =
        policy.what == policy::kind::function ? policy.function(about) : detail::run_to_end(policy.awaitable, about);
    return {deploy, deploy ? "its policy says yes" : "its policy says no"};
  } catch (const std::exception& e) {
    return {false, "its policy failed: " + clean(e.what())};
  } catch (...) {
    return {false, "its policy failed"};
  }
}

}  // namespace slipway::front
