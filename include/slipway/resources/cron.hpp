// Jobs of cron, each in a file of its own below /etc/cron.d.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <slipway/core/cron_schedule.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>
#include <slipway/model/resource.hpp>
#include <slipway/resources/account.hpp>
#include <slipway/resources/generated_file.hpp>

namespace slipway {
namespace resources {

struct cron_job_resource : answers_as_a_file<cron_job_resource> {
  static constexpr std::string_view folder = "/etc/cron.d/";
  static constexpr std::size_t longest_name = 48;

  located name;
  std::array<char, folder.size() + longest_name> path_text{};
  std::string_view schedule{}, command{}, user = "root";
  bool gone = false;

  constexpr explicit cron_job_resource(located job) : name(job) {
    // cron passes over files of other names
    if (job.text.empty() || job.text.size() > longest_name) name_must_have_between_1_and_48_characters(job.text);
    auto* to = path_text.data();
    for (char c : folder) *to++ = c;
    for (char c : job.text) {
      const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (!is_plain) name_must_be_letters_digits_hyphens_and_underscores(job.text);
      *to++ = c;
    }
  }

  /// When: the five fields of crontab(5), or a word such as `@daily`.
  [[nodiscard]] constexpr cron_job_resource at(std::string_view when) const {
    if (!is_cron_schedule(when)) schedule_is_not_one_of_crontab(when);
    auto r = present();
    r.schedule = when;
    return r;
  }
  /// What: one line of shell; cron's own use of `%` is taken care of.
  [[nodiscard]] constexpr cron_job_resource runs(std::string_view line) const {
    if (line.empty()) text_must_not_be_empty(line);
    if (line.find('\n') != std::string_view::npos) text_must_be_one_line(line);
    auto r = present();
    r.command = line;
    return r;
  }
  /// As whom; left out: root.
  [[nodiscard]] constexpr cron_job_resource as(std::string_view account) const {
    auto r = present();
    r.user = account_name(account);
    return r;
  }
  [[nodiscard]] constexpr cron_job_resource absent() const {
    if (!schedule.empty() || !command.empty()) something_absent_has_no_other_attributes(name.text);
    auto r = *this;
    r.gone = true;
    return r;
  }
  constexpr void must_be_complete() const {
    if (!gone && (schedule.empty() || command.empty())) cron_job_needs_at_and_runs_or_absent(name.text);
  }

  [[nodiscard]] constexpr located where() const { return name; }
  [[nodiscard]] constexpr value_digest value() const {
    return value_digest().add("cron job").add(name.text).add(schedule).add(command).add(user).add(gone);
  }
  [[nodiscard]] constexpr std::string_view path() const { return {path_text.data(), folder.size() + name.text.size()}; }
  constexpr void describe_more(description& d) const {
    if (gone) return;
    describe_owner(d, user, {});
    d.needs(spaces::path, folder.substr(0, folder.size() - 1));
  }
  [[nodiscard]] SLIPWAY_DECL std::string text() const;

 private:
  [[nodiscard]] constexpr cron_job_resource present() const {
    if (gone) something_absent_has_no_other_attributes(name.text);
    return *this;
  }
};

}  // namespace resources

namespace cron {
/// A job of cron: `.at("30 3 * * *").runs("/usr/local/bin/backup").as("backup")`, or `.absent()`. Needs root.
[[nodiscard]] constexpr resources::cron_job_resource job(located name) { return resources::cron_job_resource(name); }
}  // namespace cron

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/resources/cron.ipp>
#endif
