#pragma once

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include <slipway/core/clean.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/state_record.hpp>

namespace slipway::front {
namespace detail {

inline constexpr std::int64_t state_version = 1;

struct connection_word {
  connection_kind kind;
  std::string_view word;
};
inline constexpr std::array connection_words{connection_word{connection_kind::ssh, "ssh"},
                                             connection_word{connection_kind::local, "local"},
                                             connection_word{connection_kind::docker, "docker"},
                                             connection_word{connection_kind::podman, "podman"},
                                             connection_word{connection_kind::machinectl, "machinectl"},
                                             connection_word{connection_kind::enter, "enter"}};

inline std::string_view to_text(connection_kind k) {
  const auto found = std::ranges::find(connection_words, k, &connection_word::kind);
  return found == connection_words.end() ? "ssh" : found->word;
}

inline connection_kind connection_kind_of(std::string_view word) {
  const auto found = std::ranges::find(connection_words, word, &connection_word::word);
  return found == connection_words.end() ? connection_kind::ssh : found->kind;
}

inline boost::json::object json_of(const known_deployable& k) {
  boost::json::object o = {{"prefix", k.prefix},
                           {"name", k.name},
                           {"deployed", k.deployed},
                           {"run", k.run},
                           {"connection", to_text(k.kind)},
                           {"address", k.address},
                           {"port", k.port},
                           {"user", k.user},
                           {"become", k.becomes == become::sudo ? "sudo" : "nobody"},
                           {"identity", k.identity},
                           {"known_hosts", k.known_hosts},
                           {"host_keys", k.unknown_keys == host_keys::accept_new ? "accept_new" : "strict"},
                           {"state_directory", k.state_directory}};
  if (!k.command.empty()) o["command"] = k.command;
  if (!k.through.empty()) o["through"] = k.through;
  return o;
}

inline known_deployable known_of(const boost::json::object& o) {
  const auto text = [&](const char* key) { return std::string(o.at(key).as_string()); };
  known_deployable k;
  k.prefix = text("prefix");
  k.name = text("name");
  k.deployed = text("deployed");
  k.run = text("run");
  k.kind = connection_kind_of(text("connection"));
  k.address = text("address");
  k.port = o.at("port").to_number<unsigned>();
  k.user = text("user");
  k.becomes = text("become") == "sudo" ? become::sudo : become::nobody;
  k.identity = text("identity");
  k.known_hosts = text("known_hosts");
  k.unknown_keys = text("host_keys") == "accept_new" ? host_keys::accept_new : host_keys::strict;
  k.state_directory = text("state_directory");
  if (o.contains("command")) k.command = text("command");
  if (o.contains("through")) k.through = text("through");
  return k;
}

inline std::string utc_now() {
  std::array<char, 32> text{};
  const auto now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

inline std::map<std::string, known_deployable> read_state(const std::string& file, std::string_view layout) {
  const auto document = boost::json::parse(fleet::read_file(file));
  const auto& o = document.as_object();
  const auto version = o.at("slipway").as_int64();
  if (version != state_version)
    throw std::runtime_error("it was written by another version of Slipway (" + std::to_string(version) + ")");
  if (o.at("layout").as_string() != layout)
    throw std::runtime_error("it is of the layout '" + clean(o.at("layout").as_string()) + "'");
  const auto& list = o.at("deployables").as_array();
  if (o.at("digest").as_string() != sha256(boost::json::serialize(list)))
    throw std::runtime_error("its digest is not that of what it says");
  std::map<std::string, known_deployable> all;
  for (const auto& entry : list) {
    auto k = known_of(entry.as_object());
    const auto name = k.prefix + ":" + k.name;
    all[name] = std::move(k);
  }
  return all;
}

}  // namespace detail

SLIPWAY_DECL state_record::state_record(std::string file, const program& p) : file_(std::move(file)), program_(&p) {
  if (!std::ifstream(file_).is_open() && errno == ENOENT) return;
  try {
    all_ = saved_ = detail::read_state(file_, p.layout);
  } catch (const std::exception& e) {
    throw std::runtime_error("the record '" + file_ + "' of what was deployed from here cannot be used: " + clean(e.what()) +
                             "; nothing was removed. Put it back from a copy, name another with --state, or move it away: then"
                             " machines that have left the layout are not found");
  }
}

SLIPWAY_DECL void state_record::deployed(const deployable& host, const fleet::inventory& known, std::string_view run) {
  const auto target = fleet::target_of(host, known);
  const auto& c = host.settings->connection;
  known_deployable k;
  k.prefix = host.prefix;
  k.name = host.name;
  k.deployed = detail::utc_now();
  k.run = run;
  k.kind = c.kind == connection_kind::inherited ? connection_kind::ssh : c.kind;
  k.command = c.command;
  if (host.inside < program_->deployables.size()) k.through = full_name(program_->deployables[host.inside]);
  k.address = target.address;
  k.port = target.port;
  k.user = enters_container(c) ? std::string(c.ssh.user) : target.user;
  k.identity = target.identity_files.empty() ? "" : target.identity_files.front();
  k.known_hosts = target.known_hosts_file;
  k.becomes = c.ssh.become;
  k.unknown_keys = c.ssh.host_keys;
  k.state_directory = host.settings->state_directory;
  all_[full_name(host)] = std::move(k);
}

SLIPWAY_DECL void state_record::gone(const std::string& full_name) { all_.erase(full_name); }

SLIPWAY_DECL std::string state_record::save() {
  if (all_ == saved_) return {};
  boost::json::array list;
  for (const auto& [name, k] : all_) list.push_back(detail::json_of(k));
  const auto digest = sha256(boost::json::serialize(list));
  boost::json::object document{
      {"slipway", detail::state_version}, {"layout", program_->layout}, {"deployables", std::move(list)}, {"digest", digest}};
  const auto unfinished = file_ + ".new";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  out << boost::json::serialize(document) << '\n';
  out.close();
  if (out && std::rename(unfinished.c_str(), file_.c_str()) == 0) {
    saved_ = all_;
    return {};
  }
  const std::string why = std::strerror(errno);
  std::remove(unfinished.c_str());
  return "the record of what was deployed cannot be written to '" + file_ + "' (" + why +
         "): machines that leave the layout will not be found; name another file with --state";
}

namespace detail {

/// A layout's settings, and how one of its deployables was reached.
inline settings settings_of(const known_deployable& known, const program& p) {
  auto s = p.settings == nullptr ? settings{} : *p.settings;
  s.platform = {};
  s.connection = {};
  s.connection.kind = known.kind;
  s.connection.command = known.command;
  s.connection.ssh.address = known.address;
  s.connection.ssh.user = known.user;
  s.connection.ssh.port = known.port;
  s.connection.ssh.become = known.becomes;
  s.connection.ssh.identity = known.identity;
  s.connection.ssh.known_hosts = known.known_hosts;
  s.connection.ssh.host_keys = known.unknown_keys;
  s.state_directory = known.state_directory;
  return s;
}

}  // namespace detail

SLIPWAY_DECL departed::departed(const state_record& record, const program& p)
    : everything_(p.deployables.begin(), p.deployables.end()) {
  const auto place_of = [&](std::string_view name) {
    const auto found = std::ranges::find_if(everything_, [&](const deployable& d) { return full_name(d) == name; });
    return static_cast<std::size_t>(found - everything_.begin());
  };
  const auto own = everything_.size();
  for (const auto& [name, k] : record.all()) {
    if (place_of(name) < own) continue;
    const auto& known = known_[name] = k;
    settings_.push_back(std::make_unique<settings>(detail::settings_of(known, p)));
    everything_.push_back({known.prefix, known.name, &nothing_, settings_.back().get(), {}, {}, p.layout});
  }
  for (std::size_t i = own; i != everything_.size(); ++i) {
    auto& d = everything_[i];
    all_.push_back(&d);
    const auto machine = place_of(known(d).through);
    if (machine == everything_.size()) continue;
    d.inside = machine;
    d.dependencies = std::span(&machines_.emplace_back(machine), 1);
  }
}

SLIPWAY_DECL const known_deployable& departed::known(const deployable& d) const { return known_.at(full_name(d)); }

}  // namespace slipway::front
