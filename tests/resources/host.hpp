// A resource's shell text run for real, on this machine, with every shell that hosts have, and with busybox alone.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/core/quote.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/plan/answer.hpp>
#include <slipway/plan/host_scope.hpp>
#include <slipway/plan/shell.hpp>

#include "shells.hpp"

namespace slipway::tests {

/// A folder of its own under /tmp, removed at the end.
class scratch {
 public:
  [[nodiscard]] std::string path(std::string_view name) const { return folder_ / name; }
  void write(std::string_view name, std::string_view bytes) const { shells::write_file(path(name), bytes); }
  [[nodiscard]] std::optional<std::string> read(std::string_view name) const {
    if (!std::filesystem::exists(path(name))) return std::nullopt;
    return shells::read_file(path(name));
  }

 private:
  shells::scratch folder_;
};

/// What a host runs shell text with.
struct tools {
  std::string name, shell;
  std::string applets{};  // "*": every other program is busybox's too
};

inline bool is_installed(std::string_view program) {
  for (std::string_view folder : {"/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"})
    if (std::filesystem::exists(std::string(folder) + std::string(program))) return true;
  return false;
}

inline std::vector<tools> all_tools() {
  std::vector<tools> all{{"dash", "dash"}, {"bash", "bash"}, {"busybox", "busybox sh", "*"}};
  std::erase_if(all, [](const tools& t) {
    return !is_installed(t.shell.substr(0, t.shell.find(' '))) || (!t.applets.empty() && !is_installed("busybox"));
  });
  return all;
}

inline std::string output_of(const std::string& command) {
  shells::process p({"sh", "-c", command});
  p.end_input();
  auto output = p.read_all();
  p.wait();
  return output;
}

struct outcome {
  std::string found, after;  // states before and after
  bool applied = false;      // whether the apply said that it succeeded
  std::string output;        // of the apply
};

/// A host that is this machine: carries out one resource, without a plan.
class host {
 public:
  explicit host(tools t) : tools_(std::move(t)) {
    std::filesystem::create_directory(folder_.path("bin"));
    if (!tools_.applets.empty()) output_of("busybox --install -s " + folder_.path("bin"));
  }

  /// Variables for the shell text.
  void set(std::string_view name, std::string_view value) { variables_ += std::string(name) + "=" + shell_quote(value) + "\n"; }

  /// A program that only writes down how it was called.
  void imitate(const std::string& program) {
    folder_.write("bin/" + program, "#!/bin/sh\nprintf '%s\\n' \"" + program + " $*\" >" + folder_.path("called") + "\n");
    std::filesystem::permissions(folder_.path("bin/" + program), std::filesystem::perms::owner_all);
  }
  /// The last call of an imitated program, if there was one since this was asked.
  [[nodiscard]] std::string imitated() const {
    auto call = folder_.read("called").value_or("\n");
    std::filesystem::remove(folder_.path("called"));
    call.pop_back();
    return call;
  }

  [[nodiscard]] std::string probe(const Resource auto& r, const scope& s = no_data()) const {
    return line_of(run(text_for(r, s)), "found ");
  }

  [[nodiscard]] outcome carry_out(const Resource auto& r, const scope& s = no_data()) const {
    return carry_out(r, r.apply(s), s);
  }

  [[nodiscard]] outcome undo(const Resource auto& r, const scope& s = no_data()) const {
    return carry_out(r, r.undo(s).script, s);
  }

  using named_contents = std::map<std::pair<std::size_t, std::string>, std::string>;

  /// What a diff is made from: of operation 0, "before" and "after".
  [[nodiscard]] named_contents contents(const Resource auto& r, const scope& s = no_data()) const {
    plan::answer_reader reader("NONCE", 1);
    const auto said = run("nonce=NONCE want_content=yes\n" + text_for(r, s));
    for (std::size_t from = 0; from < said.size(); from = said.find('\n', from) + 1)
      reader.take(std::string_view(said).substr(from, said.find('\n', from) - from));
    return reader.result().contents;
  }

  static const plan::host_scope& no_data() {
    static const plan::source_table none;
    static const std::map<std::string, std::string> facts;
    static const plan::host_scope s({}, none, &facts);
    return s;
  }

  [[nodiscard]] std::string run(const std::string& text) const {
    std::filesystem::remove_all(folder_.path("run"));
    std::filesystem::create_directory(folder_.path("run"));
    folder_.write("script", text);
    return output_of("env -i HOME=/ PATH=/usr/bin:/bin " + tools_.shell + " " + folder_.path("script") + " 2>&1 </dev/null");
  }

 private:
  std::string text_for(const Resource auto& r, const scope& s) const {
    const family& f = r.belongs_to();
    shell_words words;
    words.begin(0);
    r.probe(s, words);
    std::string text = variables_ + std::string(plan::prelude_shell()) + std::string(plan::runner_shell());
    text += "PATH=" + folder_.path("bin") + ":$PATH\nrun=" + folder_.path("run") + " run_id=r1 marks_key=m1 step=0\n";
    text.append(f.probe).append(f.apply);
    if constexpr (requires { r.body(s); })
      if (const auto c = r.body(s)) text += "content_0() { printf %s " + shell_quote(c->bytes) + "; }\n";
    text += "families=" + std::string(f.name) + " f_0=" + std::string(f.name) + " w_0=" + shell_quote(words.text()) + "\n";
    return text + "probe 0\nprintf 'found %s\\n' \"$s_0\"\n";
  }

  outcome carry_out(const Resource auto& r, const std::string& apply, const scope& s) const {
    const auto said = run(text_for(r, s) + "apply() {\n" + apply + "\n}\necho output-begins\n" +
                          "if apply; then echo; echo applied yes; else echo; echo applied no; fi\n" +
                          "probe 0\nprintf 'after %s\\n' \"$s_0\"\n");
    outcome o;
    o.found = line_of(said, "found ");
    o.after = line_of(said, "after ");
    o.applied = line_of(said, "applied ") == "yes";
    const auto begin = said.find("output-begins\n") + 14;
    o.output = said.substr(begin, said.rfind("\napplied ") - begin);
    return o;
  }

  static std::string line_of(const std::string& text, const std::string& key) {
    const auto at = ("\n" + text).rfind("\n" + key);
    if (at == std::string::npos) return "nothing but: " + text;
    const auto from = at + key.size();
    return text.substr(from, text.find('\n', from) - from);
  }

  tools tools_;
  scratch folder_;
  std::string variables_;
};

/// Runs a test with each of all_tools(), and a folder for it; the path of `name` in there lives long enough for an operation.
template <class Test>
void on_each_host(std::string_view name, Test test) {
  for (const auto& t : all_tools()) {
    INFO(t.name);
    const scratch s;
    static std::string path;
    path = s.path(name);
    test(host(t), s, std::string_view(path));
  }
}

}  // namespace slipway::tests
