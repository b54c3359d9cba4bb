#include <slipway/model/claim.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr claim make(claim_kind kind, std::string_view subject, std::string_view part = {}, reach extent = reach::itself) {
  return {kind, "path", subject, digest(subject), part, {}, {}, extent};
}
constexpr auto exclusive = claim_kind::exclusive;
constexpr auto part = claim_kind::part;
constexpr auto affects = claim_kind::affects;
constexpr auto reads = claim_kind::reads;
}  // namespace

TEST_CASE("claim: what a writer changes for a reader") {
  struct example {
    claim writer, reader;
    bool overlaps;
    const char* why;
  };
  const example examples[]{
      {make(exclusive, "/a"), make(exclusive, "/a"), true, "the same"},
      {make(exclusive, "/a"), make(exclusive, "/b"), false, "another"},
      {make(exclusive, "/a"), make(part, "/a", "line:x"), true, "a part of it"},
      {make(part, "/a", "line:x"), make(exclusive, "/a"), true, "the whole of it"},
      {make(part, "/a", "line:x"), make(part, "/a", "line:y"), false, "another part"},
      {make(part, "/a", "line:x"), make(part, "/a", "line:x"), true, "the same part"},
      {make(part, "/a", "line:x"), make(part, "/b", "line:x"), false, "a part of another"},
      {make(exclusive, "/a"), make(exclusive, "/a/b"), false, "below, but it only makes the folder"},
      {make(exclusive, "/a", {}, reach::subtree), make(exclusive, "/a/b"), true, "below what goes with all that it holds"},
      {make(exclusive, "/a", {}, reach::subtree), make(reads, "/a/b/c"), true, "far below"},
      {make(exclusive, "/a", {}, reach::subtree), make(reads, "/ab"), false, "beside"},
      {make(affects, "/etc/nginx/**"), make(exclusive, "/etc/nginx/a/b"), true, "a pattern"},
      {make(affects, "/etc/nginx/**"), make(exclusive, "/etc/nginx"), false, "not the folder itself"},
      {make(affects, "/etc/*.conf"), make(reads, "/etc/a.conf"), true, "a pattern"},
      {make(affects, "/etc/motd"), make(part, "/etc/motd", "line:x"), true, "no pattern"},
      {make(affects, "/etc/motd"), make(reads, "/etc/issue"), false, "no pattern, another"},
  };
  for (const auto& e : examples) {
    INFO(e.writer.subject << " and " << e.reader.subject << ": " << e.why);
    CHECK(overlap(e.writer, e.reader) == e.overlaps);
  }
}

TEST_CASE("claim: a package is no path") {
  claim package = make(exclusive, "nginx");
  package.space = "package";
  CHECK_FALSE(overlap(package, make(exclusive, "nginx")));
}

static_assert(manages(make(exclusive, "/a")) && manages(make(part, "/a")) && !manages(make(affects, "/a")) &&
              !manages(make(reads, "/a")));
