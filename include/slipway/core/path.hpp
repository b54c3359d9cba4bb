// Absolute paths of a host, checked and digested where they are written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/wrong.hpp>

namespace slipway {

/// Absolute, without `.`, `..`, `//` or a slash at the end; anything else does not compile.
struct host_path {
  std::string_view text;
  const char* file;
  unsigned line;
  digest whole{}, folder{};  // of the path, and of the folder that holds it
  std::size_t folder_size = 0;

  template <class Text>
  requires std::is_convertible_v<Text, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): arguments are written as literals
  constexpr host_path(const Text& t, const char* f = __builtin_FILE(), unsigned l = __builtin_LINE())
      : text(text_of(t)), file(f), line(l) {
    const char *const begin = text.data(), *const end = begin + text.size();
    if (begin == end || *begin != '/') path_must_be_absolute(text);
    if (end - begin > 1 && end[-1] == '/') path_must_not_end_in_a_slash(text);
    if (find_letter(begin, end, '\0') != end) path_must_be_normalised(text);
    const char* slash = begin;  // the last one, in the end
    for (const char* c = begin; c != end; c = find_letter(c + 1, end, '/')) {
      if (is_dotted(c + 1, end)) path_must_be_normalised(text);
      slash = c;
    }
    folder.value = fnv::roll(fnv::basis, begin, slash);
    folder_size = static_cast<std::size_t>(slash - begin);
    whole.value = fnv::roll(folder.value, slash, end);
  }

 private:
  // an empty, `.` or `..` component begins here
  static constexpr bool is_dotted(const char* c, const char* end) {
    if (c == end) return false;
    if (*c == '/') return true;
    if (*c != '.') return false;
    ++c;
    if (c != end && *c == '.') ++c;
    return c == end || *c == '/';
  }
};

/// The folder that holds a path; "/" for what is at the top.
constexpr std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == 0 || slash == std::string_view::npos ? std::string_view("/") : path.substr(0, slash);
}

}  // namespace slipway
