#pragma once

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <stdexcept>
#include <vector>

#include <slipway/core/suggest.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/inventory.hpp>

namespace slipway::front {
namespace detail {

inline std::string text_of(const boost::json::value& v, const std::string& where) {
  if (!v.is_string() || v.as_string().empty()) throw std::runtime_error(where + " must be a text");
  return std::string(v.as_string());
}

inline unsigned port_of(const boost::json::value& v, const std::string& where) {
  if (!v.is_int64() || v.as_int64() < 1 || v.as_int64() > 65535)
    throw std::runtime_error(where + " must be a number from 1 to 65535");
  return static_cast<unsigned>(v.as_int64());
}

inline fleet::inventory_entry entry_of(const boost::json::value& v, const std::string& machine) {
  if (!v.is_object()) throw std::runtime_error("'" + machine + "' must be an object");
  fleet::inventory_entry entry;
  for (const auto& [key, value] : v.as_object()) {
    const auto where = "'" + std::string(key) + "' of '" + machine + "'";
    if (key == "address") entry.address = text_of(value, where);
    else if (key == "user") entry.user = text_of(value, where);
    else if (key == "identity") entry.identity = text_of(value, where);
    else if (key == "known_hosts") entry.known_hosts = text_of(value, where);
    else if (key == "port") entry.port = port_of(value, where);
    else throw std::runtime_error(where + " is not known; there are address, port, user, identity and known_hosts");
  }
  return entry;
}

}  // namespace detail

SLIPWAY_DECL fleet::inventory read_inventory(const std::string& file, const program& p, std::span<const std::string> also) {
  try {
    const auto document = boost::json::parse(fleet::read_file(file));
    if (!document.is_object() || !document.as_object().contains("machines") || !document.at("machines").is_object())
      throw std::runtime_error("there is no object \"machines\" in it");
    std::vector<std::string> names;
    for (const auto& d : p.deployables) names.emplace_back(d.name);
    names.insert(names.end(), also.begin(), also.end());
    fleet::inventory known;
    for (const auto& [machine, value] : document.at("machines").as_object()) {
      if (std::ranges::find(names, machine) == names.end()) {
        const auto near = suggest(machine, names);
        throw std::runtime_error("the program has no machine '" + std::string(machine) + "'" +
                                 (near.empty() ? "" : "; did you mean '" + near.front() + "'?"));
      }
      known[std::string(machine)] = detail::entry_of(value, std::string(machine));
    }
    return known;
  } catch (const std::exception& e) {
    throw std::runtime_error("the inventory '" + file + "': " + e.what());
  }
}

}  // namespace slipway::front
