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
  facts_mounts_twice
  _later=$newline _paths=''
  while read -r _ _path _type _; do
    case $_twice in *"$newline$_path$newline"*) _later=$_later$_path$newline ;; esac
    if ! facts_mounts_asked; then continue; fi
    facts_mounts_plain "$_path"
    _paths=$_paths$_plain$newline
  done </proc/self/mounts
  if [ -z "$_paths" ]; then return 0; fi
  _ifs=$IFS IFS=$newline
  # a line for each that answers, in their order
  _sizes=$(stat -f -c '%S %b %a %n' $_paths 2>/dev/null)
  set -- $_sizes
  IFS=$_ifs
  fact_list mounts
  while read -r _device _path _type _options _; do
    facts_mounts_plain "$_path"
    _size='' _free=''
    if [ $# -gt 0 ] && [ "${1#* * * }" = "$_plain" ] && facts_mounts_asked; then
      _block=${1%% *} _size=${1#* } _free=${_size#* }
      _size=$((_block * ${_size%% *})) _free=$((_block * ${_free%% *}))
      shift
    fi
    if facts_mounts_hidden; then continue; fi
    _path=$_plain
    facts_mounts_plain "$_device"
    fact_record mounts "$_path" "$_plain" "$_type" "$_options" "$_size" "$_free"
  done </proc/self/mounts
}

facts_mounts_twice() { # sets _twice, the paths of more than one mount
  _twice=$newline _last='' _ifs=$IFS IFS=$newline
  _lines=$(sort -k 2,2 /proc/self/mounts)
  for _line in $_lines; do
    _path=${_line#* } _path=${_path%% *}
    if [ "$_path" = "$_last" ]; then _twice=$_twice$_path$newline; fi
    _last=$_path
  done
  IFS=$_ifs
}

facts_mounts_asked() { # to ask a server that is away would never end
  case $_type in nfs* | cifs | smb* | fuse | fuse.* | 9p | ceph | glusterfs | lustre | afs | autofs) return 1 ;; esac
  case $_path in *\\012*) return 1 ;; esac
}

facts_mounts_hidden() { # of no interest, or below what is mounted over it
  case $_twice in
    *"$newline$_path$newline"*)
      _later=$newline${_later#"$newline$_path$newline"}
      case $_later in *"$newline$_path$newline"*) return 0 ;; esac ;;
  esac
  case $_type in
    proc | sysfs | cgroup* | devpts | securityfs | debugfs | tracefs | mqueue | hugetlbfs | configfs | fusectl | bpf | pstore | \
      autofs | binfmt_misc | nsfs | efivarfs | rpc_pipefs | ramfs | selinuxfs | nfsd) return 0 ;;
  esac
  return 1
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
