// What an operation manages, affects and reads: the vocabulary of conflicts and of effect prediction.
#pragma once

#include <string_view>

#include <slipway/core/digest.hpp>
#include <slipway/core/glob.hpp>

namespace slipway {

/// What claims are about. Constants, as compilers count the letters of a literal one by one, for every claim.
namespace spaces {
using namespace std::string_view_literals;
inline constexpr auto path = "path"sv, unit = "unit"sv, user = "user"sv, group = "group"sv, package = "package"sv, apt = "apt"sv;
}  // namespace spaces

enum class claim_kind : unsigned char {
  exclusive,  // manages the whole: `path:/etc/motd`
  part,       // manages a part of it: `path:/etc/hosts#line:...`
  affects,    // may change what matches
  reads,      // its probe looks at it
  needs       // it must be there before
};

/// What is certain of a key once the operation has succeeded.
enum class presence : unsigned char { unknown, present, absent };

enum class reach : unsigned char {
  itself,   // the subject, or what a pattern matches
  subtree,  // and everything below a path
};

struct claim {
  claim_kind kind{};
  std::string_view space;    // path, package, unit, user, group
  std::string_view subject;  // "/etc/motd"; for `affects` perhaps a pattern
  digest whole{};            // of the subject
  std::string_view part{};
  value_digest state{};  // what the operation wants of it: equal states do not conflict
  presence after{};
  reach extent{};
};

/// Whether the subject is a pattern: what an operation affects may have wildcards and quoted letters.
constexpr bool has_pattern(const claim& c) {
  return c.kind == claim_kind::affects && c.subject.find_first_of("*?\\") != std::string_view::npos;
}

/// A space as a bit, so that rows can say that they affect or read something of it. Told by size and letters: it is asked for
/// every claim.
constexpr unsigned space_bit(const std::string_view& space) {
  switch (space.size()) {
    case 4: return space[0] == 'p' ? 1u : space[1] == 'n' ? 2u : 4u;  // path, unit, user
    case 5: return 8;                                                 // group
    case 7: return 16;                                                // package
    default: return 32;                                               // apt
  }
}

/// Whether the subject is there once the operation has succeeded.
constexpr bool creates(const claim& c) { return c.kind <= claim_kind::affects && c.after == presence::present; }

constexpr bool manages(const claim& c) { return c.kind == claim_kind::exclusive || c.kind == claim_kind::part; }

/// Whether what `writer` says of itself can change what `reader` looks at. Parts of one key are independent.
constexpr bool overlap(const claim& writer, const claim& reader) {
  if (writer.space != reader.space) return false;
  if (writer.kind == claim_kind::part && reader.kind == claim_kind::part)
    return writer.whole == reader.whole && same_text(writer.subject, reader.subject) && writer.part == reader.part;
  if (has_pattern(writer)) return glob_match(writer.subject, reader.subject);
  if (writer.whole == reader.whole && same_text(writer.subject, reader.subject)) return true;
  return writer.extent == reach::subtree && reader.subject.size() > writer.subject.size() &&
         reader.subject.starts_with(writer.subject) && reader.subject[writer.subject.size()] == '/';
}

}  // namespace slipway
