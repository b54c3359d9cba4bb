#pragma once

#include <slipway/facts/mounts.hpp>
#include <slipway/model/answered.hpp>

namespace slipway {
namespace fact {
SLIPWAY_DECL mount_record mount_record::read(const record_line& line) {
  return {line.text(0), line.text(1), line.text(2), line.text(3), line.number(4), line.number(5)};
}
}  // namespace fact

namespace facts {
SLIPWAY_DECL const fact_family& mounts() {
  static const fact_family f{"mounts", R"sh(
facts_mounts() {
  set --
  while read -r _ _path _type _; do
    # to ask a server that is away would never end
    case $_type in nfs* | cifs | smb* | fuse.* | 9p | ceph | glusterfs | autofs) continue ;; esac
    facts_mounts_path
    set -- "$@" "$_path"
  done </proc/self/mounts
  if [ $# -eq 0 ]; then return 0; fi
  _sizes=$newline$(stat -f -c '%S %b %a %n' "$@" 2>/dev/null)$newline
  fact_list mounts
  while read -r _device _path _type _options _; do
    case $_type in
      proc | sysfs | cgroup* | devpts | securityfs | debugfs | tracefs | mqueue | hugetlbfs | configfs | fusectl | bpf | pstore | \
        autofs | binfmt_misc | nsfs | efivarfs | rpc_pipefs | ramfs | selinuxfs) continue ;;
    esac
    facts_mounts_path
    _head=${_sizes%%" $_path$newline"*}
    if [ "$_head" = "$_sizes" ]; then
      fact_record mounts "$_path" "$_device" "$_type" "$_options" '' ''
      continue
    fi
    _line=${_head##*"$newline"}
    _block=${_line%% *} _line=${_line#* }
    fact_record mounts "$_path" "$_device" "$_type" "$_options" $((_block * ${_line% *})) $((_block * ${_line#* }))
  done </proc/self/mounts
}

facts_mounts_path() { # the kernel writes blanks as \040
  while :; do
    case $_path in
      *\\040*) _path="${_path%%\\040*} ${_path#*\\040}" ;;
      *\\011*) _path="${_path%%\\011*}$tab${_path#*\\011}" ;;
      *) return ;;
    esac
  done
}
)sh",
                             fact::mount_record::fields, fact_shape::list, "its path"};
  return f;
}
}  // namespace facts

}  // namespace slipway
