// What a family's probe prints on this machine, perhaps with other files.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/core/quote.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/plan/answer.hpp>
#include <slipway/plan/shell.hpp>

#include "shells.hpp"

namespace facts_test {

using values = std::map<std::string, std::string>;
using lines = std::vector<std::string>;

namespace detail {

/// What a script prints, as an answer: records joined with newlines.
inline values answer_of(const shells::command& shell, const std::string& script) {
  const auto [status, output] = shells::run(shell, script);
  slipway::plan::answer_reader reader("N", 0);
  for (std::size_t from = 0; from < output.size();) {
    const auto end = output.find('\n', from);
    reader.take(std::string_view(output).substr(from, end - from));
    from = end + 1;
  }
  return status == 0 ? reader.result().facts : values{{"status", std::to_string(status)}, {"output", output}};
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace detail

/// A host that is files below a folder, and programs that print what was recorded.
class recorded_host {
 public:
  recorded_host() {
    std::filesystem::create_directory(folder_ / "bin");
    std::filesystem::create_directory(folder_ / "tools");
    for (const std::string tool : {"stat", "date", "readlink", "cat", "grep", "uname", "sh", "sort"})
      for (const std::string place : {"/usr/bin/", "/bin/"})
        if (std::filesystem::exists(place + tool) && !std::filesystem::exists(folder_ / ("tools/" + tool)))
          std::filesystem::create_symlink(place + tool, folder_ / ("tools/" + tool));
  }

  recorded_host& file(const std::string& path, std::string_view bytes) {
    const auto there = folder_.path() + path;
    std::filesystem::create_directories(std::filesystem::path(there).parent_path());
    shells::write_file(there, bytes);
    return *this;
  }
  recorded_host& folder(const std::string& path) {
    std::filesystem::create_directories(folder_.path() + path);
    return *this;
  }
  recorded_host& link(const std::string& path, const std::string& target) {
    std::filesystem::create_directories(std::filesystem::path(folder_.path() + path).parent_path());
    std::filesystem::create_symlink((target.starts_with('/') ? folder_.path() : "") + target, folder_.path() + path);
    return *this;
  }
  /// A program that prints this; its arguments are in the file `calls`.
  recorded_host& program(const std::string& name, const std::string& output, int status = 0) {
    file("/answers/" + name, output);
    file("/bin/" + name, "#!/bin/sh\necho " + name + " \"$@\" >>" + folder_ / "calls" + "\ncat " + folder_ / ("answers/" + name) +
                             "\nexit " + std::to_string(status) + "\n");
    return executable("/bin/" + name);
  }
  /// What a program prints when it is called with exactly these arguments. Of several of the same call, the last counts; a call
  /// that none is for fails and is among the `strange_calls`.
  recorded_host& call(const std::string& name, const std::string& arguments, const std::string& output, int status) {
    const auto answer = "/answers/" + std::to_string(++recorded_calls_);
    file(answer, output);
    auto& cases = cases_[name];
    cases = slipway::shell_quote(arguments) + ") cat FOLDER" + answer + "; exit " + std::to_string(status) + " ;;\n" + cases;
    const auto text = detail::replaced(R"sh(#!/bin/sh
called=$*
while :; do case $called in *FOLDER*) called=${called%%FOLDER*}${called#*FOLDER} ;; *) break ;; esac; done
case $called in
CASES
esac
printf '%s\n' "PROGRAM $called" >>FOLDER/strange
exit 127
)sh",
                                       "PROGRAM", name);
    file("/bin/" + name, detail::replaced(detail::replaced(text, "CASES", cases), "FOLDER", folder_.path()));
    return executable("/bin/" + name);
  }
  /// A line each; they are forgotten.
  [[nodiscard]] std::string strange_calls() const {
    auto calls = shells::read_file(folder_ / "strange");
    std::filesystem::remove(folder_ / "strange");
    return calls;
  }
  recorded_host& executable(const std::string& path) {
    std::filesystem::permissions(folder_.path() + path, std::filesystem::perms::owner_all);
    const auto name = path.substr(path.rfind('/') + 1);
    // busybox's shell has programs of its own, which come before those of PATH but after functions
    if (path.starts_with("/bin/") && name.find('-') == std::string::npos)
      functions_[name] = "() { " + folder_.path() + path + " \"$@\"; }\n";
    return *this;
  }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  [[nodiscard]] std::string calls() const { return shells::read_file(folder_ / "calls"); }

  /// Only the programs named above are found, and those that the shell text may count on.
  [[nodiscard]] values gather(const slipway::fact_family& family, const shells::command& shell,
                              const std::string& words = {}) const {
    std::string functions;
    for (const auto& [name, body] : functions_) functions += name + body;
    auto found = detail::answer_of(shell, "nonce=N\nbase=" + folder_.path() + "\nmarks_key=k\nall=\n" +
                                              std::string(slipway::plan::prelude_shell()) +
                                              std::string(slipway::plan::answer_shell()) + "PATH=" + folder_ / "bin" + ":" +
                                              folder_ / "tools" + "\nuser_id=0\n" + functions + here(family.probe) + "facts_" +
                                              std::string(family.name) + here(words) + " </dev/null\nanswer\n");
    for (auto& [name, value] : found) value = detail::replaced(value, folder_.path(), "");
    return found;
  }
  /// The records of a list, with bars between their fields.
  [[nodiscard]] lines records(const slipway::fact_family& family, const shells::command& shell,
                              const std::string& words = {}) const {
    const auto found = gather(family, shell, words);
    const auto list = found.find(std::string(family.name));
    if (list == found.end()) return {found.contains("output") ? found.at("output") : "unknown"};
    lines all;
    for (std::size_t from = 0; from < list->second.size();) {
      const auto end = std::min(list->second.find('\n', from), list->second.size());
      all.push_back(detail::replaced(list->second.substr(from, end - from), "\t", "|"));
      from = end + 1;
    }
    return all;
  }

 private:
  /// Shell text that finds this host's files where it names the host's.
  [[nodiscard]] std::string here(std::string_view text) const {
    std::string moved(text);
    for (const auto* top : {"/etc/", "/proc/", "/sys/", "/run/", "/usr/", "/var/", "/lib/", "/nix/", "/srv/", "/.dockerenv"})
      for (const auto* before : {" ", "\"", "<", "="})
        moved = detail::replaced(moved, std::string(before) + top, before + folder_.path() + top);
    return moved;
  }

  shells::scratch folder_;
  std::map<std::string, std::string> functions_;  // by name
  std::map<std::string, std::string> cases_;      // of programs whose arguments count
  int recorded_calls_ = 0;
};

/// Looks at the same host with every shell.
template <class Look>
void with_each_shell(Look look) {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    look(shell);
  }
}

/// Files that the probe reads, and what stands in for each.
inline values gather(const slipway::fact_family& family, const shells::command& shell,
                     const std::map<std::string, std::string>& files = {}, const std::string& words = {}) {
  const shells::scratch folder;
  std::string probe(family.probe);
  int number = 0;
  for (const auto& [path, bytes] : files) {
    const auto stand_in = folder / std::to_string(number++);
    if (bytes != "absent") shells::write_file(stand_in, bytes);
    for (auto at = probe.find(path); at != std::string::npos; at = probe.find(path, at + stand_in.size()))
      probe.replace(at, path.size(), stand_in);
  }
  const auto script = "nonce=N\nbase=" + folder.path() + "\nmarks_key=k\nall=\n" + std::string(slipway::plan::prelude_shell()) +
                      std::string(slipway::plan::answer_shell()) + probe + "facts_" + std::string(family.name) + words +
                      "\nanswer\n";
  return detail::answer_of(shell, script);
}

}  // namespace facts_test
