// Keys that may log in as users, and who may use sudo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& authorized_keys();
[[nodiscard]] SLIPWAY_DECL const fact_family& sudo_rules();
}  // namespace facts

namespace fact {
/// A line of ~/.ssh/authorized_keys.
struct authorized_key_record {
  std::string user;  // who may be logged in as
  std::string type;  // "ssh-ed25519"
  std::string key;   // in base64
  std::string comment;
  std::string options;  // "no-pty,command=..."

  static constexpr std::string_view space = "user";
  static constexpr fact_field fields[]{{"user"}, {"type"}, {"key"}, {"comment"}, {"options"}};
  [[nodiscard]] SLIPWAY_DECL static authorized_key_record read(const record_line& line);
};
inline constexpr list_fact<"authorized_keys", authorized_key_record> authorized_keys{
    {&facts::authorized_keys, &list_fact<"authorized_keys", authorized_key_record>::own_kind}};

/// A line of sudoers(5) that lets somebody do something; aliases are not resolved.
struct sudo_rule_record {
  std::string who;   // "deploy", or "%sudo" for a group
  std::string rule;  // "ALL=(ALL:ALL) NOPASSWD: ALL"
  std::string file;

  static constexpr std::string_view space{};
  static constexpr fact_field fields[]{{"who"}, {"rule"}, {"file"}};
  [[nodiscard]] SLIPWAY_DECL static sudo_rule_record read(const record_line& line);
};
inline constexpr list_fact<"sudo_rules", sudo_rule_record> sudo_rules{
    {&facts::sudo_rules, &list_fact<"sudo_rules", sudo_rule_record>::own_kind}};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/authorized_keys.ipp>
#endif
