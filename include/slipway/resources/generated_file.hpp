// Files whose whole content a resource makes of what it was told: a job of cron, a timer of systemd.
#pragma once

#include <string>
#include <string_view>

#include <slipway/resources/file.hpp>

namespace slipway::resources {

/// The file at `path`, root's and readable by all (cron passes over files that others may write to), or its absence. `text` must
/// outlive what is returned.
[[nodiscard]] constexpr file_spec generated_file(std::string_view path, const std::string* text) {
  file_spec f{host_path(path)};
  f.gone = text == nullptr;
  if (f.gone) return f;
  f.kind = content_kind::literal;
  f.text = *text;
  f.mode = file_mode("0644");
  f.owner = f.group = "root";
  return f;
}

/// The questions that such a resource answers like any file. `Resource` has `path()`, `gone`, `text()` and `describe_more(d)`.
template <class Resource>
struct answers_as_a_file {
  static const family& belongs_to() { return path_family(); }
  constexpr void describe(description& d) const {
    const auto path = self().path();
    d.manages(spaces::path, path, digest(path), self().gone ? presence::absent : presence::present);
    d.needs_root();
    self().describe_more(d);
  }
  void probe(const scope& s, shell_words& words) const {
    ask([&](const file_spec& f) { probe_file(f, s, words); });
  }
  [[nodiscard]] std::string desired(const scope& s) const {
    return ask([&](const file_spec& f) { return desired_file(f, s); });
  }
  [[nodiscard]] std::string apply(const scope& s) const {
    return ask([&](const file_spec& f) { return apply_file(f, s); });
  }
  [[nodiscard]] std::optional<content> body(const scope& s) const {
    return ask([&](const file_spec& f) { return file_content(f, s); });
  }
  [[nodiscard]] undo_text undo(const scope&) const {
    return ask([](const file_spec& f) { return undo_file(f); });
  }

 private:
  [[nodiscard]] constexpr const Resource& self() const { return static_cast<const Resource&>(*this); }
  template <class Ask>
  auto ask(Ask question) const {
    const auto text = self().text();
    return question(generated_file(self().path(), self().gone ? nullptr : &text));
  }
};

}  // namespace slipway::resources
