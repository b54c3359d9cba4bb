#pragma once

#include <string>

#include <slipway/resources/path.hpp>
#include <slipway/resources/text.hpp>

namespace slipway::resources {
namespace detail {

inline constexpr std::string_view text_probe = R"sh(
# A text beside what may look like a number keeps awk from comparing numbers.
# shellcheck disable=SC2016,SC2089
text_program='
function load(path,   record, got) {
  if (path == "" || path in texts) return
  # the whole file is one record, unless it is no text
  got = (getline record < path)
  texts[path] = got > 0 ? record : ""
  if (got < 0) problem[path] = "unreadable"
  else if (got && (getline record < path) > 0) problem[path] = "unprobeable (is no text file)"
  close(path)
}

function edit_line(text, expression, gone,   k, hits, same) {
  for (k = 1; k <= lines; k++) {
    if (line[k] != text && (expression == "" || line[k] !~ expression)) continue
    hits++
    if (line[k] == text) same++
    becomes[k] = gone || (expression != "" && hits > 1) ? "" : text "\n"
  }
  if (!hits && !gone) tail = text "\n"
  if (!hits) return "absent"
  return same == hits && (hits == 1 || expression == "") ? "present" : "other"
}

function holds(from, to, text,   count, wanted, k) {
  count = split(text, wanted, "\n")
  if (count) count--
  if (to - from - 1 != count) return 0
  for (k = 1; k <= count; k++) if (line[from + k] "" != wanted[k] "") return 0
  return 1
}

function edit_block(text, start, stop, gone,   k, j, from, same) {
  blocks = 0
  for (k = 1; k <= lines; k++) {
    if (line[k] == start && !from) from = k
    else if (line[k] == stop && from) {
      if (++blocks == 1) { same = holds(from, k, text); block_from = from + 1; block_to = k - 1 }
      for (j = from; j < k; j++) becomes[j] = ""
      becomes[k] = gone || blocks > 1 ? "" : start "\n" text stop "\n"
      from = 0
    }
    else if (line[k] == start || line[k] == stop) return "unprobeable (a marker of the block is missing)"
  }
  if (from) return "unprobeable (a marker of the block is missing)"
  if (!blocks && !gone) tail = start "\n" text stop "\n"
  if (!blocks) return "absent"
  return blocks == 1 && same ? "present" : "other"
}

function edit(i,   path, kind, text, key, part, gone) {
  kind = ENVIRON["kind_" i] ""; text = ENVIRON["text_" i] ""; key = ENVIRON["key_" i] ""
  path = ENVIRON["there_" i] == "absent" ? "" : ENVIRON["path_" i] ""
  load(path)
  if (path in problem) return problem[path]
  if (writing && length(texts[path]) != ENVIRON["size"] + 0) return "unprobeable (is no text file, or was just changed)"
  lines = split(texts[path], line, "\n")
  open = lines && line[lines] != ""
  if (lines && !open) lines--
  split("", becomes); tail = ""
  gone = kind ~ /-absent$/
  if (kind ~ /^line/) return edit_line(text, key, gone)
  split(key, part, "\n")
  return edit_block(text, part[1] " BEGIN slipway " part[2], part[1] " END slipway " part[2], gone)
}

function put(text, command) {
  if (command == "") { print text; return }
  if (left > 0) print substr(text, 1, left) | command
  left -= length(text)
}

function emit(edited, command,   k, text) {
  left = 1048577
  for (k = 1; k <= lines; k++) {
    text = edited && (k in becomes) ? becomes[k] : line[k] "\n"
    if (k == lines && open && !(edited && tail != "")) text = substr(text, 1, length(text) - 1)
    put(text, command)
  }
  if (edited && tail != "") put(tail, command)
}

function show(i, when,   command) {
  command = "{ printf \"%s content %s %s\\n\" \"$nonce\" " i " " when "; base64; printf \"%s .\\n\" \"$nonce\"; } >&3"
  if (lines || when == "after") emit(when == "after", command)
  close(command)
}

function answer(i, state,   k) {
  if (ENVIRON["kind_" i] == "block-digest" && blocks == 1 && state !~ /^un/) {
    print i " present sha256="
    fflush()
    printf "" | "sha256sum"
    for (k = block_from; k <= block_to; k++) print line[k] "\n" | "sha256sum"
    close("sha256sum")
    return
  }
  print i " " state "\n"
  if (ENVIRON["want_content"] == "" || state ~ /^un/ || ENVIRON["kind_" i] == "block-digest") return
  if (state != (ENVIRON["kind_" i] ~ /-absent$/ ? "absent" : "present")) { show(i, "before"); show(i, "after") }
}

BEGIN {
  RS = "\001"; ORS = ""
  writing = ENVIRON["text_mode"] == "write"
  count = split(ENVIRON["operations"], operation, " ")
  for (o = 1; o <= count; o++) {
    state = edit(operation[o])
    if (!writing) answer(operation[o], state)
    else if (state !~ /^un/) emit(1, "")
    else { print state "\n" | "cat >&2"; close("cat >&2"); exit 1 }
  }
}
'

text_take() { # INDEX KIND PATH TEXT KEY: what the awk is to know; _kind is what the path is
  eval "kind_$1=\$2 path_$1=\$3 text_$1=\$4 key_$1=\$5 there_$1=\$_kind"
}

# text_awk probe|write INDEX...: prints the state of each, or what the file of one is to become
text_awk() (
  text_mode=$1
  shift
  operations=$*
  for _i; do export "kind_$_i" "path_$_i" "text_$_i" "key_$_i" "there_$_i"; done
  # shellcheck disable=SC2090
  export text_program text_mode operations size nonce want_content
  if [ "$text_mode" = write ] && [ -n "$folder_owner" ]; then
    # what that user may not read is not read for them
    # shellcheck disable=SC2016
    path_as "$folder_owner" 'exec awk "$text_program"'
  else
    exec awk "$text_program"
  fi
)

probe_text() {
  _asked=
  while [ $# -gt 0 ]; do
    path_kind "$3" ''
    if [ "$_kind" = f ] && [ ! -r "$3" ]; then _kind=hidden; fi
    case $_kind in
      f | absent) text_take "$@"; _asked="$_asked $1" ;;
      *) path_other "$1" "$_kind" ;;
    esac
    shift 5
  done
  if [ -n "$_asked" ]; then text_states; fi
}

text_states() {
  { _lines=$(text_awk probe $_asked 2>/dev/null); } 3>&1
  _answered=
  IFS=$newline
  for _line in $_lines; do
    unset IFS
    _line=${_line%"  -"} # sha256sum's name of its input
    _answered="$_answered ${_line%% *}"
    state "${_line%% *}" "${_line#* }"
  done
  unset IFS
  for _i in $_asked; do
    case "$_answered " in *" $_i "*) ;; *) state "$_i" unreadable ;; esac
  done
}
)sh";

inline constexpr std::string_view text_apply = R"sh(
# write_text INDEX KIND PATH TEXT KEY: the file with the line or block in it, or without
write_text() {
  path_kind "$3" ''
  case $_kind:$2 in
    absent:*-absent) return 0 ;;
    f:* | absent:*) ;;
    *) say "$3 is not a regular file"; return 1 ;;
  esac
  text_take "$@"
  size=0 _folder=${3%/*}
  path_folder "${_folder:-/}" || return 1
  if [ "$_kind" = f ]; then
    # there, the owner of a file can put a link in its place while it is read
    if [ -k "${_folder:-/}" ] && [ ! -O "$3" ]; then say "$3 belongs to another user in a folder that is open to all"; return 1; fi
    size=$(stat -c %s "$3") || return 1
  fi
  text_awk write "$1" >"$run/text" || { rm -f "$run/text"; return 1; }
  eval "content_$1() { cat \"\$run/text\"; }"
  write_file "$1" "$3" '' 022 '' '' ''
  _status=$?
  rm -f "$run/text"
  return $_status
}
)sh";

}  // namespace detail

SLIPWAY_DECL const family& text_family() {
  static const std::string probe = std::string(path_kinds_shell()).append(detail::text_probe);
  static const std::string apply = std::string(path_writing_shell()).append(detail::text_apply);
  static const family f{"text", probe, apply, {}, {}};
  return f;
}

}  // namespace slipway::resources
