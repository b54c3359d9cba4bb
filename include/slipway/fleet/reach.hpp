// How a deployable is reached: its settings, an inventory's word on it, and what ssh would do by itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/program/program.hpp>
#include <slipway/transport/ssh.hpp>

namespace slipway::fleet {

/// What an inventory file says of a machine; it goes before the program's settings.
struct inventory_entry {
  std::optional<std::string> address, user, identity, known_hosts;
  std::optional<unsigned> port;
};

/// By the machine's name, without its prefix.
using inventory = std::map<std::string, inventory_entry, std::less<>>;

/// Lets an entry say what `first` says, and for the rest what it said itself.
SLIPWAY_DECL void overlay(inventory_entry& entry, const inventory_entry& first);

/// A path of this machine; a leading ~/ is the invoking user's home.
[[nodiscard]] SLIPWAY_DECL std::string with_home(std::string_view path);

/// The inventory's word, else the settings', else what ssh would do: the machine's name, the invoking user, its own files.
[[nodiscard]] SLIPWAY_DECL transport::ssh_target target_of(const deployable& host, const inventory& known);

/// Where `connect` goes, in words: "deploy@10.0.0.1:22", or "this machine".
[[nodiscard]] SLIPWAY_DECL std::string address_of(const deployable& host, const inventory& known);

/// The deployable whose connection is used: the machine that a container is in, else itself. `all` are those of its program.
[[nodiscard]] SLIPWAY_DECL const deployable& reached_through(const deployable& host, std::span<const deployable> all);

/// The words of a shell that run what follows them where the deployable is: "docker exec -i web"; sudo of its machine goes before.
[[nodiscard]] SLIPWAY_DECL std::string entry_of(const deployable& host, const deployable& machine);

/// What an operator does where a container cannot be entered; `said` is what the program that enters it has answered.
[[nodiscard]] SLIPWAY_DECL std::string entry_remedy(const deployable& host, const deployable& machine, std::string_view said);

/// A logged-in connection, into a container through its machine; throws transport::error. With a key of the host, or of that
/// machine, only to that one.
[[nodiscard]] SLIPWAY_DECL transport::asio::awaitable<std::unique_ptr<transport::connection>> connect(
    const deployable& host, std::span<const deployable> all, const inventory& known, transport::ask_secret ask,
    std::string pinned_host_key = {});

/// The user that runs this program, and "user@machine" for others to read.
[[nodiscard]] SLIPWAY_DECL std::string invoking_user();
[[nodiscard]] SLIPWAY_DECL std::string controller_name();

}  // namespace slipway::fleet

#if defined(SLIPWAY_BODIES)
#include <slipway/fleet/reach.ipp>
#endif
