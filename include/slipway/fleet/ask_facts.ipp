#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <stdexcept>

#include <slipway/fleet/ask_facts.hpp>
#include <slipway/fleet/session.hpp>

namespace slipway::fleet {

SLIPWAY_DECL answers ask_facts(const deployable& host, std::span<const deployable> all, const inventory& known,
                               std::span<const fact_reference> facts) {
  static constexpr static_plan nothing{};
  auto settings = *host.settings;
  settings.platform = {};
  settings.health = {};
  auto bare = host;
  bare.plan = &nothing;
  bare.settings = &settings;
  const plan::source_table no_files;
  session_context context{known, no_files, all};
  context.facts = plan::ask_for(facts);
  context.what_for = purpose::look;
  context.shared = credentials_of_environment();
  session s(bare, context);
  const auto ask = [&]() -> asio::awaitable<void> {
    co_await s.gather();
    co_await s.disconnect();
  };
  asio::io_context io;
  asio::co_spawn(io, ask, asio::detached);
  io.run();
  if (s.outcome().how == ending::failed) throw std::runtime_error(s.outcome().reason);
  return s.answered().facts;
}

}  // namespace slipway::fleet
