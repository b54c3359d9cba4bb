#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>

#include <slipway/fleet/secret_sources.hpp>
#include <slipway/fleet/secrets.hpp>
#include <slipway/fleet/shell.hpp>
#include <slipway/plan/needed.hpp>

namespace slipway::fleet {
namespace detail {

/// A secret of a source, and who wants it.
struct wanted_secret {
  secrets from;
  std::string_view name;
  std::vector<const deployable*> hosts{};
  std::shared_ptr<const secret_text> value{};
};

inline std::vector<wanted_secret> wanted_secrets(std::span<const deployable* const> selected, const plan::source_table& sources) {
  std::vector<wanted_secret> all;
  for (const auto* host : selected) {
    for (const auto name : plan::needed_secrets(*host, sources)) {
      const auto& from = host->settings->secrets;
      auto known = std::ranges::find_if(all, [&](const auto& w) { return w.from == from && w.name == name; });
      if (known == all.end()) known = all.insert(all.end(), {from, name});
      known->hosts.push_back(host);
    }
  }
  return all;
}

inline std::string owners_of(const wanted_secret& w) {
  auto text = full_name(*w.hosts.front());
  if (w.hosts.size() == 2) text += " and " + full_name(*w.hosts.back());
  else if (w.hosts.size() > 2) text += " and " + std::to_string(w.hosts.size() - 1) + " others";
  return text;
}

inline read_secret ask_operator(const wanted_secret& w, const ask_for_secret& ask) {
  auto answer = ask("The secret '" + std::string(w.name) + "' of " + owners_of(w));
  if (!answer) return {{}, "there is no terminal to ask on; run it on one, or name another source in the settings"};
  if (answer->empty()) return {{}, "nothing was answered; type it, or name another source in the settings"};
  return {std::move(answer)};
}

}  // namespace detail

SLIPWAY_DECL void keep_memory_private() {
  ::prctl(PR_SET_DUMPABLE, 0);
  const rlimit nothing{0, 0};
  ::setrlimit(RLIMIT_CORE, &nothing);
}

SLIPWAY_DECL loaded_secrets load_secrets(std::span<const deployable* const> selected, const plan::source_table& sources,
                                         const ask_for_secret& ask) {
  loaded_secrets loaded;
  auto wanted = detail::wanted_secrets(selected, sources);
  if (wanted.empty()) return loaded;
  keep_memory_private();
  const auto read_all = [&](bool prompts) {
    for (auto& w : wanted) {
      if ((w.from.source == secret_source::prompt) != prompts) continue;
      auto read = prompts ? detail::ask_operator(w, ask) : read_from(w.from, w.name);
      if (read.value) w.value = std::make_shared<const secret_text>(std::move(*read.value));
      else loaded.problems.push_back("the secret '" + std::string(w.name) + "' of " + detail::owners_of(w) + ": " + read.problem);
    }
  };
  read_all(false);
  if (loaded.problems.empty()) read_all(true);
  const auto key = make_nonce() + make_nonce();
  for (const auto& w : wanted) {
    if (w.from.source == secret_source::environment) forget_variable(place_of(w.from, w.name));
    for (const auto* host : w.hosts) {
      auto& table = loaded.hosts[host];
      table.key = key;
      if (w.value) table.values.emplace(w.name, w.value);
    }
  }
  return loaded;
}

}  // namespace slipway::fleet
