// Which facts the operator asks for: `site facts memory mounts:/ file:/etc/motd web-*`.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/model/fact.hpp>
#include <slipway/program/program.hpp>

namespace slipway::front {

/// What words on the command line mean. A word that names facts is never a pattern; `Machine:os` is the machine called "os".
struct fact_request {
  std::vector<fact_reference> facts;  // each once, in the order of the words
  std::vector<std::string> patterns;
  std::string problem{};  // one sentence where a word is neither

  // what the facts point to
  std::deque<std::string> texts{};
  std::deque<fact_kind> kinds{};
};

enum class facts_without_words { scalars, all };

/// A word is a fact ("memory.total"), the beginning of facts ("memory"), a list ("mounts"), a list's record ("mounts:/"), facts
/// about a thing ("file:/etc/motd", "file.size:/etc/motd"), or a pattern of deployables. Without facts among the words it is every
/// scalar, or with `all` every list too.
[[nodiscard]] SLIPWAY_DECL fact_request read_fact_request(const program& p, const std::vector<std::string>& words,
                                                          facts_without_words otherwise);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/fact_request.ipp>
#endif
