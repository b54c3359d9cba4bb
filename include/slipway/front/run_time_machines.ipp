#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <stdexcept>

#include <slipway/core/clean.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/run_time_machines.hpp>

namespace slipway::front {
namespace detail {

/// What a command of the shell prints; what it says on standard error is the operator's to read. Throws std::runtime_error.
inline std::string output_of(const std::string& command) {
  std::fflush(nullptr);
  auto* out = ::popen(command.c_str(), "r");
  if (out == nullptr) throw std::runtime_error(std::string("it cannot be run: ") + std::strerror(errno));
  std::string bytes;
  std::array<char, 16384> piece{};
  for (std::size_t size = 0; (size = std::fread(piece.data(), 1, piece.size(), out)) > 0;) bytes.append(piece.data(), size);
  const int status = ::pclose(out);
  if (WIFSIGNALED(status)) throw std::runtime_error("it was ended by signal " + std::to_string(WTERMSIG(status)));
  if (const int code = WEXITSTATUS(status); code != 0)
    throw std::runtime_error("it failed with exit status " + std::to_string(code));
  return bytes;
}

inline std::string where_of(const machine_source& s) {
  return s.kind == source_kind::command ? "output of '" + std::string(s.where) + "'" : std::string(s.where);
}

}  // namespace detail

SLIPWAY_DECL run_time_machines::run_time_machines(const program& p)
    : deployables_(p.deployables.begin(), p.deployables.end()), whole_(p) {
  if (p.sources.empty()) return;
  std::vector<std::string> faults, where;
  std::vector<std::size_t> first;
  for (const auto& source : p.sources) {
    first.push_back(deployables_.size());
    auto records = read(source);
    faults.insert(faults.end(), records.faults.begin(), records.faults.end());
    for (auto& r : records.all) {
      where.push_back(detail::where_of(source) + ":" + std::to_string(r.line));
      add(source, std::move(r));
    }
  }
  refuse_same_names(where, faults);
  if (!faults.empty()) {
    std::string all;
    for (const auto& f : faults) all += (all.empty() ? "" : "\n") + f;
    throw std::runtime_error(all + "\nno host was contacted");
  }
  first.push_back(deployables_.size());
  for (std::size_t i = 0; i != p.sources.size(); ++i) {
    for (const auto k : p.sources[i].dependents) connect(k, first[i], first[i + 1]);
    for (const auto needed : p.sources[i].needed_sources)
      for (auto k = first[i]; k != first[i + 1]; ++k) connect(k, first[needed], first[needed + 1]);
  }
  whole_.deployables = deployables_;
}

SLIPWAY_DECL machine_records run_time_machines::read(const machine_source& source) const {
  const auto where = detail::where_of(source);
  try {
    const std::string named(source.where);
    const auto text = source.kind == source_kind::command ? detail::output_of(named) : fleet::read_file(fleet::with_home(named));
    if (source.kind == source_kind::ssh_config) return records_of_ssh_config(text, where, *source.data);
    return records_of_json(text, where, *source.data);
  } catch (const std::exception& e) {
    return {{}, {"no machines from the " + where + ": " + clean(e.what())}};
  }
}

SLIPWAY_DECL void run_time_machines::add(const machine_source& source, machine_record record) {
  auto& m = made_.emplace_back(made_machine{std::move(record), {}, {source.data->make(), source.data->destroy}, {}});
  for (std::size_t f = 0; f != m.record.data.size(); ++f) {
    auto& d = m.record.data[f];
    for (std::size_t i = 0; i != d.texts.size() && i != d.values.size(); ++i) d.values[i].text = d.texts[i];
    source.data->fields[f].set(m.data.get(), d.values);
  }
  const auto own = source.data->fields.size();
  m.lets.resize(own);
  source.data->write_lets(m.data.get(), m.lets.data());
  const auto outer = source.one.data.part(own, source.one.data.size() - own);
  m.lets.insert(m.lets.end(), outer.begin(), outer.end());
  for (const auto& tag : m.record.tags) m.tags.push_back({tag_prefix, tag});
  auto& d = deployables_.emplace_back(source.one);
  d.name = m.record.name;
  d.data = m.lets;
  d.also = m.tags;
  d.from.own = {d.prefix, d.name, nullptr, {m.lets.data(), own}};
  known_[m.record.name] = m.record.reached;
}

SLIPWAY_DECL void run_time_machines::refuse_same_names(const std::vector<std::string>& where,
                                                       std::vector<std::string>& faults) const {
  const auto own = deployables_.size() - where.size();
  std::map<std::string, std::string> known;
  for (std::size_t i = 0; i != deployables_.size(); ++i) {
    if (deployables_[i].name.empty()) continue;  // that is a fault already
    const auto name = full_name(deployables_[i]);
    const auto place = i < own ? std::string("the program") : where[i - own];
    const auto [first, is_new] = known.emplace(name, place);
    if (!is_new) faults.push_back(place + ": '" + clean(name) + "' is the name of another machine, too: see " + first->second);
  }
}

SLIPWAY_DECL void run_time_machines::connect(std::size_t dependent, std::size_t first, std::size_t end) {
  const auto stated = deployables_[dependent].dependencies;
  auto& all = dependencies_.emplace_back(stated.begin(), stated.end());
  for (auto k = first; k != end; ++k) all.push_back(k);
  deployables_[dependent].dependencies = all;
}

}  // namespace slipway::front
