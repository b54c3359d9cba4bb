#pragma once

#include <algorithm>
#include <iterator>
#include <optional>

#include <slipway/transport/file.hpp>
#include <slipway/transport/key_file.hpp>
#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {
namespace detail {

// "ssh-ed25519 AAAA... comment"
inline std::string public_line(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return {};
  const auto rest = text.substr(space + 1);
  const auto key = from_base64(rest.substr(0, rest.find_first_of(" \r\n")));
  return key && key_type(*key) == text.substr(0, space) ? *key : std::string();
}

// PROTOCOL.key of OpenSSH: magic, cipher, derivation, its options, how many keys, the public key
inline key_file parse_openssh(std::string_view body) {
  constexpr std::string_view magic("openssh-key-v1\0", 15);
  wiped_text digits;
  std::copy_if(body.begin(), body.end(), std::back_inserter(digits.text), [](char c) { return c != '\n' && c != '\r'; });
  auto decoded = from_base64(digits.text);
  const wiped_text bytes(decoded ? std::move(*decoded) : std::string());
  if (!bytes.text.starts_with(magic)) return {};
  wire_reader reader(std::string_view(bytes.text).substr(magic.size()));
  const auto cipher = reader.text();
  reader.text();
  reader.text();
  reader.number();
  const auto key = reader.text();
  if (!key || key_type(*key).empty()) return {};
  const auto kind = *cipher == "none" ? key_file_kind::plain : key_file_kind::encrypted;
  return {{}, kind, key_type(*key), std::string(*key), 0};
}

}  // namespace detail

SLIPWAY_DECL key_file parse_key_file(std::string_view text, std::string_view public_text) {
  constexpr std::string_view begin = "-----BEGIN ";
  constexpr std::string_view dashes = "-----";
  const auto start = text.find(begin);
  if (start == std::string_view::npos) {
    auto key = detail::public_line(text);
    if (key.empty()) return {};
    return {{}, key_file_kind::public_only, key_type(key), key, 0};
  }
  text.remove_prefix(start + begin.size());
  const auto label = text.substr(0, text.find(dashes));
  text.remove_prefix(std::min(label.size() + dashes.size(), text.size()));
  const auto end = text.find("-----END ");
  if (end == std::string_view::npos || !label.ends_with("PRIVATE KEY")) return {};
  text = text.substr(0, end);
  if (label == "OPENSSH PRIVATE KEY") return detail::parse_openssh(text);
  const bool encrypted = label.starts_with("ENCRYPTED") || text.find("Proc-Type: 4,ENCRYPTED") != std::string_view::npos;
  auto key = detail::public_line(public_text);
  auto type = key.empty() && label.starts_with("RSA") ? "ssh-rsa" : key_type(key);
  return {{}, encrypted ? key_file_kind::encrypted : key_file_kind::plain, std::move(type), std::move(key), 0};
}

SLIPWAY_DECL key_file read_key_file(const std::string& path) {
  auto found = read_file(path);
  const wiped_text text(std::move(found.text));
  auto key = parse_key_file(text.text, read_file(path + ".pub").text);
  key.path = path;
  key.problem = found.problem;
  return key;
}

}  // namespace slipway::transport
