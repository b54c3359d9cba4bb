#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <slipway/fleet/sources.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/plan_file.hpp>

namespace slipway::front {
namespace detail {

inline std::vector<std::string> plan_lines(const plan::host_plan& p) {
  std::vector<std::string> lines;
  for (const auto& s : p.steps) lines.push_back(boost::json::serialize(json_of(p, s)));
  return lines;
}

}  // namespace detail

SLIPWAY_DECL void write_plan_file(const std::string& file, std::string_view layout,
                                  std::span<const fleet::session* const> planned) {
  const auto unfinished = file + ".new";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  std::size_t lines = 0;
  for (const auto* s : planned) {
    for (const auto& line : detail::plan_lines(*s->planned())) out << line << '\n', ++lines;
    out << boost::json::serialize(json_summary(*s->planned())) << '\n';
  }
  // the last line says that the file is whole
  out << boost::json::serialize(boost::json::object{{"layout", layout}, {"steps", lines}, {"hosts", planned.size()}}) << '\n';
  out.close();
  if (!out || std::rename(unfinished.c_str(), file.c_str()) != 0) {
    std::remove(unfinished.c_str());
    throw std::runtime_error("the plan could not be written to '" + file + "'");
  }
}

SLIPWAY_DECL reviewed_plan read_plan_file(const std::string& file, std::string_view layout) {
  try {
    reviewed_plan reviewed;
    std::istringstream in(fleet::read_file(file));
    std::size_t steps = 0;
    bool whole = false;
    for (std::string line; std::getline(in, line);) {
      const auto document = boost::json::parse(line);
      const auto& object = document.as_object();
      if (object.contains("layout")) {
        if (object.at("layout").as_string() != layout)
          throw std::runtime_error("it is of the layout '" + std::string(object.at("layout").as_string()) + "'");
        whole = object.at("steps").as_int64() == static_cast<std::int64_t>(steps);
      } else if (object.contains("step")) {
        reviewed.steps[std::string(object.at("host").as_string())].push_back(line);
        ++steps;
      } else {
        reviewed.steps[std::string(object.at("host").as_string())];
      }
    }
    if (!whole) throw std::runtime_error("it is not whole; make it again with plan --out");
    return reviewed;
  } catch (const std::exception& e) {
    throw std::runtime_error("the plan '" + file + "': " + e.what());
  }
}

SLIPWAY_DECL std::optional<std::string> difference(const reviewed_plan& reviewed, const plan::host_plan& now) {
  const auto found = reviewed.steps.find(full_name(*now.host));
  if (found == reviewed.steps.end()) return "the host is not in the reviewed plan";
  const auto lines = detail::plan_lines(now);
  if (lines.size() != found->second.size())
    return "the program has " + std::to_string(lines.size()) + " operations, the reviewed plan " +
           std::to_string(found->second.size());
  for (std::size_t i = 0; i != lines.size(); ++i)
    if (lines[i] != found->second[i])
      return "'" + std::string(now.steps[i].operation->name) + "' is not as it was reviewed: now " +
             std::string(to_text(now.steps[i].what)) + ", found " + now.steps[i].before;
  return std::nullopt;
}

}  // namespace slipway::front
