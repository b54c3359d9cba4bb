// Jobs of cron, each in a file of its own below /etc/cron.d.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include <slipway/core/cron_schedule.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/account.hpp>
#include <slipway/resources/generated_file.hpp>

namespace slipway {
namespace resources {

/// The name of a job's file: cron passes over files of other names.
struct cron_job_name : located {
  static constexpr std::size_t longest = 48;

  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr cron_job_name(const Text& name, const char* in_file = __builtin_FILE(), unsigned at_line = __builtin_LINE())
      : located(std::string_view(name), in_file, at_line) {
    if (text.empty() || text.size() > longest) name_must_have_between_1_and_48_characters(text);
    for (char c : text) {
      const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (!is_plain) name_must_be_letters_digits_hyphens_and_underscores(text);
    }
  }
};

struct cron_job_resource : answers_as_a_file<cron_job_resource> {
  static constexpr std::string_view folder = "/etc/cron.d/";

  located name;
  std::array<char, folder.size() + cron_job_name::longest> path_text{};
  std::string_view schedule{}, command{}, user = "root";
  bool gone = false;

  constexpr explicit cron_job_resource(cron_job_name job) : name(job) {
    auto* to = path_text.data();
    for (std::string_view part : {folder, job.text})
      for (char c : part) *to++ = c;
  }

  /// When: the five fields of crontab(5), or a word such as `@daily`.
  [[nodiscard]] constexpr cron_job_resource at(text_argument when) const {
    if (!is_cron_schedule(when)) schedule_is_not_one_of_crontab(when);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.schedule = when;
    return r;
  }
  /// What: one line of shell; cron's own use of `%` is taken care of.
  [[nodiscard]] constexpr cron_job_resource runs(text_argument line) const {
    if (line.empty()) text_must_not_be_empty(line);
    if (line.find('\n') != std::string_view::npos) text_must_be_one_line(line);
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.command = line;
    return r;
  }
  /// As whom; left out: root.
  [[nodiscard]] constexpr cron_job_resource as(account_name account) const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.user = account.text;
    return r;
  }
  [[nodiscard]] constexpr cron_job_resource absent() const {
    if (!schedule.empty() || !command.empty()) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }
  [[nodiscard]] constexpr fault missing() const {
    if (!gone && (schedule.empty() || command.empty())) return {cron_job_needs_at_and_runs_or_absent, name.text};
    return {};
  }

  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest(value_of_type<"cron job">).add(name.text).add(schedule).add(command).add(user).add(gone);
  }
  [[nodiscard]] constexpr std::string_view path() const { return {path_text.data(), folder.size() + name.text.size()}; }
  constexpr void describe_more(description& d) const {
    if (gone) return;
    describe_owner(d, user, {});
    d.needs(spaces::path, folder.substr(0, folder.size() - 1));
  }
  [[nodiscard]] SLIPWAY_DECL std::string text() const;
};

}  // namespace resources

namespace cron {
/// A job of cron: `.at("30 3 * * *").runs("/usr/local/bin/backup").as("backup")`, or `.absent()`. Needs root.
[[nodiscard]] constexpr resources::cron_job_resource job(resources::cron_job_name name) {
  return resources::cron_job_resource(name);
}
}  // namespace cron

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/cron.ipp>
#endif
