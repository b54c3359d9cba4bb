// A path of the host: whether there is something, what, and what it holds.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/path.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& file();
}  // namespace facts

namespace fact {
/// Of what is there all but `target` follow links; of what is not there only `exists` is known.
struct file_facts {
  fact_of<"file.exists", bool> exists;                // false too for a link to nothing
  fact_of<"file.type", std::string_view> type;        // "file", "directory" or "other"
  fact_of<"file.size", std::uint64_t> size;           // bytes
  fact_of<"file.mode", std::string_view> mode;        // "0644"
  fact_of<"file.owner", std::string_view> owner;      // a name
  fact_of<"file.group", std::string_view> group;      // a name
  fact_of<"file.modified", std::uint64_t> modified;   // seconds since 1970-01-01 UTC
  fact_of<"file.sha256", std::string_view> sha256;    // of a regular file, in hexadecimal
  fact_of<"file.content", std::string_view> content;  // of a regular file of at most 64 KiB without a NUL
  fact_of<"file.target", std::string_view> target;    // of a symbolic link

  constexpr explicit file_facts(const host_path& path)
      : exists{&facts::file, path.text, path.whole},
        type{&facts::file, path.text, path.whole},
        size{&facts::file, path.text, path.whole},
        mode{&facts::file, path.text, path.whole},
        owner{&facts::file, path.text, path.whole},
        group{&facts::file, path.text, path.whole},
        modified{&facts::file, path.text, path.whole},
        sha256{&facts::file, path.text, path.whole},
        content{&facts::file, path.text, path.whole},
        target{&facts::file, path.text, path.whole} {}
};

[[nodiscard]] constexpr file_facts file(host_path path) { return file_facts(path); }
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/file.ipp>
#endif
