#pragma once

#include <slipway/facts/cron_jobs.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL cron_job_record cron_job_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& cron_jobs() {
  static const fact_family f{"cron_jobs", R"sh(
facts_cron_jobs() {
  fact_list cron_jobs
  set +f
  set -- /etc/crontab /etc/cron.d/* /var/spool/cron/crontabs/* /etc/crontabs/* /var/spool/cron/*
  set -f
  for _file; do
    if [ ! -f "$_file" ] || [ ! -r "$_file" ]; then continue; fi
    case $_file in
      # what cron leaves alone, and Alpine's second name of /etc/crontabs
      *~ | *.dpkg-* | *.rpmsave | *.rpmnew | *.rpmorig) continue ;;
      /var/spool/cron/crontabs/*) if [ -L /var/spool/cron/crontabs ] && [ -d /etc/crontabs ]; then continue; fi ;;
    esac
    case $_file in
      /etc/crontab | /etc/cron.d/*) _owner= ;;
      *) _owner=${_file##*/} ;;
    esac
    facts_cron_jobs_of
  done
}

facts_cron_jobs_of() {
  while read -r _first _rest || [ -n "$_first" ]; do
    case $_first in
      '' | '#'* | [A-Za-z_]*) continue ;;
      @*) _schedule=$_first ;;
      *)
        set -- $_rest
        if [ $# -lt 5 ]; then continue; fi
        # of - before it, cronie logs nothing
        _schedule="${_first#-} $1 $2 $3 $4"
        for _ in 1 2 3 4; do _rest=${_rest#*[" $tab"]}; while :; do case $_rest in [" $tab"]*) _rest=${_rest#?} ;; *) break ;; esac; done; done ;;
    esac
    _user=$_owner
    if [ -z "$_user" ]; then
      _user=${_rest%%[" $tab"]*} _rest=${_rest#*[" $tab"]}
      while :; do case $_rest in [" $tab"]*) _rest=${_rest#?} ;; *) break ;; esac; done
    fi
    fact_record cron_jobs "$_rest" "$_user" "$_schedule" "$_file"
  done <"$_file"
}
)sh",
                             fact::cron_job_record::fields, fact_shape::list, "its command"};
  return f;
}
}  // namespace facts

}  // namespace slipway
