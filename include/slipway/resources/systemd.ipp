#pragma once

#include <slipway/resources/systemd.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view systemd_probe = R"sh(
# systemd_show UNIT...: sets unit_answers, one for each in their order, each ended by an empty line. An alias answers with
# the name of what it is an alias of, so that only the order says which is which.
systemd_show() {
  unit_answers=$(systemd_properties "$@")$newline$newline
  _rest=$unit_answers
  for _unit; do
    case $_rest in
      *Id=*"$newline$newline"*) _rest=${_rest#*"$newline$newline"} ;;
      *) _rest=other; break ;;
    esac
  done
  if [ -z "$_rest" ]; then return 0; fi
  unit_answers=
  for _unit; do unit_answers=$unit_answers$(systemd_properties "$_unit")$newline$newline; done
}

systemd_properties() {
  systemctl show -p Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,NRestarts,DropInPaths -- "$@" 2>/dev/null
}

systemd_next() { # takes the next answer: sets unit_id, unit_load, unit_active, unit_file, unit_restarts
  unit_id='' unit_load='' unit_active='' unit_file='' unit_restarts='' _drop_ins=''
  _lines=${unit_answers%%"$newline$newline"*}
  unit_answers=${unit_answers#*"$newline$newline"}
  IFS=$newline
  for _line in $_lines; do
    case $_line in
      Id=*) unit_id=${_line#*=} ;;
      LoadState=*) unit_load=${_line#*=} ;;
      ActiveState=*) unit_active=${_line#*=} ;;
      UnitFileState=*) unit_file=${_line#*=} ;;
      NRestarts=*) unit_restarts=${_line#*=} ;;
      DropInPaths=*) _drop_ins=${_line#*=} ;;
      NeedDaemonReload=yes) reload_units=yes ;;
    esac
  done
  unset IFS
  # systemd does not notice the first file of a new folder by itself
  case $unit_id in *@*.*) systemd_drop_ins "/etc/systemd/system/${unit_id%%@*}@.${unit_id##*.}.d" ;; esac
  systemd_drop_ins "/etc/systemd/system/$unit_id.d"
}

systemd_drop_ins() { # FOLDER
  if [ ! -d "$1" ]; then return 0; fi
  set +f
  for _file in "$1"/*.conf; do
    case " $_drop_ins " in *" $_file "*) continue ;; esac
    if [ -f "$_file" ]; then reload_units=yes; fi
  done
  set -f
}

probe_systemd() {
  _all=$* _units=
  while [ $# -gt 0 ]; do _units="$_units $3"; shift 3; done
  systemd_show $_units
  set -- $_all
  while [ $# -gt 0 ]; do
    systemd_next
    systemd_state "$2" "$3"
    state "$1" "$_text"
    shift 3
  done
}

systemd_state() { # ASKED UNIT: sets _text
  _text='' _run='' _boot=''
  case $unit_load-$1 in
    -*) _text='unprobeable (systemd does not answer)'; return ;;
    error-*) _text=error; return ;;
    not-found-*[rem]*) _text='not found'; return ;;
  esac
  case $1-$unit_active in
    -*) ;;
    r?-active | r?-reloading) _run=running ;;
    ??-inactive | s?-failed) _run=stopped ;;
    # what systemd starts again and again is one state, whenever it is looked at
    s?-*) _run=running ;;
    *) _run=$unit_active ;;
  esac
  case $1-$_run in
    r?-running | r?-activating) case " ${restarting_units-} " in *" $2 "*) _run=restarting ;; esac ;;
  esac
  case $1-$unit_file in
    ?--*) ;;
    ?e-enabled | ?e-static | ?e-generated | ?e-alias) _boot=enabled ;;
    ?d-disabled | ?d-indirect | ?d-linked* | ?d-masked | ?[ed]-) _boot=disabled ;;
    ?m-masked) _boot=masked ;;
    ?m-*) _boot='not masked' ;;
    ?x-enabled | ?x-enabled-runtime) _boot=enabled ;;
    ?x-*) _boot=disabled ;;
    *) _boot=$unit_file ;;
  esac
  case $unit_load-$1-$_run in masked-re-stopped) _run='' ;; masked-r?-stopped) _run=masked ;; esac
  _text=$_run${_run:+${_boot:+ }}$_boot
}
)sh";

inline constexpr std::string_view systemd_apply = R"sh(
unit_log() { # LINES: the last ones of the unit that was looked at
  journalctl -q --no-pager -o cat -n "$1" -u "$unit_id" 2>/dev/null
}

unit_trouble() {
  unit_log 10
  return 1
}

order_systemd() { # start|restart|reload UNIT: systemd counts starts, to end loops of its own; an order is none
  if timely systemctl "$1" -- "$2"; then return 0; fi
  case $(systemctl show -p Result -- "$2") in Result=start-limit-hit) ;; *) unit_trouble; return ;; esac
  systemctl reset-failed -- "$2"
  timely systemctl "$1" -- "$2" || unit_trouble
}

look_at_unit() { # UNIT: as its files are now
  systemd_show "$1"
  systemd_next
  if [ -z "${reload_units-}" ]; then return 0; fi
  ready_systemd || return 1
  systemd_show "$1"
  systemd_next
}

set_unit() { # UNIT ASKED, as for the probe (x: not enabled, if that can be said of it): only what is needed, first what it is now, then what it is from the next boot on
  look_at_unit "$1" || return 1
  case $unit_load-$2 in not-found-*[re]*) reload_units=yes; look_at_unit "$1" || return 1 ;; esac
  case $unit_file-$2 in
    masked-r? | masked-?e) systemctl -q unmask -- "$unit_id" && look_at_unit "$1" || return 1 ;;
    masked-runtime-*[red]*) systemctl -q --runtime unmask -- "$unit_id" && look_at_unit "$1" || return 1 ;;
  esac
  case $2-$unit_active in
    r?-active | r?-reloading | s?-inactive | s?-failed) ;;
    r?-failed) systemctl reset-failed -- "$1"; order_systemd start "$1" || return 1 ;;
    r?-*) order_systemd start "$1" || return 1 ;;
    s?-*) timely systemctl stop -- "$1" || unit_trouble || return 1 ;;
  esac
  # an alias can be started, but not enabled
  case $2-$unit_file in
    ?e-enabled | ?e-static | ?e-generated | ?e-alias | ?m-masked) ;;
    ?d-disabled | ?d-indirect | ?d-linked* | ?d-masked | ?d-) ;;
    ?x-enabled) systemctl -q disable -- "$unit_id" ;;
    ?x-enabled-runtime) systemctl -q --runtime disable -- "$unit_id" ;;
    ?x-*) ;;
    ?d-static | ?d-generated) say "$unit_id is $unit_file: it cannot be disabled; it can be masked"; return 1 ;;
    ?d-*-runtime) systemctl -q --runtime disable -- "$unit_id" ;;
    ?d-*) systemctl -q disable -- "$unit_id" ;;
    # what does not run well is not started at the next boot either
    re-*) units_to_enable="${units_to_enable-} $1" ;;
    ?e-*) systemctl -q enable -- "$unit_id" ;;
    ?m-*) systemctl -q mask -- "$unit_id" ;;
  esac
}

order_unit() { # reload|restart UNIT
  look_at_unit "$2" || return 1
  if [ "$unit_active" = failed ]; then systemctl reset-failed -- "$2"; fi
  order_systemd "$1" "$2"
}
)sh";

inline constexpr std::string_view systemd_ready = R"sh(
ready_systemd() {
  if [ -z "${reload_units-}" ]; then return 0; fi
  systemctl daemon-reload || return 1
  reload_units=
}
)sh";

inline constexpr std::string_view systemd_settle = R"sh(
settle_systemd() { # what dies within a second, or is restarted by systemd, is not running
  _units=
  while [ $# -gt 0 ]; do
    case $2 in r?) _units="$_units $3" ;; esac
    shift 3
  done
  if [ -z "$_units" ]; then return 0; fi
  set -- $_units
  systemd_show "$@"
  _before=
  for _unit; do systemd_next; _before="$_before $_unit=$unit_restarts"; done
  sleep 1
  systemd_show "$@"
  restarting_units=
  for _unit; do
    systemd_next
    case "$_before " in
      *" $_unit=$unit_restarts "*) if [ "$unit_active" = active ]; then continue; fi ;;
      *) restarting_units="$restarting_units $_unit" ;;
    esac
    _logged=$(unit_log 5 | cut -c1-300)
    IFS=$newline
    for _line in $_logged; do unset IFS; note "$unit_id: ${_line#"$unit_id: "}"; done
    unset IFS
  done
}
)sh";

inline constexpr std::string_view systemd_last = R"sh(
last_systemd() {
  for _unit in ${units_to_enable-}; do
    case " ${restarting_units-} " in *" $_unit "*) continue ;; esac
    systemd_show "$_unit"
    systemd_next
    case $unit_active in active | reloading) systemctl -q enable -- "$unit_id" ;; esac
  done
  units_to_enable=
}
)sh";

// as the probe and set_unit want them
inline std::string_view asked(unit_run r) { return r == unit_run::running ? "r" : r == unit_run::stopped ? "s" : "-"; }
inline std::string_view asked(unit_boot b) {
  return b == unit_boot::enabled ? "e" : b == unit_boot::disabled ? "d" : b == unit_boot::masked ? "m" : "-";
}
inline std::string asked(unit_run r, unit_boot b) { return std::string(asked(r)).append(asked(b)); }

inline std::string set_unit(const unit_name& unit, unit_run r, unit_boot b) {
  return "set_unit " + shell_words().add(unit.full()).add(asked(r, b)).text();
}

}  // namespace detail

SLIPWAY_DECL const family& systemd_family() {
  static constexpr family f{"systemd", detail::systemd_probe, detail::systemd_apply, detail::systemd_ready,
                            detail::systemd_settle, detail::systemd_last};
  return f;
}

SLIPWAY_DECL void service_resource::probe(const scope&, shell_words& words) const {
  words.add(detail::asked(run, boot)).add(unit.full());
}

SLIPWAY_DECL std::string service_resource::desired(const scope&) const {
  std::string state = run == unit_run::running ? "running" : run == unit_run::stopped ? "stopped" : "";
  if (!state.empty() && boot != unit_boot::any) state += ' ';
  return state += boot == unit_boot::enabled    ? "enabled"
                  : boot == unit_boot::disabled ? "disabled"
                  : boot == unit_boot::masked   ? "masked"
                                                : "";
}

SLIPWAY_DECL std::string service_resource::apply(const scope&) const { return detail::set_unit(unit, run, boot); }

SLIPWAY_DECL undo_text service_resource::undo(const scope&) const {
  const auto now = run == unit_run::running ? unit_run::stopped : run == unit_run::stopped ? unit_run::running : unit_run::any;
  // what cannot be disabled is not enabled by anybody either
  const std::string_view then = boot == unit_boot::enabled ? "x" : boot == unit_boot::disabled ? "e" : "-";
  std::string script;
  if (boot == unit_boot::masked) script = "systemctl -q unmask -- " + shell_words().add(unit.full()).text();
  const auto both = std::string(detail::asked(now)).append(then);
  if (both != "--") script += (script.empty() ? "" : " && ") + ("set_unit " + shell_words().add(unit.full()).add(both).text());
  std::string gone = now == unit_run::stopped ? "stopped" : now == unit_run::running ? "running" : "";
  if (boot != unit_boot::any) gone += gone.empty() ? "" : " ";
  gone += boot == unit_boot::enabled    ? "disabled"
          : boot == unit_boot::disabled ? "enabled"
          : boot == unit_boot::masked   ? "not masked"
                                        : "";
  const auto looked_for = boot == unit_boot::masked ? std::string(detail::asked(now)) + "m" : both;
  return {script, {}, prior::comes_back, shell_words().add(looked_for).add(unit.full()).text(), gone};
}

SLIPWAY_DECL void unit_action::probe(const scope&, shell_words& words) const { words.add("r-").add(unit.full()); }

SLIPWAY_DECL std::string unit_action::desired(const scope&) const { return "running"; }

SLIPWAY_DECL std::string unit_action::apply(const scope&) const {
  return "order_unit " + shell_words().add(order == unit_order::reload ? "reload" : "restart").add(unit.full()).text();
}

// what was done is over; the unit runs as its files say
SLIPWAY_DECL undo_text unit_action::undo(const scope&) const { return {":", {}}; }

}  // namespace slipway::resources
