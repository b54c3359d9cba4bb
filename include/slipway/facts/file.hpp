// A path of the host: whether there is something, what, and what it holds.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& file();
}  // namespace facts

namespace fact {
/// Of what is there all but `target` follow links; of what is not there only `exists` is known.
struct file_facts {
  fact_source from;
  fact_of<"file.exists", bool> exists{from};              // false too for a link to nothing
  fact_of<"file.type", std::string_view> type{from};      // "file", "directory" or "other"
  fact_of<"file.size", std::int64_t> size{from};          // bytes
  fact_of<"file.mode", std::string_view> mode{from};      // "0644"
  fact_of<"file.owner", std::string_view> owner{from};    // a name
  fact_of<"file.group", std::string_view> group{from};    // a name
  fact_of<"file.modified", std::int64_t> modified{from};  // seconds since 1970-01-01 UTC
  fact_of<"file.accessed", std::int64_t> accessed{from};  // the same
  fact_of<"file.changed", std::int64_t> changed{from};    // of its attributes; the same
  fact_of<"file.inode", std::int64_t> inode{from};
  fact_of<"file.sha256", std::string_view> sha256{from};    // of a regular file, in hexadecimal
  fact_of<"file.sha512", std::string_view> sha512{from};    // the same
  fact_of<"file.md5", std::string_view> md5{from};          // the same
  fact_of<"file.content", std::string_view> content{from};  // of a regular file of at most 64 KiB without a NUL
  fact_of<"file.target", std::string_view> target{from};    // of a symbolic link
};
[[nodiscard]] constexpr file_facts file(host_path path) { return {about_path(&facts::file, path)}; }
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/file.ipp>
#endif
