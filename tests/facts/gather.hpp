// What a family's probe prints on this machine, perhaps with other files.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <slipway/model/fact.hpp>
#include <slipway/plan/answer.hpp>
#include <slipway/plan/shell.hpp>

#include "shells.hpp"

namespace facts_test {

using values = std::map<std::string, std::string>;

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
                      std::string(slipway::plan::answer_shell()) + probe + "facts_" + std::string(family.name) + words + "\nanswer\n";
  const auto [status, output] = shells::run(shell, script);
  slipway::plan::answer_reader reader("N", 0);
  for (std::size_t from = 0; from < output.size();) {
    const auto end = output.find('\n', from);
    reader.take(std::string_view(output).substr(from, end - from));
    from = end + 1;
  }
  return status == 0 ? reader.result().facts : values{{"status", std::to_string(status)}, {"output", output}};
}

}  // namespace facts_test
