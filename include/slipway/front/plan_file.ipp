#pragma once

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <slipway/core/clean.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/plan_file.hpp>

namespace slipway::front {
namespace detail {

/// The lines of one host: what `plan --json` prints, and what the review holds beside it.
inline std::string plan_lines(const plan::host_plan& p, const plan::reviewed_host& reviewed) {
  std::string lines;
  for (std::size_t i = 0; i != p.steps.size(); ++i) {
    auto line = json_of(p, p.steps[i]);
    const auto& r = reviewed.steps[i];
    line["desired"] = r.desired;
    line["says"] = r.says;
    if (!r.does.empty()) line["does"] = r.does;
    if (r.assumed) line["assumed"] = true;
    lines += boost::json::serialize(line) + "\n";
  }
  auto summary = json_summary(p);
  summary["machine"] = reviewed.machine;
  summary["around"] = reviewed.around;
  summary["open"] = reviewed.open;
  return lines + boost::json::serialize(summary) + "\n";
}

inline std::string text_of(const boost::json::object& o, std::string_view name) {
  const auto* found = o.if_contains(name);
  return found == nullptr || !found->is_string() ? std::string() : std::string(found->as_string());
}

inline plan::verdict verdict_of(std::string_view word) {
  constexpr std::array all{plan::verdict::keep, plan::verdict::change, plan::verdict::maybe, plan::verdict::skip};
  const auto found = std::ranges::find(all, word, [](plan::verdict v) { return plan::to_text(v); });
  if (found == all.end()) throw std::runtime_error("it has no verdict");
  return *found;
}

inline plan::reviewed_step step_of(const boost::json::object& o) {
  return {std::string(o.at("operation").as_string()),
          text_of(o, "key"),
          verdict_of(o.at("verdict").as_string()),
          std::string(o.at("before").as_string()),
          std::string(o.at("desired").as_string()),
          std::string(o.at("says").as_string()),
          text_of(o, "does"),
          o.contains("assumed")};
}

inline void take_line(reviewed_plan& reviewed, const boost::json::object& o) {
  auto& host = reviewed.hosts[std::string(o.at("host").as_string())];
  if (o.contains("step")) return host.steps.push_back(step_of(o));
  host.machine = o.at("machine").as_string();
  host.around = o.at("around").as_string();
  host.open = o.at("open").as_bool();
}

/// The last line, and what stands before it.
struct halves {
  std::string_view lines, last;
};

inline halves last_line_of(std::string_view text) {
  if (!text.ends_with('\n')) return {};
  text.remove_suffix(1);
  const auto at = text.rfind('\n');
  return at == std::string_view::npos ? halves{{}, text} : halves{text.substr(0, at + 1), text.substr(at + 1)};
}

inline void check_origin(const boost::json::object& last, std::string_view layout) {
  const auto version = text_of(last, "slipway");
  if (version != SLIPWAY_VERSION)
    throw std::runtime_error("it was made with " + (version.empty() ? "an older Slipway" : "Slipway " + clean(version)) +
                             ", and this program has Slipway " SLIPWAY_VERSION "; plan again with this program");
  if (const auto of = text_of(last, "layout"); of != layout)
    throw std::runtime_error("it is of the layout '" + clean(of) + "', and this program's is '" + clean(layout) +
                             "'; plan again with this program");
}

inline constexpr auto is_not_whole = "it is damaged, or no plan; make it again with plan --out";

inline boost::json::object object_in(std::string_view line) {
  boost::system::error_code wrong;
  boost::json::parse_options lenient;
  lenient.allow_invalid_utf8 = true;
  auto document = boost::json::parse({line.data(), line.size()}, wrong, {}, lenient);
  if (wrong || !document.is_object()) throw std::runtime_error(is_not_whole);
  return std::move(document.as_object());
}

}  // namespace detail

SLIPWAY_DECL void write_plan_file(const std::string& file, std::string_view layout, pruning orphans,
                                  std::span<const planned_host> planned) {
  const auto unfinished = file + ".new";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  sha256_stream digest;
  for (const auto& host : planned) {
    const auto lines = detail::plan_lines(*host.plan, host.reviewed);
    digest.add(lines);
    out << lines;
  }
  // the last line says that the file is whole
  const boost::json::object last{{"slipway", SLIPWAY_VERSION},
                                 {"layout", layout},
                                 {"prune", orphans == pruning::yes},
                                 {"hosts", planned.size()},
                                 {"digest", digest.finish()}};
  out << boost::json::serialize(last) << '\n';
  out.close();
  if (!out || std::rename(unfinished.c_str(), file.c_str()) != 0) {
    std::remove(unfinished.c_str());
    throw std::runtime_error("the plan could not be written to '" + file + "'");
  }
}

SLIPWAY_DECL reviewed_plan read_plan_file(const std::string& file, std::string_view layout) {
  try {
    const auto text = fleet::read_file(file);
    auto [lines, last_line] = detail::last_line_of(text);
    const auto last = detail::object_in(last_line);
    if (!last.contains("layout") || !last.contains("hosts")) throw std::runtime_error(detail::is_not_whole);
    detail::check_origin(last, layout);
    if (detail::text_of(last, "digest") != sha256(lines)) throw std::runtime_error(detail::is_not_whole);
    reviewed_plan reviewed;
    reviewed.prune = last.at("prune").as_bool();
    for (; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1))
      detail::take_line(reviewed, detail::object_in(lines.substr(0, lines.find('\n'))));
    return reviewed;
  } catch (const std::exception& e) {
    throw std::runtime_error("the plan '" + file + "': " + e.what());
  }
}

}  // namespace slipway::front
