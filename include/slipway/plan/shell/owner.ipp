// Shell text: who carries out a run, and whether it still lives.
#pragma once

#include <string_view>

namespace slipway::plan::detail {

inline constexpr std::string_view owner_text = R"sh(
read -r boot_id </proc/sys/kernel/random/boot_id

clock() { # sets now, in hundredths of a second since boot
  IFS='. ' read -r _seconds _hundredths _ </proc/uptime
  now=$((_seconds * 100 + 1$_hundredths - 100))
}

process_start() { # PID: sets started, when the kernel says that it began, in hundredths of a second since boot
  started=
  IFS= read -r _stat 2>/dev/null <"/proc/$1/stat" || return 1
  set -- ${_stat##*) }
  started=${20}
}

read_owner() { # FILE: sets holder and what begins with it
  holder='' holder_boot='' holder_pid='' holder_start='' holder_who='' holder_state=''
  { read -r holder holder_boot holder_pid holder_start; read -r holder_who; read -r holder_state; } 2>/dev/null <"$1"
  [ -n "$holder_start" ]
}

life_of() { # OWNER: sets life: running, rebooting, killed, rebooted or, where there is no owner, none
  life=none
  read_owner "$1" || return 0
  life=rebooted
  # 'rebooting UPTIME SECONDS': it may take until then in this boot, and so long in the next one
  set -- $holder_state
  if [ "$holder_boot" = "$boot_id" ]; then
    life=killed
    if process_start "$holder_pid" && [ "$started" = "$holder_start" ]; then life=running; fi
    _until=${2-}
  else _until=${3-}
  fi
  if [ "${1-}" = rebooting ] && [ $life != running ]; then
    clock
    if [ $now -lt $((_until * 100)) ]; then life=rebooting; fi
  fi
}

guard_is_pending() { # RUN: whether somebody is still to put back what a guard of it has saved; its journal goes on then
  set +f
  set -- "$1"/guard.*/deadline
  set -f
  { read -r _boot _due _; } 2>/dev/null <"$1" || return 1
  # the change was killed after the word had come: nobody has anything to put back
  if { read -r _settled _; } 2>/dev/null <"${1%/*}/settled" && [ "$_settled" = confirmed ]; then return 1; fi
  clock
  if [ "$_boot" = "$boot_id" ]; then [ $now -lt $((_due + 12000)) ]
  else [ -d /run/systemd/system ] && [ $now -lt 30000 ]
  fi
}

is_held() { # OWNER: whether its run is not proven dead, and done with the host
  life_of "$1"
  case $life in
    running) return 0 ;;
    # the stage before has kept it, while the host restarted, for the one that follows it
    rebooting) [ "$holder" != "${follows-}" ] ;;
    none) return 1 ;;
    *) guard_is_pending "$base/runs/$holder" ;;
  esac
}

describe_holder() { # sets described, in words, after life_of
  described="run ${holder:-unknown} of ${holder_who:-nobody}"
  case $life in
    running) clock; described="$described, which began $(((now - holder_start) / 100)) s ago" ;;
    rebooting) described="$described, which waits for this host to come up again" ;;
  esac
}
)sh";

}  // namespace slipway::plan::detail
