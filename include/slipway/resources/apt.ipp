#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/resources/apt.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view apt_probe = R"sh(
# apt_query NAME...: sets apt_known, a line for each that dpkg knows, and apt_native; fails where there is no dpkg
apt_query() {
  apt_known='' apt_native='' _bare=
  for _name; do _bare="$_bare ${_name%%:*}"; done
  # dpkg itself has the host's own architecture
  apt_known=$newline$(dpkg-query -W \
    -f '${Package}:${Architecture} ${db:Status-Status} ${db:Status-Eflag} ${Version}\n' dpkg $_bare 2>/dev/null)$newline
  case $apt_known in
    *"${newline}dpkg:"*) apt_native=${apt_known#*"${newline}dpkg:"}; apt_native=${apt_native%% *} ;;
    *) return 1 ;;
  esac
}

apt_look_up() { # NAME: sets apt_status (absent, config-files, half-installed, installed) and apt_version
  apt_status=absent apt_version='' _key=$1
  case $_key in *:*) ;; *) _key=$_key:$apt_native ;; esac
  case $apt_known in
    *"$newline$_key "*) ;;
    # what is for all architectures is the host's own too
    *) case $_key in *:"$apt_native") _key=${_key%:*}:all ;; esac ;;
  esac
  case $apt_known in *"$newline$_key "*) ;; *) return 0 ;; esac
  _line=${apt_known#*"$newline$_key "}
  set -- ${_line%%"$newline"*}
  case $1-$2 in
    installed-ok) apt_status=installed apt_version=${3-} ;;
    config-files-ok) apt_status=config-files ;;
    not-installed-*) ;;
    *) apt_status=half-installed ;;
  esac
}

# apt_policy NAME...: sets apt_candidates, a line for each package that apt knows
apt_policy() {
  apt_candidates=$newline _package=
  _lines=$(apt-cache policy "$@" 2>/dev/null)
  IFS=$newline
  for _line in $_lines; do
    case $_line in
      '  Candidate: '*) apt_candidates="$apt_candidates$_package ${_line#  Candidate: }$newline" ;;
      ' '*) ;;
      *:) _package=${_line%:} ;;
    esac
  done
  unset IFS
}

apt_candidate() { # NAME: sets apt_newest, empty where apt knows none; of its own architecture apt prints the bare name
  apt_newest='' _key=$1
  case $apt_candidates in
    *"$newline$_key "*) ;;
    *) case $_key in *:"$apt_native") _key=${_key%:*} ;; esac ;;
  esac
  case $apt_candidates in *"$newline$_key "*) ;; *) return 0 ;; esac
  _line=${apt_candidates#*"$newline$_key "}
  apt_newest=${_line%%"$newline"*}
  case $apt_newest in '(none)') apt_newest= ;; esac
}

probe_apt() {
  _all=$* _names='' _latest=''
  while [ $# -gt 0 ]; do
    case $2 in u) ;; l) _names="$_names $3" _latest="$_latest $3" ;; *) _names="$_names $3" ;; esac
    shift 3
  done
  _problem=
  if [ -n "$_names" ]; then apt_query $_names || _problem='unprobeable (dpkg does not answer)'; fi
  if [ -n "$_latest" ]; then apt_policy $_latest; fi
  set -- $_all
  while [ $# -gt 0 ]; do
    if [ "$2" = u ]; then apt_lists "$3"; state "$1" "$_text"
    elif [ -n "$_problem" ]; then state "$1" "$_problem"
    else apt_state "$2" "$3"; state "$1" "$_text"
    fi
    shift 3
  done
}

apt_state() { # ASKED NAME: sets _text
  apt_look_up "$2"
  _text=$apt_status
  case $1-$apt_status in
    p-config-files) ;;
    *-config-files) _text=absent ;;
    v-installed) _text="installed $apt_version" ;;
    l-installed)
      apt_candidate "$2"
      case $apt_newest in
        "$apt_version") _text=ok ;;
        '') _text='unprobeable (apt-cache does not answer)' ;;
        *) _text=stale ;;
      esac ;;
  esac
}

apt_lists() { # MINUTES: sets _text; lists are stale, too, when the files that say where packages come from are newer
  _text=stale _stamp=/var/lib/apt/periodic/update-success-stamp
  if [ -z "$(find "$_stamp" -mmin "-$1" 2>/dev/null)" ]; then return 0; fi
  if [ -z "$(find /etc/apt/sources.list /etc/apt/sources.list.d -newer "$_stamp" 2>/dev/null)" ]; then _text=ok; fi
}
)sh";

inline constexpr std::string_view apt_apply = R"sh(
# apt_waiting COMMAND...: once more as long as another program holds a lock, for five minutes
apt_waiting() {
  clock
  _until=$((now + 30000))
  while :; do
    limited "$@" >"$run/apt" 2>&1
    _result=$?
    _output=$(tail -n 20 "$run/apt")
    clock
    case $_result-$_output in
      0-*) break ;;
      *'Could not get lock'* | *'lock was locked by'* | *'is another process using it'*)
        if [ "$now" -ge "$_until" ]; then break; fi
        sleep 1 ;;
      *) break ;;
    esac
  done
  cat "$run/apt"
  rm -f "$run/apt"
  return $_result
}

apt_get() { # ARGUMENT...
  apt_waiting env DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none APT_LISTBUGS_FRONTEND=none \
    apt-get -y -q -o DPkg::Lock::Timeout=300 -o APT::Cmd::Pattern-Only=true -o Dpkg::Use-Pty=0 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# apt_missing NAME...: sets _missing to those that are not installed as they should be
apt_missing() {
  apt_query "$@" || { say 'dpkg does not answer'; return 1; }
  _missing=
  for _name; do
    apt_look_up "$_name"
    if [ "$apt_status" != installed ]; then _missing="$_missing $_name"; fi
  done
}

# apt_available NAME...: apt-get would take something else for a name that it does not know
apt_available() {
  apt_policy "$@"
  for _name; do
    apt_candidate "$_name"
    if [ -n "$apt_newest" ]; then continue; fi
    case $apt_candidates in
      *"$newline$_name "*) say "there is nothing to install as $_name; if it is a virtual package, name one that provides it" ;;
      *) say "apt knows no package $_name; if it is new, fetch the lists first (apt::update)" ;;
    esac
    return 1
  done
}

install_packages() { # NAME...: only those that are missing, so that nothing is upgraded
  apt_missing "$@" || return 1
  if [ -z "$_missing" ]; then return 0; fi
  apt_available $_missing && apt_get install $_missing
}

upgrade_packages() { # NAME...
  apt_query "$@" && apt_available "$@" && apt_get install "$@"
}

install_version() { # NAME VERSION
  apt_get --allow-downgrades install "$1=$2"
}

remove_packages() { # remove|purge NAME...: those that are there
  _how=$1; shift
  apt_query "$@" || { say 'dpkg does not answer'; return 1; }
  _there=
  for _name; do
    apt_look_up "$_name"
    case $_how-$apt_status in *-absent | remove-config-files) ;; *) _there="$_there $_name" ;; esac
  done
  if [ -z "$_there" ]; then return 0; fi
  apt_get -o Dpkg::Options::=--force-remove-reinstreq "$_how" $_there
}

# take_packages_back NAME...: purges them, unless others would go with them that are not to go, too (taken_packages)
take_packages_back() {
  _others='' _mine=" $* ${taken_packages-} "
  _lines=$(apt-get -s -q -o Dpkg::Options::=--force-remove-reinstreq purge "$@" 2>/dev/null)
  IFS=$newline
  for _line in $_lines; do
    case $_line in
      'Remv '* | 'Purg '*)
        _name=${_line#???? }; _name=${_name%% *}
        case $_mine in *" $_name "* | *" ${_name%%:*} "*) ;; *) _others="$_others $_name" ;; esac ;;
    esac
  done
  unset IFS
  if [ -n "$_others" ]; then say "these would be removed too, and are not the layout's:$_others"; return 1; fi
  remove_packages purge "$@"
}

update_package_lists() {
  apt_get -o APT::Update::Error-Mode=any update || return 1
  mkdir -p /var/lib/apt/periodic && touch /var/lib/apt/periodic/update-success-stamp
}
)sh";

inline constexpr std::string_view apt_ready = R"sh(
# What an interrupted dpkg has left is put in order first. What that cannot repair is for apt-get to report.
ready_apt() {
  if [ -n "${apt_is_ready-}" ]; then return 0; fi
  apt_is_ready=yes
  set +f
  set -- /var/lib/dpkg/updates/[0-9]*
  set -f
  # busybox's shell would run a dpkg of its own
  if [ ! -e "$1" ] && [ -z "$(/usr/bin/env dpkg --audit 2>/dev/null)" ]; then return 0; fi
  note 'packages were left half installed: dpkg --configure -a'
  apt_waiting /usr/bin/env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold --configure -a || :
}
)sh";

inline std::string names_of(const package_spec& p) {
  shell_words words;
  for (const auto& n : p.names) words.add(n.text);
  return words.text();
}

}  // namespace detail

SLIPWAY_DECL const family& apt_family() {
  static constexpr family f{"apt", detail::apt_probe, detail::apt_apply, detail::apt_ready, {}};
  return f;
}

SLIPWAY_DECL void probe_packages(const package_spec& p, shell_words& words) {
  const char* asked = p.want == package_want::version  ? "v"
                      : p.want == package_want::latest ? "l"
                      : p.want == package_want::purged ? "p"
                                                       : "i";
  for (std::size_t i = 0; i != p.names.size(); ++i) {
    if (i != 0) words.next();
    words.add(asked).add(p.names[i].text);
  }
}

SLIPWAY_DECL std::string desired_packages(const package_spec& p) {
  std::string each = "installed";
  if (p.want == package_want::absent || p.want == package_want::purged) each = "absent";
  if (p.want == package_want::latest) each = "ok";
  if (p.want == package_want::version) each += " " + std::string(p.version);
  std::string all;
  for (std::size_t i = 0; i != p.names.size(); ++i) all += (i == 0 ? "" : ", ") + each;
  return all;
}

SLIPWAY_DECL std::string apply_packages(const package_spec& p) {
  const auto names = detail::names_of(p);
  switch (p.want) {
    case package_want::present: return "install_packages " + names;
    case package_want::absent: return "remove_packages remove " + names;
    case package_want::purged: return "remove_packages purge " + names;
    case package_want::latest: return "upgrade_packages " + names;
    case package_want::version: break;
  }
  return "install_version " + names + " " + shell_quote(p.version);
}

namespace detail {

/// All of them, or one by itself; what of them was there before stays.
inline undo_text take_back(const package_spec& p, std::size_t package) {
  if (package == scope::all_things) return {"take_packages_back " + names_of(p), {}, prior::stays, {}, {}, {}, p.names.size()};
  const auto name = shell_words().add(p.names[package].text).text();
  return {"take_packages_back " + name, {}, prior::stays, "p " + name, "absent", {}};
}

/// The same where another version was there, or none: only what was not there before can be taken back.
inline undo_text take_back_new(const package_spec& p, std::size_t package) {
  auto undo = take_back(p, package);
  if (package != scope::all_things) undo.created = undo.script;
  undo.script.clear();
  undo.irreversible = "which version was installed before is not known any more";
  return undo;
}

}  // namespace detail

SLIPWAY_DECL undo_text undo_packages(const package_spec& p, const scope& s) {
  if (!p.undo.empty()) return {"cd / && limited sh -c " + shell_quote(p.undo), {}, prior::stays};
  switch (p.want) {
    case package_want::present: return detail::take_back(p, s.thing);
    case package_want::absent: return {{}, "how a removed package was installed is not known any more", prior::stays};
    case package_want::purged: return {{}, "the configuration of a purged package is not known any more", prior::stays};
    case package_want::latest:
    case package_want::version: break;
  }
  return detail::take_back_new(p, s.thing);
}

SLIPWAY_DECL void package_lists_resource::probe(const scope&, shell_words& words) const { words.add("u").add(minutes); }

SLIPWAY_DECL std::string package_lists_resource::desired(const scope&) const { return "ok"; }

SLIPWAY_DECL std::string package_lists_resource::apply(const scope&) const { return "update_package_lists"; }

// newer lists change nothing that is deployed
SLIPWAY_DECL undo_text package_lists_resource::undo(const scope&) const { return {":", {}}; }

}  // namespace slipway::resources
