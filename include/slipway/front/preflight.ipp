#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <cstring>
#include <span>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/ask_facts.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/inventory.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/policies.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/select.hpp>
#include <slipway/front/terminal.hpp>
#include <slipway/transport/dial.hpp>
#include <slipway/transport/key_file.hpp>

namespace slipway::front {
namespace detail {

inline void throw_all(const std::vector<std::string>& problems) {
  if (!problems.empty()) throw usage_error(fmt::format("{}", fmt::join(problems, "\n")));
}

inline bool over_ssh(const deployable* host) { return host->settings->connection.kind != connection_kind::local; }

/// Those whose connections are used, over SSH: containers are reached through their machines.
inline std::vector<const deployable*> logged_in_to(const provisions& p, const program& whole) {
  std::vector<const deployable*> hosts;
  for (const auto* host : p.selected) {
    const auto* through = &fleet::reached_through(*host, whole.deployables);
    if (over_ssh(through) && std::ranges::find(hosts, through) == hosts.end()) hosts.push_back(through);
  }
  return hosts;
}

/// A key that cannot be read would fail its hosts one by one.
inline void check_keys(const provisions& p, const program& whole) {
  std::vector<std::string> problems;
  for (const auto* host : logged_in_to(p, whole)) {
    for (const auto& key : fleet::target_of(*host, p.known).identity_files) {
      const auto file = transport::read_key_file(key);
      const auto what = "the key '" + key + "' of " + full_name(*host);
      if (file.problem != 0) problems.push_back(what + " cannot be read: " + std::strerror(file.problem));
      else if (file.kind == transport::key_file_kind::malformed)
        problems.push_back(what + " is no private key; name one such as ~/.ssh/id_ed25519");
    }
  }
  throw_all(problems);
}

/// So would a misspelt name. A name that no server answers for in time is its host's failure, and told later.
inline boost::asio::awaitable<void> check_name(const deployable* host, transport::ssh_target target, std::string& problem) {
  try {
    (void)co_await transport::look_up(full_name(*host), target.address, target.port, target.connect_within);
  } catch (const transport::error& e) {
    if (e.kind == transport::failure::resolve) problem = std::string(e.what()) + "; " + e.remedy;
  }
}

inline void check_names(const provisions& p, const program& whole) {
  boost::asio::io_context io;
  const auto hosts = logged_in_to(p, whole);
  std::vector<std::string> problems(hosts.size());
  for (std::size_t i = 0; i != hosts.size(); ++i)
    boost::asio::co_spawn(io, check_name(hosts[i], fleet::target_of(*hosts[i], p.known), problems[i]), boost::asio::detached);
  io.run();
  std::erase(problems, std::string());
  throw_all(problems);
}

inline void check_operator(const request& asked) {
  const bool asks = asked.what == command::apply || asked.what == command::destroy;
  if (asks && !asked.yes && !has_operator())
    throw usage_error(std::string(to_text(asked.fleet.resume ? command::resume : asked.what)) +
                      " asks before it changes anything, and there is no terminal to ask on; use --yes");
}

/// A lock is somebody's: nobody breaks all of them in passing, or without a word to others.
inline void check_unlock(const request& asked) {
  if (asked.what != command::unlock) return;
  if (asked.which.include.empty() && asked.which.selections.empty())
    throw usage_error("unlock needs the hosts whose lock is to be broken, such as unlock 'web-1.*'");
  if (asked.reason.find_first_not_of(" \t\n") == std::string::npos)
    throw usage_error("unlock keeps on the host why its lock was broken; say it with --reason \"...\"");
}

inline bool only_asks(const request& asked) {
  return asked.what == command::facts || asked.what == command::history || asked.what == command::unlock;
}

inline void take_reviewed(provisions& p, const program& whole, const request& asked) {
  if (asked.plan_in.empty()) return;
  p.reviewed = read_plan_file(asked.plan_in, whole.layout);
  const auto& hosts = p.reviewed->hosts;
  for (const auto& [name, host] : hosts)
    if (std::ranges::none_of(whole.deployables, [&](const deployable& d) { return full_name(d) == name; }))
      throw usage_error("the plan '" + asked.plan_in + "' is also for " + clean(name) +
                        ", which is not in this program: the program has changed; plan again");
  if (asked.prune && !p.reviewed->prune)
    throw usage_error("the plan '" + asked.plan_in + "' was made without --prune; leave it out, or plan again with it");
  std::erase_if(p.selected, [&](const deployable* d) { return !hosts.contains(full_name(*d)); });
  if (p.selected.empty()) throw usage_error("no selected deployable is in the plan '" + asked.plan_in + "'");
}

/// After all hosts have answered it would be late to find out.
inline void check_plan_out(const std::string& file) {
  if (file.empty()) return;
  const auto slash = file.rfind('/');
  const auto folder = slash == std::string::npos ? std::string(".") : file.substr(0, slash + 1);
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    throw usage_error("the plan cannot be written to '" + file + "': " + std::strerror(errno));
}

}  // namespace detail

SLIPWAY_DECL fleet::fact_asker asker_of(const program& p, const fleet::inventory& known) {
  return [&](const deployable& host, std::span<const fact_reference> facts) {
    return fleet::ask_facts(host, p.deployables, known, facts);
  };
}

SLIPWAY_DECL std::vector<const deployable*> selected_of(const program& p, const request& asked, const fleet::fact_asker& ask) {
  if (p.deployables.empty()) throw usage_error("the layout '" + std::string(p.layout) + "' has no deployables; give it machines");
  const auto chosen = select(p, asked.which, [&](std::size_t i) { return answer_of_policy(p.deployables[i], ask); });
  if (!chosen.problem.empty()) throw usage_error(chosen.problem);
  std::vector<const deployable*> selected;
  for (const auto& c : chosen.choices)
    if (c.selected) selected.push_back(c.host);
  if (selected.empty()) throw usage_error("nothing is selected; `list` shows why");
  return selected;
}

namespace detail {

/// The same for commands on hosts: what has left the layout counts, and policies may leave nothing to be done.
inline void choose(provisions& made, const program& p, const request& asked) {
  if (p.deployables.empty()) throw usage_error("the layout '" + std::string(p.layout) + "' has no deployables; give it machines");
  const auto left = made.all_departed ? made.all_departed->all() : std::vector<const deployable*>();
  const ask_policy ask = [&](std::size_t i) {
    return asked.what == command::destroy ? policy_answer{true, "all are destroyed"}
                                          : answer_of_policy(p.deployables[i], asker_of(p, made.known));
  };
  const auto chosen = select(p, asked.which, ask, left);
  if (!chosen.problem.empty()) throw usage_error(chosen.problem);
  for (const auto& c : chosen.choices) {
    if (c.selected) made.selected.push_back(c.host);
    else if (!chosen.by_name) made.ignored.emplace_back(c.host, c.reason);
  }
  for (const auto* d : left)
    if (takes(asked.which, d->prefix, d->name)) made.gone.push_back(d);
  if (made.selected.empty() && made.gone.empty() && chosen.by_name)
    throw usage_error("nothing is selected: whatever is included is excluded, too; `list` shows why");
}

/// Those of a run that is resumed may be done.
inline void check_canaries(const provisions& made, const request& asked) {
  if (asked.fleet.resume) return;
  for (const auto& pattern : asked.fleet.canaries)
    if (std::ranges::none_of(made.selected, [&](const deployable* d) { return matches(pattern, *d); }))
      throw usage_error("--canary '" + clean(pattern) + "' matches nothing that is selected; `list` shows what is");
}

}  // namespace detail

SLIPWAY_DECL bool has_operator() {
  return (isatty(STDIN_FILENO) == 1 || isatty(STDERR_FILENO) == 1) && access("/dev/tty", R_OK | W_OK) == 0;
}

SLIPWAY_DECL provisions provide(const program& p, const request& asked, const fleet::inventory& known) {
  provisions made;
  made.known = known;
  detail::check_unlock(asked);
  if (!detail::only_asks(asked)) {
    made.record = std::make_unique<state_record>(asked.state, p);
    made.all_departed = std::make_unique<departed>(*made.record, p);
  }
  std::vector<std::string> also;
  if (made.all_departed)
    for (const auto& d : made.all_departed->all()) also.emplace_back(d->name);
  if (!asked.inventory.empty())
    for (auto& [name, entry] : read_inventory(asked.inventory, p, also)) fleet::overlay(made.known[name], entry);
  // policies may ask the hosts
  if (detail::only_asks(asked)) made.selected = selected_of(p, asked, asker_of(p, made.known));
  else detail::choose(made, p, asked);
  detail::check_canaries(made, asked);
  detail::check_operator(asked);
  detail::check_plan_out(asked.plan_out);
  detail::take_reviewed(made, p, asked);
  if (!detail::only_asks(asked)) {
    auto loaded = fleet::load_sources(made.selected);
    detail::throw_all(loaded.problems);
    made.sources = std::move(loaded.files);
    made.archives = std::move(loaded.archives);
  }
  detail::check_keys(made, p);
  detail::check_names(made, p);
  // last, as somebody may be asked; what is taken back needs none
  if (asked.what == command::plan || asked.what == command::apply) {
    auto loaded = fleet::load_secrets(made.selected, made.sources, [](const std::string& question) {
      return has_operator() ? std::optional(ask_for_secret(question)) : std::nullopt;
    });
    detail::throw_all(loaded.problems);
    made.secrets = std::move(loaded.hosts);
  }
  return made;
}

}  // namespace slipway::front
