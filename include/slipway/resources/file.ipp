#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/core/sha256.hpp>
#include <slipway/resources/attributes.hpp>
#include <slipway/model/filled_text.hpp>
#include <slipway/resources/file.hpp>

namespace slipway::resources {
namespace detail {

inline bool is_template(const file_spec& f) {
  return f.kind == content_kind::from_template || f.kind == content_kind::template_file;
}

inline std::string_view template_text(const file_spec& f, const scope& s) {
  return f.kind == content_kind::template_file ? std::string_view(s.source(f.text).text) : f.text;
}

inline bool is_secret(const file_spec& f, const scope& s) { return is_template(f) && needs_secrets(template_text(f, s), s); }

}  // namespace detail

SLIPWAY_DECL std::optional<content> file_content(const file_spec& f, const scope& s) {
  if (f.kind == content_kind::unmanaged) return std::nullopt;
  if (f.kind == content_kind::local_file) {
    const auto& source = s.source(f.text);
    return content{{}, f.text, source.size, source.sha256};
  }
  content c;
  c.bytes = detail::is_template(f) ? fill(detail::template_text(f, s), s) : std::string(f.text);
  if (detail::is_secret(f, s)) {
    c.is_secret = true;
    c.secret = fill_with_secrets(detail::template_text(f, s), s);
    return c;
  }
  c.size = c.bytes.size();
  c.sha256 = sha256(c.bytes);
  return c;
}

SLIPWAY_DECL void probe_file(const file_spec& f, const scope& s, shell_words& words) {
  auto wanted = detail::attributes(f.mode, f.owner, f.group);
  const bool secret = detail::is_secret(f, s);
  if (f.kind != content_kind::unmanaged) wanted += secret ? 's' : 'c';
  if (f.follow) wanted += 'F';
  words.add("f").add(wanted).add(f.path.text);
  if (secret || (detail::is_template(f) && !s.knows_facts && needs_facts(detail::template_text(f, s), s))) {
    words.add("any").add("");  // the size is not known yet, or to nobody: whatever is there is hashed
    return;
  }
  const auto c = file_content(f, s);
  words.add(c ? c->size : 0).add(c ? c->sha256 : std::string());
}

SLIPWAY_DECL std::string desired_file(const file_spec& f, const scope& s) {
  if (f.gone) return "absent";
  auto state = "file" + detail::attribute_state(f.mode, f.owner, f.group);
  if (detail::is_secret(f, s)) return state + " secret=ok";
  if (const auto c = file_content(f, s)) state += " sha256=" + c->sha256;
  return state;
}

SLIPWAY_DECL std::string apply_file(const file_spec& f, const scope&) {
  if (f.gone) return "remove_file " + shell_quote(f.path.text);
  shell_words words;
  words.add(f.path.text).add(f.mode.given ? detail::octal(f.mode.bits) : "").add(detail::umask_for(f.mode));
  words.add(f.owner).add(f.group).add(f.follow ? "follow" : "");
  return (f.kind == content_kind::unmanaged ? "set_file_attributes \"$step\" " : "write_file \"$step\" ") + words.text();
}

SLIPWAY_DECL undo_text undo_file(const file_spec& f) {
  if (f.gone) return {{}, "what a removed file held is not known any more"};
  return {"remove_file " + shell_quote(f.path.text),
          {},
          prior::is_lost,
          shell_words().add("f").add("").add(f.path.text).add(0).add("").text(),
          "absent"};
}

}  // namespace slipway::resources
