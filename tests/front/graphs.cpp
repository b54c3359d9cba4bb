#include "graphs.hpp"

#include <algorithm>

#include "catch.hpp"

namespace front_test {
namespace {

bool has_bad_entity(std::string_view text) {
  for (auto at = text.find('&'); at != text.npos; at = text.find('&', at + 1)) {
    const auto name = text.substr(at + 1, text.find(';', at) - at - 1);
    const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name.starts_with('#');
    if (!known) return true;
  }
  return false;
}

// the inside of a tag: a name, then name="value" each
std::string attributes_problem(std::string_view tag) {
  auto rest = tag.substr(std::min(tag.find_first_of(" \n"), tag.size()));
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \n"), rest.size()));
    if (rest.empty()) return {};
    const auto quote = rest.find("=\"");
    const auto end = quote == rest.npos ? rest.npos : rest.find('"', quote + 2);
    if (end == rest.npos) return "attributes of <" + std::string(tag) + ">";
    const auto value = rest.substr(quote + 2, end - quote - 2);
    if (value.find('<') != value.npos || has_bad_entity(value)) return "value " + std::string(value);
    rest.remove_prefix(end + 1);
  }
}

std::size_t end_of_tag(std::string_view text, std::size_t at) {
  for (bool quoted = false; at != text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '>' && !quoted) return at;
  }
  return text.npos;
}

}  // namespace

std::string xml_problem(std::string_view text) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = std::min(text.find('<', at), text.size());
    const auto between = text.substr(at, begin - at);
    if (has_bad_entity(between)) return "entity in " + std::string(between);
    if (begin == text.size()) break;
    const bool comment = text.substr(begin).starts_with("<!--");
    const auto end = comment ? text.find("-->", begin) + 2 : end_of_tag(text, begin);
    if (end >= text.size()) return "no end of " + std::string(text.substr(begin, 40));
    auto tag = text.substr(begin + 1, end - begin - 1);
    at = end + 1;
    if (tag.starts_with('!') || tag.starts_with('?')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "closed: " + std::string(tag);
      open.pop_back();
      continue;
    }
    const bool closed = tag.ends_with('/');
    if (closed) tag.remove_suffix(1);
    if (auto problem = attributes_problem(tag); !problem.empty()) return problem;
    if (!closed) open.push_back(tag.substr(0, tag.find_first_of(" \n")));
  }
  return open.empty() ? std::string() : "still open: " + std::string(open.back());
}

}  // namespace front_test

TEST_CASE("graphs: the look at XML knows what is wrong") {
  using front_test::xml_problem;
  CHECK(xml_problem("<?xml version=\"1.0\"?><!-- <a> --><a b=\"c>d\"><e/>&amp;&#45;</a>\n").empty());
  for (const auto* wrong :
       {"<a>", "<a></b>", "</a>", "<a>&</a>", "<a>&nbsp;</a>", "<a b=c/>", "<a b=\"<\"/>", "<a b=\"&\"/>", "<a"})
    CHECK_FALSE(xml_problem(wrong).empty());
}
