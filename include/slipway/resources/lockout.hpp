// What can end the operator's own access to a host: sshd, network, firewall, sudo, the user who deploys.
#pragma once

#include <string_view>

#include <slipway/model/resource.hpp>

namespace slipway::resources {

/// Whether a path is one of these files, or below one of these folders.
constexpr bool is_lockout_path(std::string_view path) {
  for (std::string_view own : {"/etc/ssh/sshd_config",
                               "/etc/ssh/sshd_config.d",
                               "/etc/pam.d",
                               "/etc/security",
                               "/etc/sudoers",
                               "/etc/sudoers.d",
                               "/etc/passwd",
                               "/etc/shadow",
                               "/etc/nsswitch.conf",
                               "/etc/hosts.allow",
                               "/etc/hosts.deny",
                               "/etc/network",
                               "/etc/netplan",
                               "/etc/systemd/network",
                               "/etc/NetworkManager",
                               "/etc/nftables.conf",
                               "/etc/nftables.d",
                               "/etc/iptables",
                               "/etc/ufw",
                               "/etc/firewalld"})
    if (path.starts_with(own) && (path.size() == own.size() || path[own.size()] == '/')) return true;
  return path.starts_with("/etc/ssh/ssh_host_");
}

/// Whose login an authorized_keys file decides on: "deploy" of "/home/deploy/.ssh/authorized_keys"; empty for other paths.
constexpr std::string_view keys_of_user(std::string_view path) {
  for (std::string_view file : {"/.ssh/authorized_keys", "/.ssh/authorized_keys2", "/.ssh"}) {
    if (!path.ends_with(file)) continue;
    const auto home = path.substr(0, path.size() - file.size());
    if (home == "/root") return "root";
    if (home.starts_with("/home/") && home.find('/', 6) == std::string_view::npos) return home.substr(6);
  }
  return {};
}

/// A unit without which nobody gets in, or the whole firewall of which is that unit's.
constexpr bool is_lockout_unit(std::string_view unit) {
  for (std::string_view own : {"ssh", "sshd", "ssh.socket", "networking", "systemd-networkd", "NetworkManager", "wpa_supplicant",
                               "nftables", "iptables", "netfilter-persistent", "ufw", "firewalld"})
    if (unit == own) return true;
  return false;
}

/// Packages whose removal or other version does the same.
constexpr bool is_lockout_package(std::string_view package) {
  for (std::string_view own : {"openssh-server", "sudo", "ifupdown", "network-manager", "netplan.io", "libpam-modules"})
    if (package == own) return true;
  return false;
}

/// Programs that change network or firewall as soon as they run.
constexpr bool is_lockout_program(std::string_view program) {
  for (std::string_view own : {"nft", "iptables", "ip6tables", "iptables-restore", "ufw", "firewall-cmd", "ifup", "ifdown",
                               "netplan", "nmcli", "networkctl"})
    if (program == own) return true;
  return false;
}

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

constexpr void describe_lockout(description& d, std::string_view path) {
  if (is_lockout_path(path)) d.risks_lockout(path);
  else if (const auto user = keys_of_user(path); !user.empty()) d.risks_lockout_of(user, path);
}

}  // namespace slipway::resources
