// What can end the operator's own access to a host: sshd, network, firewall, sudo, the user who deploys.
#pragma once

#include <cstddef>
#include <string_view>

#include <slipway/model/resource.hpp>

namespace slipway::resources {

using namespace std::string_view_literals;

template <std::size_t N>
constexpr bool is_at_or_below(std::string_view path, const std::string_view (&folders)[N]) {
  for (const auto& folder : folders) {
    if (path.size() < folder.size() || path[folder.size() - 1] != folder.back()) continue;
    if (path.size() != folder.size() && path[folder.size()] != '/') continue;
    if (same_text(path.substr(0, folder.size()), folder)) return true;
  }
  return false;
}

inline constexpr std::string_view lockout_paths[]{"ssh/sshd_config"sv, "ssh/sshd_config.d"sv, "pam.d"sv,     "security"sv,
                                                  "sudoers"sv,         "sudoers.d"sv,         "passwd"sv,    "shadow"sv,
                                                  "nsswitch.conf"sv,   "hosts.allow"sv,       "hosts.deny"sv};
inline constexpr std::string_view network_paths[]{"network"sv,        "netplan"sv,       "systemd/network"sv,
                                                  "NetworkManager"sv, "nftables.conf"sv, "nftables.d"sv,
                                                  "iptables"sv,       "ufw"sv,           "firewalld"sv};
inline constexpr std::string_view login_units[]{"ssh"sv, "sshd"sv, "ssh.socket"sv};
inline constexpr std::string_view network_units[]{"networking"sv,          "nftables"sv,  "iptables"sv,       "wpa_supplicant"sv,
                                                  "systemd-networkd"sv,    "firewalld"sv, "NetworkManager"sv, "ufw"sv,
                                                  "netfilter-persistent"sv};
inline constexpr std::string_view lockout_packages[]{"openssh-server"sv,  "sudo"sv,       "ifupdown"sv,
                                                     "network-manager"sv, "netplan.io"sv, "libpam-modules"sv};
inline constexpr std::string_view lockout_programs[]{"nft"sv,     "iptables"sv, "ip6tables"sv,    "iptables-restore"sv,
                                                     "ufw"sv,     "ifup"sv,     "firewall-cmd"sv, "ifdown"sv,
                                                     "netplan"sv, "nmcli"sv,    "networkctl"sv,   "ip"sv};

inline constexpr std::string_view key_files[]{"/.ssh/authorized_keys"sv, "/.ssh/authorized_keys2"sv, "/.ssh"sv};

enum class lockout : unsigned char { none, login, network };

/// Whether a path is one of these files of /etc, or below one of these folders.
constexpr lockout lockout_of_path(const std::string_view& path) {
  if (path.size() < 6 || path[1] != 'e' || path[4] != '/' || !begins_with(path, "/etc/"sv)) return lockout::none;
  if (is_at_or_below(path.substr(5), network_paths)) return lockout::network;
  return is_at_or_below(path.substr(5), lockout_paths) || begins_with(path, "/etc/ssh/ssh_host_"sv) ? lockout::login
                                                                                                    : lockout::none;
}

/// Whose login an authorized_keys file decides on: "deploy" of "/home/deploy/.ssh/authorized_keys"; empty for other paths.
constexpr std::string_view keys_of_user(const std::string_view& path) {
  if (path.size() < 6 || (path[1] != 'r' && path[1] != 'h')) return {};
  for (const auto& file : key_files) {
    if (path.size() < file.size() || path[path.size() - file.size()] != '/' ||
        !same_text(path.substr(path.size() - file.size()), file))
      continue;
    const auto home = path.substr(0, path.size() - file.size());
    if (home == "/root"sv) return "root";
    if (begins_with(home, "/home/"sv) && home.find('/', 6) == std::string_view::npos) return home.substr(6);
  }
  return {};
}

/// A unit without which nobody gets in, or the whole firewall of which is that unit's.
constexpr lockout lockout_of_unit(const std::string_view& unit) {
  if (is_one_of(unit, network_units)) return lockout::network;
  return is_one_of(unit, login_units) ? lockout::login : lockout::none;
}

/// Packages whose removal or other version does the same.
constexpr bool is_lockout_package(std::string_view package) { return is_one_of(package, lockout_packages); }

/// Programs that change network or firewall as soon as they run.
constexpr bool is_lockout_program(std::string_view program) { return is_one_of(program, lockout_programs); }

/// The program that a command starts with, without its folder; empty where its first word is not plain.
constexpr std::string_view program_of(std::string_view command) {
  const auto word = command.substr(0, command.find_first_of(" \n\t;&|<>()"));
  for (char c : word) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
                          c == '_' || c == '.' || c == '+';
    if (!is_plain) return {};
  }
  return word.substr(word.rfind('/') + 1);
}

constexpr void describe_lockout(description& d, lockout how, const std::string_view& subject) {
  if (how == lockout::none) return;
  d.risks_lockout(subject);
  if (how == lockout::network) d.touches_network();
}

constexpr void describe_lockout(description& d, const std::string_view& path) {
  if (const auto how = lockout_of_path(path); how != lockout::none) describe_lockout(d, how, path);
  else if (const auto user = keys_of_user(path); !user.empty()) d.risks_lockout_of(user, path);
}

}  // namespace slipway::resources
