// A working copy of git.
#pragma once

#include <cstdint>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/facts/about.hpp>
#include <slipway/model/fact.hpp>

namespace slipway {

namespace facts {
[[nodiscard]] SLIPWAY_DECL const fact_family& git();
}  // namespace facts

namespace fact {
/// A working copy, by the folder that holds its .git.
struct git_facts {
  fact_source from;
  fact_of<"git.commit", std::string_view> commit{from};  // in hexadecimal
  fact_of<"git.branch", std::string_view> branch{from};  // "main"; absent where none is checked out
  fact_of<"git.remote", std::string_view> remote{from};  // the first URL in its settings
  fact_of<"git.clean", bool> clean{
      from};  // no file differs from the commit, none is untracked; absent for a user who git does not trust with it
};
[[nodiscard]] constexpr git_facts git(host_path path) { return {about_path(&facts::git, path)}; }
}  // namespace fact

}  // namespace slipway

#if defined(SLIPWAY_BODIES)
#include <slipway/facts/git.ipp>
#endif
