#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include <slipway/fleet/reach.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/run_record.hpp>

namespace slipway::front {
namespace detail {

inline boost::json::array array_of(const std::vector<std::string>& texts) {
  boost::json::array all;
  for (const auto& t : texts) all.emplace_back(t);
  return all;
}

inline std::vector<std::string> texts_of(const boost::json::value& v) {
  std::vector<std::string> all;
  for (const auto& t : v.as_array()) all.emplace_back(t.as_string());
  return all;
}

inline std::string text_of(const fleet::amount& a) { return std::to_string(a.value) + (a.percent ? "%" : ""); }

inline fleet::amount amount_of(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  return {plan::to_number(text, 0), percent};
}

inline boost::json::object document_of(const run_record& r) {
  return {{"run", r.run},
          {"layout", r.layout},
          {"who", r.who},
          {"deployables", array_of(r.deployables)},
          {"open", array_of(r.open)},
          {"command", r.command},
          {"inventory", r.inventory},
          {"state", r.state},
          {"plan", r.plan},
          {"prune", r.prune},
          {"allow_unhealthy", r.allow_unhealthy},
          {"rollback_succeeded", r.rollback_succeeded},
          {"parallel", r.parallel},
          {"serial", array_of(r.waves)},
          {"canaries", array_of(r.canaries)},
          {"max_failures", r.max_failures},
          {"timeout", r.timeout},
          {"lock_timeout", r.lock_timeout}};
}

/// Whoever looks at a run's folder must find only its owner's.
inline void make_private_folder(const std::string& folder) {
  std::filesystem::create_directories(std::filesystem::path(folder).parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) throw std::runtime_error(std::strerror(errno));
}

}  // namespace detail

SLIPWAY_DECL run_record record_of(const request& asked, std::string_view run, std::string_view layout, std::string_view who,
                                  std::vector<std::string> deployables) {
  run_record r;
  r.run = run;
  r.layout = layout;
  r.who = who;
  r.open = r.deployables = std::move(deployables);
  r.command = to_text(asked.what);
  if (!asked.inventory.empty()) r.inventory = std::filesystem::absolute(asked.inventory).string();
  if (!asked.state.empty()) r.state = std::filesystem::absolute(asked.state).string();
  if (!asked.plan_in.empty()) r.plan = std::filesystem::absolute(asked.plan_in).string();
  r.prune = asked.prune;
  r.allow_unhealthy = asked.allow_unhealthy;
  r.rollback_succeeded = asked.fleet.rollback_succeeded;
  r.parallel = asked.fleet.parallel;
  r.lock_timeout = asked.lock_timeout;
  if (asked.fleet.timeout) r.timeout = static_cast<std::size_t>(asked.fleet.timeout->count());
  for (const auto& w : asked.fleet.waves) r.waves.push_back(detail::text_of(w));
  r.canaries = asked.fleet.canaries;
  if (asked.fleet.max_failures) r.max_failures = detail::text_of(*asked.fleet.max_failures);
  return r;
}

SLIPWAY_DECL void take_over(const run_record& r, request& asked) {
  auto& fleet = asked.fleet;
  for (const auto c : {command::apply, command::destroy, command::adopt})
    if (r.command == to_text(c)) asked.what = c;
  asked.prune = r.prune;
  asked.state = r.state;
  asked.plan_in = r.plan;
  asked.allow_unhealthy = asked.allow_unhealthy || r.allow_unhealthy;
  fleet.rollback_succeeded = fleet.rollback_succeeded || r.rollback_succeeded;
  if (asked.inventory.empty()) asked.inventory = r.inventory;
  if (fleet.parallel == fleet::deployment_options{}.parallel) fleet.parallel = r.parallel;
  if (asked.lock_timeout == 0) asked.lock_timeout = r.lock_timeout;
  if (!fleet.timeout && r.timeout != 0) fleet.timeout = std::chrono::seconds(r.timeout);
  if (!fleet.max_failures && !r.max_failures.empty()) fleet.max_failures = detail::amount_of(r.max_failures);
  if (fleet.canaries.empty()) fleet.canaries = r.canaries;
  if (!fleet.waves.empty()) return;
  for (const auto& w : r.waves) fleet.waves.push_back(detail::amount_of(w));
}

SLIPWAY_DECL run_records::run_records(std::string folder) : folder_(std::move(folder)) {}

SLIPWAY_DECL std::string run_records::usual_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  return (state != nullptr && *state == '/' ? std::string(state) : fleet::with_home("~/.local/state")) + "/slipway/controller";
}

SLIPWAY_DECL std::string run_records::file_of(std::string_view run) const { return folder_ + "/" + std::string(run) + ".json"; }

SLIPWAY_DECL void run_records::write(const run_record& r) {
  const auto file = file_of(r.run), unfinished = file + ".new";
  try {
    detail::make_private_folder(folder_);
    // never closed: as long as it is locked, the run is this process's
    const int opened = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto text = boost::json::serialize(detail::document_of(r)) + "\n";
    const bool written = opened >= 0 && ::flock(opened, LOCK_EX | LOCK_NB) == 0 &&
                         ::write(opened, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::rename(unfinished.c_str(), file.c_str()) == 0;
    if (!written) throw std::runtime_error(std::strerror(errno));
  } catch (const std::exception& e) {
    throw std::runtime_error("'" + file + "' cannot be written (" + e.what() + ")");
  }
}

SLIPWAY_DECL void run_records::remove(const std::string& run) { ::unlink(file_of(run).c_str()); }

SLIPWAY_DECL std::optional<run_record> run_records::read(const std::string& file) const {
  try {
    const auto document = boost::json::parse(fleet::read_file(file));
    const auto& o = document.as_object();
    const auto number = [&](const char* name) { return o.at(name).to_number<std::size_t>(); };
    run_record r;
    r.run = o.at("run").as_string();
    r.layout = o.at("layout").as_string();
    r.who = o.at("who").as_string();
    r.deployables = detail::texts_of(o.at("deployables"));
    r.open = detail::texts_of(o.at("open"));
    r.command = o.at("command").as_string();
    r.inventory = o.at("inventory").as_string();
    r.state = o.at("state").as_string();
    r.plan = o.at("plan").as_string();
    r.prune = o.at("prune").as_bool();
    r.allow_unhealthy = o.at("allow_unhealthy").as_bool();
    r.rollback_succeeded = o.at("rollback_succeeded").as_bool();
    r.parallel = number("parallel");
    r.waves = detail::texts_of(o.at("serial"));
    r.canaries = detail::texts_of(o.at("canaries"));
    r.max_failures = o.at("max_failures").as_string();
    r.timeout = number("timeout");
    r.lock_timeout = number("lock_timeout");
    return r;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

SLIPWAY_DECL std::optional<run_record> run_records::find(const std::string& run) const { return read(file_of(run)); }

SLIPWAY_DECL std::vector<run_record> run_records::of_layout(std::string_view layout) const {
  std::vector<run_record> all;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, none)) {
    if (entry.path().extension() != ".json") continue;
    if (auto r = read(entry.path().string()); r && r->layout == layout) all.push_back(std::move(*r));
  }
  std::ranges::sort(all, {}, &run_record::run);
  return all;
}

SLIPWAY_DECL bool run_records::take(const std::string& run) {
  const int opened = ::open(file_of(run).c_str(), O_RDONLY | O_CLOEXEC);
  return opened < 0 || ::flock(opened, LOCK_EX | LOCK_NB) == 0;
}

}  // namespace slipway::front
