// A family's shell text run with every shell, with fake programs in place of the host's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resources/host.hpp"

namespace slipway::tests {

class fake_host {
 public:
  explicit fake_host(const tools& t) : tools_(t), runner_(t) { std::filesystem::create_directory(folder_.path("bin")); }

  /// Every call is recorded with its arguments. $CALLS is how often it was called before.
  void program(const std::string& name, std::string_view body) const {
    folder_.write("bin/" + name, "#!/bin/sh\nCALLS=0\nwhile read -r called _; do if [ \"$called\" = " + name +
                                     " ]; then CALLS=$((CALLS + 1)); fi; done <" + calls_file() + "\nprintf '%s\\n' \"" + name +
                                     " $*\" >>" + calls_file() + "\n" + std::string(body) + "\n");
    std::filesystem::permissions(folder_.path("bin/" + name), std::filesystem::perms::owner_all);
    folder_.write("calls", "");
  }
  /// One that answers with a recorded text.
  void answers(const std::string& name, std::string_view text, int status = 0) const {
    folder_.write("answer-" + name, text);
    program(name, "cat " + folder_.path("answer-" + name) + "\nexit " + std::to_string(status));
  }

  /// The states of many operations, probed at once.
  template <class... Resources>
  [[nodiscard]] std::vector<std::string> probe(const Resources&... r) const {
    return lines(run(text_for(r...) + "probe $all\n" + "for i in $all; do eval \"printf '%s\\n' \\\"\\$s_$i\\\"\"; done\n"));
  }

  /// Whether it worked, then what was written, joined with newlines. `before` is shell text that comes first.
  [[nodiscard]] std::string apply(const Resource auto& r, std::string_view before = {}) const {
    const auto& f = r.belongs_to();
    const auto ready = f.ready.empty() ? std::string() : "ready_" + std::string(f.name) + " && ";
    return run(text_for(r) + std::string(before) + "\napply() {\n" + r.apply(host::no_data()) + "\n}\nif " + ready +
               "apply; then echo; echo done; else echo; echo failed; fi\n");
  }

  /// Shell text after the family's own.
  [[nodiscard]] std::string after(const Resource auto& r, std::string_view text) const {
    return run(text_for(r) + std::string(text) + "\n");
  }

  /// The calls of the fake programs since the last one was made, one a line.
  [[nodiscard]] std::string calls() const { return folder_.read("calls").value_or(""); }
  [[nodiscard]] std::string notes() const { return folder_.read("run/journal").value_or(""); }
  [[nodiscard]] const std::string& name() const { return tools_.name; }

 private:
  [[nodiscard]] std::string calls_file() const { return folder_.path("calls"); }
  [[nodiscard]] std::string run(const std::string& text) const {
    std::filesystem::remove_all(folder_.path("run"));
    std::filesystem::create_directory(folder_.path("run"));
    return runner_.run(text);
  }

  template <class First, class... More>
  [[nodiscard]] std::string text_for(const First& first, const More&... more) const {
    const family& f = first.belongs_to();
    std::string text(plan::prelude_shell());
    text += plan::runner_shell();
    const auto folder = folder_.path("run");
    text += "PATH=" + folder_.path("bin") + ":$PATH\nrun=" + folder + " run_id=r1 marks_key=m1 step=0\n";
    // what waits need not wait long
    text += "sleep() { command sleep 0.01; }\n";
    text.append(f.probe).append(f.apply).append(f.ready).append(f.settle).append(f.last);
    text += "families=" + std::string(f.name) + " all=\n";
    std::size_t index = 0;
    const auto add = [&](const auto& r) {
      shell_words words;
      words.begin(index);
      r.probe(host::no_data(), words);
      const auto i = std::to_string(index++);
      text += "f_" + i + "=" + std::string(f.name) + " w_" + i + "=" + shell_quote(words.text()) + " all=\"$all " + i + "\"\n";
    };
    add(first);
    (add(more), ...);
    return text;
  }

  static std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from < text.size();) {
      const auto end = std::min(text.find('\n', from), text.size());
      all.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    return all;
  }

  tools tools_;
  host runner_;
  scratch folder_;
};

/// One fake host for each shell.
template <class Test>
void with_every_shell(Test test) {
  for (const auto& t : all_tools())
    if (t.applets.empty() || t.applets == "*") test(fake_host(t));
}

/// The same without busybox, which prefers programs of its own (find, mkdir, dpkg) to those in PATH.
template <class Test>
void with_shells_of_the_path(Test test) {
  for (const auto& t : all_tools())
    if (t.applets.empty()) test(fake_host(t));
}

}  // namespace slipway::tests
