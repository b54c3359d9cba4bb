#pragma once

#include <algorithm>
#include <cctype>
#include <charconv>

#include <slipway/core/clean.hpp>
#include <slipway/core/glob.hpp>
#include <slipway/front/machine_record.hpp>

namespace slipway::front {
namespace detail {

/// A line of ssh_config(5): a keyword and its arguments, which may be quoted.
struct config_line {
  std::size_t number = 0;
  std::string keyword;  // in small letters
  std::vector<std::string> arguments;
};

inline config_line split_config_line(std::string_view text, std::size_t number) {
  config_line made{number, {}, {}};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    const bool separates = text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || (text[i] == '=' && words.size() == 1);
    if (separates) {
      ++i;
    } else if (text[i] == '#') {
      break;
    } else if (text[i] == '"') {
      const auto end = std::min(text.find('"', i + 1), text.size());
      words.emplace_back(text.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      const auto end = std::min(text.find_first_of(words.empty() ? " \t\r=" : " \t\r", i), text.size());
      words.emplace_back(text.substr(i, end - i));
      i = end;
    }
  }
  if (words.empty()) return made;
  made.keyword = words.front();
  for (auto& c : made.keyword) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  made.arguments.assign(words.begin() + 1, words.end());
  return made;
}

inline bool host_matches(const std::vector<std::string>& patterns, std::string_view name) {
  bool found = false;
  for (const auto& p : patterns) {
    if (p.starts_with('!') && glob_match(std::string_view(p).substr(1), name)) return false;
    found = found || glob_match(p, name);
  }
  return found;
}

/// Gives a machine what a line says, where nothing before it did.
inline void take_config(machine_record& m, const config_line& line, const std::string& where, std::vector<std::string>& faults) {
  if (line.arguments.empty()) return;
  const auto& word = line.arguments.front();
  const auto first = [&](std::optional<std::string>& to) {
    if (!to) to = word;
  };
  if (line.keyword == "hostname") first(m.reached.address);
  else if (line.keyword == "user") first(m.reached.user);
  else if (line.keyword == "identityfile") first(m.reached.identity);
  else if (line.keyword == "userknownhostsfile") first(m.reached.known_hosts);
  else if (line.keyword == "tag") m.tags.insert(m.tags.end(), line.arguments.begin(), line.arguments.end());
  else if (line.keyword == "port" && !m.reached.port) {
    unsigned port = 0;
    const auto [end, wrong] = std::from_chars(word.data(), word.data() + word.size(), port);
    if (wrong == std::errc() && end == word.data() + word.size() && port >= 1 && port <= 65535) m.reached.port = port;
    else
      faults.push_back(where + ":" + std::to_string(line.number) + ": 'Port' of '" + clean(m.name) +
                       "' must be a number from 1 to 65535, and is the text '" + clean(word) + "'");
  }
}

/// "%h" is the name that was asked for.
inline void expand_host(machine_record& m) {
  if (!m.reached.address) return;
  auto& address = *m.reached.address;
  for (auto at = address.find('%'); at != std::string::npos && at + 1 < address.size(); at = address.find('%', at + 1)) {
    if (address[at + 1] == '%') address.erase(at + 1, 1);
    else if (address[at + 1] == 'h') {
      address.replace(at, 2, m.name);
      at += m.name.size() - 1;
    }
  }
}

inline std::vector<config_line> config_lines(std::string_view text) {
  std::vector<config_line> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    if (auto line = split_config_line(text.substr(0, end), number); !line.keyword.empty()) lines.push_back(std::move(line));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace detail

SLIPWAY_DECL machine_records records_of_ssh_config(std::string_view text, const std::string& where, const data_type& wanted) {
  machine_records made;
  const auto lines = detail::config_lines(text);
  for (const auto& line : lines) {
    const auto at = where + ":" + std::to_string(line.number) + ": ";
    if (line.keyword == "match" || line.keyword == "include")
      made.faults.push_back(at + "what '" + line.keyword +
                            "' means depends on where ssh runs, and is not read here: name a file without it");
    if (line.keyword != "host") continue;
    for (const auto& name : line.arguments) {
      if (name.find_first_of("*?!") != std::string::npos) continue;
      if (std::ranges::find(made.all, name, &machine_record::name) != made.all.end()) continue;
      made.all.push_back({name, line.number, {}, {}, std::vector<record_data>(wanted.fields.size())});
      for (const auto& f : wanted.fields)
        if (!f.optional)
          made.faults.push_back(at + "the data of '" + clean(name) + "' lacks '" + std::string(f.name) + "', " +
                                expected_words(f) + ", and a configuration of ssh holds none: make the member a std::optional");
    }
  }
  static const std::vector<std::string> everyone{"*"};
  for (auto& m : made.all) {
    const auto* patterns = &everyone;
    for (const auto& line : lines) {
      if (line.keyword == "host") patterns = &line.arguments;
      else if (detail::host_matches(*patterns, m.name)) detail::take_config(m, line, where, made.faults);
    }
    detail::expand_host(m);
  }
  return made;
}

}  // namespace slipway::front
