#include <slipway/program/link_tables.hpp>

#include <algorithm>

#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/link.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
// an operation that says of itself what a test wants
struct writer {
  located affected;
  static const family& belongs_to() {
    static const family f{};
    return f;
  }
  [[nodiscard]] constexpr located where() const { return affected; }
  [[nodiscard]] constexpr value_digest value() const { return value_digest().add(affected.text); }
  constexpr void describe(description& d) const { d.affects("path", affected.text); }
  void probe(const scope&, shell_words&) const {}
  [[nodiscard]] static std::string desired(const scope&) { return {}; }
  [[nodiscard]] static std::string apply(const scope&) { return {}; }
  [[nodiscard]] static undo_text undo(const scope&) { return {}; }
};

constexpr auto page = op<"page">(files::file("/srv/site/index"));
constexpr auto deep = op<"deep">(files::file("/srv/site/a/b/c"));
constexpr auto folder = op<"folder">(files::directory("/srv/site"));
constexpr auto gone = op<"gone">(files::directory("/srv/site").absent());
constexpr auto star = op<"star">(writer{"/srv/site/**"});
constexpr auto some = op<"some">(writer{"/srv/*/index"});
constexpr auto all = op<"all">(writer{"*"});
constexpr auto exactly = op<"exactly">(writer{"/srv/site/index"});
constexpr auto quoted = op<"quoted">(writer{"/srv/site/\\*"});
constexpr auto other = op<"other">(writer{"/etc/**"});
constexpr auto literal = op<"literal">(files::file("/srv/site/*"));

template <const auto& Role>
std::vector<std::string> pairs() {
  std::vector<std::string> found;
  for (const auto& e : link(view_of<Role>).effects)
    found.push_back(std::string(view_of<Role>.rows[e.from].name) + ">" + std::string(view_of<Role>.rows[e.to].name));
  std::ranges::sort(found);
  return found;
}
using list = std::vector<std::string>;

inline constexpr auto none = role(page, deep, folder, other);
inline constexpr auto removed = role(page, deep, folder, gone);
inline constexpr auto patterns = role(star, some, exactly, other, page, deep, folder);
inline constexpr auto everything = role(all, page, folder);
inline constexpr auto quotes = role(quoted, page, literal);
}  // namespace

TEST_CASE("link_tables: what manages its own keys only affects nothing") { CHECK(pairs<none>().empty()); }

TEST_CASE("link_tables: a folder that goes takes all below it along, whatever the order of the list") {
  CHECK(pairs<removed>() == list{"folder>gone", "gone>deep", "gone>folder", "gone>page"});
}

TEST_CASE("link_tables: patterns") {
  CHECK(pairs<patterns>() == list{"exactly>page", "some>page", "star>deep", "star>page"});
  CHECK(pairs<quotes>() == list{"quoted>literal"});
}

TEST_CASE("link_tables: all of a space is a flag, not a pair for each of its readers") {
  CHECK(pairs<everything>().empty());
  const auto rows = view_of<everything>.rows;
  CHECK(static_plan::affects_widely(rows[0], rows[1]));
  CHECK_FALSE(static_plan::affects_widely(rows[1], rows[2]));
}

namespace {
// 000 to 299, each a file of its own
template <std::size_t I>
constexpr std::array<char, 9> path{'/', 'm', '/', '0' + I / 100, '0' + I / 10 % 10, '0' + I % 10};

template <std::size_t... I>
constexpr auto many_files(std::index_sequence<I...>) {
  return role(op(named(std::string_view(path<I>.data() + 3, 3)), files::file(std::string_view(path<I>.data(), 6)))...,
              op<"star">(writer{"/m/*"}), op<"one">(writer{"/m/299"}));
}
inline constexpr auto many = many_files(std::make_index_sequence<300>{});
}  // namespace

TEST_CASE("link_tables: many rows") {
  const auto found = pairs<many>();
  CHECK(found.size() == 301);
  CHECK(std::ranges::count(found, "one>299") == 1);
  CHECK(std::ranges::count(found, "star>000") == 1);
}
