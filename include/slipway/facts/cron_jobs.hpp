// Jobs of cron, from its tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

class record_line;

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& cron_jobs();
}  // namespace facts

namespace fact {
/// A line of crontab(5) that runs something.
struct cron_job_record {
  std::string command;
  std::string user;
  std::string schedule;  // "17 * * * *" or "@daily"
  std::string file;

  static constexpr std::string_view space = "path";
  static constexpr std::string_view below = "/etc/cron";
  static constexpr fact_field fields[]{{"command"}, {"user"}, {"schedule"}, {"file"}};
  [[nodiscard]] SLIPWAY_DECL static cron_job_record read(const record_line& line);
};
inline constexpr list_fact<"cron_jobs", cron_job_record> cron_jobs{
    {&facts::cron_jobs, &list_fact<"cron_jobs", cron_job_record>::own_kind}};
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/cron_jobs.ipp>
#endif
