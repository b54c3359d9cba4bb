#pragma once

#include <slipway/resources/cron.hpp>

namespace slipway::resources {
namespace detail {

/// The file of a job; `text` becomes its content and must outlive what is returned.
inline file_spec file_of(const cron_job_resource& job, std::string_view path, std::string& text) {
  file_spec f{host_path(path)};
  f.gone = job.gone;
  if (job.gone) return f;
  text = "# kept by slipway\n" + std::string(job.schedule) + " " + std::string(job.user) + " ";
  for (char c : job.command) text += c == '%' ? std::string("\\%") : std::string(1, c);
  text += "\n";
  f.kind = content_kind::literal;
  f.text = text;
  f.mode = file_mode("0644");  // cron passes over files that others may write to
  f.owner = f.group = "root";
  return f;
}

}  // namespace detail

SLIPWAY_DECL void cron_job_resource::probe(const scope& s, shell_words& words) const {
  std::string text;
  probe_file(detail::file_of(*this, path(), text), s, words);
}

SLIPWAY_DECL std::string cron_job_resource::desired(const scope& s) const {
  std::string text;
  return desired_file(detail::file_of(*this, path(), text), s);
}

SLIPWAY_DECL std::string cron_job_resource::apply(const scope& s) const {
  std::string text;
  return apply_file(detail::file_of(*this, path(), text), s);
}

SLIPWAY_DECL std::optional<content> cron_job_resource::body(const scope& s) const {
  std::string text;
  return file_content(detail::file_of(*this, path(), text), s);
}

SLIPWAY_DECL undo_text cron_job_resource::undo(const scope&) const {
  std::string text;
  return undo_file(detail::file_of(*this, path(), text));
}

}  // namespace slipway::resources
