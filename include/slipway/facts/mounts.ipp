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
  _later=$newline
  while read -r _ _path _type _; do
    _later=$_later$_path$newline
    # to ask a server that is away would never end
    case $_type in nfs* | cifs | smb* | fuse | fuse.* | 9p | ceph | glusterfs | lustre | afs | autofs) continue ;; esac
    facts_mounts_plain "$_path"
    set -- "$@" "$_plain"
  done </proc/self/mounts
  if [ $# -eq 0 ]; then return 0; fi
  _sizes=$newline$(stat -f -c '%S %b %a %n' "$@" 2>/dev/null)$newline
  fact_list mounts
  while read -r _device _path _type _options _; do
    # what is mounted over it hides it
    _later=${_later#"$newline$_path"}
    case $_later in *"$newline$_path$newline"*) continue ;; esac
    case $_type in
      proc | sysfs | cgroup* | devpts | securityfs | debugfs | tracefs | mqueue | hugetlbfs | configfs | fusectl | bpf | pstore | \
        autofs | binfmt_misc | nsfs | efivarfs | rpc_pipefs | ramfs | selinuxfs | nfsd) continue ;;
    esac
    facts_mounts_plain "$_device"
    _device=$_plain
    facts_mounts_plain "$_path"
    _path=$_plain
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

facts_mounts_plain() { # TEXT: sets _plain; the kernel writes blanks as \040
  _plain='' _rest=$1
  while :; do
    case $_rest in *\\*) ;; *) _plain=$_plain$_rest; return ;; esac
    _plain=$_plain${_rest%%\\*} _rest=${_rest#*\\}
    case $_rest in
      040*) _plain="$_plain " ;;
      011*) _plain=$_plain$tab ;;
      012*) _plain=$_plain$newline ;;
      043*) _plain=$_plain'#' ;;
      134*) _plain=$_plain'\' ;;
      *) _plain=$_plain'\'; continue ;;
    esac
    _rest=${_rest#???}
  done
}
)sh",
                             fact::mount_record::fields, fact_shape::list, "its path"};
  return f;
}
}  // namespace facts

}  // namespace slipway
