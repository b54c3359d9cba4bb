#include <slipway/facts/cron_jobs.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

TEST_CASE("cron_jobs: recorded") {
  recorded_host host;
  host.file("/etc/crontab",
            "SHELL=/bin/sh\n# m h dom mon dow user\n17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly\n");
  host.file("/etc/cron.d/e2scrub", "@daily root   /sbin/e2scrub_all -A\n")
      .file("/var/spool/cron/crontabs/ann", "*/5 1-3 * * mon  echo  a b\nbroken\n");
  with_each_shell([&](const auto& shell) {
    CHECK(host.records(slipway::facts::cron_jobs(), shell) ==
          lines{"cd / && run-parts --report /etc/cron.hourly|root|17 * * * *|/etc/crontab",
                "/sbin/e2scrub_all -A|root|@daily|/etc/cron.d/e2scrub",
                "echo  a b|ann|*/5 1-3 * * mon|/var/spool/cron/crontabs/ann"});
  });
}
