#pragma once

#include <slipway/facts/containers.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL container_record container_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3), line.text(4)};
}

SLIPWAY_DECL image_record image_record::read(const record_line& line) { return {line.text(0), line.text(1), line.text(2)}; }
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& containers() {
  static const fact_family f{"containers", R"sh(
facts_containers() {
  for _engine in docker podman; do
    if ! command -v $_engine >/dev/null || facts_containers_again; then continue; fi
    _lines=$($_engine ps -a --format "{{.Names}}$tab{{.Image}}$tab{{.State}}$tab{{.ID}}" 2>/dev/null) || continue
    fact_list containers
    _ifs=$IFS IFS=$newline
    for _line in $_lines; do facts_containers_line; done
    IFS=$_ifs
  done
}

facts_containers_line() {
  _id=${_line##*"$tab"} _line=${_line%"$tab"*}
  _state=${_line##*"$tab"} _line=${_line%"$tab"*}
  # podman tells people: Up 2 hours, Exited (0) 5 weeks ago
  case $_state in
    Up*) _state=running ;;
    Exited*) _state=exited ;;
    Created) _state=created ;;
    Paused) _state=paused ;;
    Initialized) _state=initialized ;;
    Stopping) _state=stopping ;;
    Removing) _state=removing ;;
    Unknown) _state=unknown ;;
  esac
  printf '%s record containers %s\t%s\t%s\t%s\n' "$nonce" "$_line" "$_state" "$_id" $_engine
}

facts_containers_again() { # whether docker is only another name of podman
  [ $_engine = docker ] && [ -e /usr/lib/tmpfiles.d/podman-docker.conf ]
}
)sh",
                             fact::container_record::fields, fact_shape::list, "its name"};
  return f;
}

SLIPWAY_DECL const fact_family& images() {
  static const fact_family f{"images", R"sh(
facts_images() {
  for _engine in docker podman; do
    if ! command -v $_engine >/dev/null || facts_images_again; then continue; fi
    _lines=$($_engine images --format "{{.Repository}}:{{.Tag}}$tab{{.ID}}" 2>/dev/null) || continue
    fact_list images
    _ifs=$IFS IFS=$newline
    for _line in $_lines; do printf '%s record images %s\t%s\n' "$nonce" "$_line" $_engine; done
    IFS=$_ifs
  done
}

facts_images_again() { # whether docker is only another name of podman
  [ $_engine = docker ] && [ -e /usr/lib/tmpfiles.d/podman-docker.conf ]
}
)sh",
                             fact::image_record::fields, fact_shape::list, "its name"};
  return f;
}
}  // namespace facts

}  // namespace slipway
