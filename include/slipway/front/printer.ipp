#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <cstdio>

#include <slipway/front/printer.hpp>

namespace slipway::front {

SLIPWAY_DECL printer::printer(const request& r) : json_(r.json), live_(r.what != command::list && r.what != command::graph) {
  words_.colored = wants_color(r.color, r.json ? STDERR_FILENO : STDOUT_FILENO);
  words_.everything = r.verbosity > 0;
  words_.diff = r.diff;
}

SLIPWAY_DECL void printer::say(const std::string& line) {
  live_.clear();
  fmt::print(json_ ? stderr : stdout, "{}\n", line);
  std::fflush(json_ ? stderr : stdout);
}

SLIPWAY_DECL void printer::say(const std::vector<std::string>& lines) {
  for (const auto& line : lines) say(line);
}

SLIPWAY_DECL void printer::emit(const boost::json::object& document) {
  if (!json_) return;
  live_.clear();
  fmt::print(stdout, "{}\n", boost::json::serialize(document));
  std::fflush(stdout);
}

}  // namespace slipway::front
