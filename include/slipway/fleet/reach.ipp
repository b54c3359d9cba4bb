#pragma once

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include <slipway/core/clean.hpp>
#include <slipway/core/quote.hpp>
#include <slipway/fleet/reach.hpp>
#include <slipway/transport/inside.hpp>
#include <slipway/transport/local.hpp>

namespace slipway::fleet {
namespace detail {

inline std::string home_folder() {
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return home;
  const auto* user = getpwuid(getuid());
  return user == nullptr ? "/" : user->pw_dir;
}

}  // namespace detail

SLIPWAY_DECL void overlay(inventory_entry& entry, const inventory_entry& first) {
  if (first.address) entry.address = first.address;
  if (first.user) entry.user = first.user;
  if (first.identity) entry.identity = first.identity;
  if (first.known_hosts) entry.known_hosts = first.known_hosts;
  if (first.port) entry.port = first.port;
}

SLIPWAY_DECL std::string with_home(std::string_view path) {
  return path.starts_with("~/") ? detail::home_folder() + std::string(path.substr(1)) : std::string(path);
}

SLIPWAY_DECL transport::ssh_target target_of(const deployable& host, const inventory& known) {
  const auto& said = host.settings->connection.ssh;
  const auto found = known.find(host.name);
  const inventory_entry entry = found == known.end() ? inventory_entry{} : found->second;
  const auto or_else = [](const std::optional<std::string>& first, std::string_view second, std::string_view last) {
    return first ? *first : std::string(second.empty() ? last : second);
  };
  transport::ssh_target t;
  t.name = full_name(host);
  t.address = or_else(entry.address, said.address, host.name);
  t.port = entry.port.value_or(said.port);
  t.user = or_else(entry.user, said.user, invoking_user());
  if (const auto key = or_else(entry.identity, said.identity, ""); !key.empty()) t.identity_files = {with_home(key)};
  t.known_hosts_file = with_home(or_else(entry.known_hosts, said.known_hosts, ""));
  t.unknown =
      said.host_keys == host_keys::accept_new ? transport::unknown_host_keys::accept_new : transport::unknown_host_keys::refuse;
  return t;
}

SLIPWAY_DECL std::string invoking_user() {
  const auto* user = getpwuid(geteuid());
  return user == nullptr ? std::to_string(geteuid()) : user->pw_name;
}

SLIPWAY_DECL std::string controller_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return invoking_user() + "@" + name.data();
}

SLIPWAY_DECL std::string address_of(const deployable& host, const inventory& known) {
  if (host.settings->connection.kind == connection_kind::local) return "this machine";
  const auto t = target_of(host, known);
  return t.user + "@" + t.address + ":" + std::to_string(t.port);
}

SLIPWAY_DECL const deployable& reached_through(const deployable& host, std::span<const deployable> all) {
  const bool enters = enters_container(host.settings->connection) && host.inside < all.size();
  return enters ? reached_through(all[host.inside], all) : host;
}

SLIPWAY_DECL std::string entry_of(const deployable& host, const deployable& machine) {
  const auto& said = host.settings->connection;
  const auto name = shell_quote(said.ssh.address.empty() ? host.name : said.ssh.address);
  const auto user = shell_quote(said.ssh.user);
  // whether sudo asks for a password is known once somebody has logged in; here it must not
  std::string words = machine.settings->connection.ssh.become == become::sudo ? "sudo -n " : "";
  words += said.command;
  if (said.kind == connection_kind::enter) return words;
  if (said.kind == connection_kind::machinectl)
    return words + " --quiet --pipe --wait --collect --machine=" + name + (said.ssh.user.empty() ? "" : " --uid=" + user) + " --";
  return words + " exec -i" + (said.ssh.user.empty() ? "" : " -u " + user) + " " + name;
}

SLIPWAY_DECL std::string entry_remedy(const deployable& host, const deployable& machine, std::string_view said) {
  const auto& c = host.settings->connection;
  const auto on = clean(full_name(machine));
  if (said.starts_with("sudo:"))
    return "let its user become root without a password on " + on + ": what enters a container asks nobody";
  const std::string sudo = machine.settings->connection.ssh.become == become::sudo ? "sudo " : "";
  const auto name = shell_quote(c.ssh.address.empty() ? host.name : c.ssh.address);
  if (c.kind == connection_kind::enter)
    return clean("see that it runs on " + on + " and has a shell: `" + entry_of(host, machine) +
                 " sh -c true` must succeed there");
  const auto start =
      c.kind == connection_kind::machinectl ? "machinectl start " + name : std::string(c.command) + " start " + name;
  const auto within = c.kind == connection_kind::machinectl ? "systemd and a shell" : "a shell";
  return clean("start it on " + on + ": `" + sudo + start + "`; it must exist there, and have " + within + " inside");
}

SLIPWAY_DECL transport::asio::awaitable<std::unique_ptr<transport::connection>> connect(const deployable& host,
                                                                                        std::span<const deployable> all,
                                                                                        const inventory& known,
                                                                                        transport::ask_secret ask,
                                                                                        std::string pinned_host_key) {
  const auto& said = host.settings->connection;
  if (said.kind == connection_kind::local) co_return co_await transport::connect_local();
  if (!enters_container(said)) {
    auto target = target_of(host, known);
    target.pinned_host_key = std::move(pinned_host_key);
    co_return co_await transport::connect_ssh(std::move(target), std::move(ask));
  }
  if (host.inside >= all.size())
    throw transport::error(transport::failure::local, full_name(host) + " is to be entered, and stands in no machine",
                           "make it a container<\"...\", in<machine>>");
  const auto& machine = all[host.inside];
  auto outer = co_await connect(machine, all, known, std::move(ask), std::move(pinned_host_key));
  const auto dollars = said.kind == connection_kind::machinectl ? transport::dollars::doubled : transport::dollars::plain;
  co_return transport::connect_inside(std::move(outer), entry_of(host, machine), dollars);
}

}  // namespace slipway::fleet
