// Whole hosts, one file a distribution below recorded/: what its files hold, what its programs print, and the facts that come of
// it. Debian's was taken from a host, and shortened; the others hold what the same programs print elsewhere, in the versions and
// ways of those distributions as their documentation and sources have them. A file is read from top to bottom; what stands above
// its first part says which host it is. A line "== WHAT" begins each part:
//
//     == file PATH             its content follows
//     == executable PATH       a file that may be run
//     == link PATH TARGET
//     == folder PATH
//     == program NAME WORDS    what it prints follows, from here on, when it is called with exactly these words; other calls are
//                              mistakes
//     == failing NAME WORDS    the same of one that fails
//     == facts FAMILY WORDS    what the family's probe, perhaps with words, must answer now: NAME=VALUE, of a list its records
//                              with bars between their fields, or "unknown"
#include <slipway/facts/catalogue.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "catch.hpp"
#include "gather.hpp"
#include "records.hpp"

using namespace facts_test;

namespace {

struct part {
  int line = 0;
  std::string what, subject, rest;  // "program", "ip", "-o addr"
  std::string content;              // each line with its newline
};

std::vector<part> parts_of(const std::filesystem::path& recording) {
  std::vector<part> parts;
  std::ifstream file(recording);
  std::string text;
  for (int line = 1; std::getline(file, text); ++line) {
    if (text.starts_with("== ")) {
      std::istringstream words(text.substr(3));
      part p;
      p.line = line;
      words >> p.what >> p.subject;
      std::getline(words >> std::ws, p.rest);
      parts.push_back(std::move(p));
    } else if (!parts.empty()) {
      parts.back().content += text + "\n";
    }
  }
  return parts;
}

const slipway::fact_family& family_named(std::string_view name) {
  for (const auto family : slipway::facts::catalogue())
    if (family().name == name) return family();
  throw std::runtime_error("no family of facts is named " + std::string(name));
}

std::string text_of(const slipway::fact_family& family, const values& found) {
  const bool list = family.shape == slipway::fact_shape::list;
  if (found.empty()) return list ? "unknown\n" : "";
  std::string text;
  for (const auto& [name, value] : found) {
    if (!list || found.contains("status")) text += name + "=";
    text += value;
    if (!text.empty() && text.back() != '\n') text += '\n';
  }
  std::ranges::replace(text, '\t', '|');
  return text;
}

// homes are below the host's folder, like all its files
std::string moved_homes(const std::string& passwd, const std::string& folder) {
  std::istringstream lines(passwd);
  std::string text;
  for (std::string line; std::getline(lines, line); text += line + "\n") {
    std::size_t home = 0;
    for (int field = 0; field < 5 && home != std::string::npos; ++field) home = line.find(':', home == 0 ? 0 : home + 1);
    if (home != std::string::npos && line.compare(home, 2, ":/") == 0) line.insert(home + 1, folder);
  }
  return text;
}

void check_value(slipway::fact_type type, const std::string& value) {
  if (type == slipway::fact_type::boolean) CHECK((value == "true" || value == "false"));
  if (type == slipway::fact_type::number) {
    CHECK_FALSE(value.empty());
    CHECK(value.find_first_not_of("0123456789", value.starts_with('-') ? 1 : 0) == std::string::npos);
  }
}

// that a reader finds in each record what the probe printed
void check_records(std::string_view name, const std::string& list) {
  const auto* reader = find_reader(name);
  REQUIRE(reader != nullptr);
  for (const auto& line : slipway::record_lines(list)) {
    REQUIRE(line.size() == reader->table.size());
    fields printed;
    for (std::size_t i = 0; i < line.size(); ++i) {
      // what a host does not say is 0
      const bool left_out = reader->table[i].type == slipway::fact_type::number && line.text(i).empty();
      printed.push_back(left_out ? "0" : line.text(i));
      check_value(reader->table[i].type, printed.back());
    }
    CHECK(reader->read(line) == printed);
  }
}

void check_types(const slipway::fact_family& family, const values& found) {
  for (const auto& [key, value] : found) {
    const auto name = key.substr(0, key.find('@'));
    INFO(name);
    if (family.shape == slipway::fact_shape::list) {
      check_records(name, value);
      continue;
    }
    const auto field = std::ranges::find(family.fields, name, &slipway::fact_field::name);
    REQUIRE(field != family.fields.end());
    if (field->type == slipway::fact_type::list) check_records(name, value);
    else check_value(field->type, value);
  }
}

void ask(const recorded_host& host, const part& p) {
  const auto& family = family_named(p.subject);
  with_each_shell([&](const auto& shell) {
    const auto found = host.gather(family, shell, " " + p.rest);
    CHECK(text_of(family, found) == p.content);
    CHECK(host.strange_calls() == "");
    check_types(family, found);
  });
}

void take(recorded_host& host, const part& p) {
  if (p.what == "file") host.file(p.subject, p.subject == "/etc/passwd" ? moved_homes(p.content, host.path()) : p.content);
  else if (p.what == "executable") host.file(p.subject, p.content).executable(p.subject);
  else if (p.what == "link") host.link(p.subject, p.rest);
  else if (p.what == "folder") host.folder(p.subject);
  else if (p.what == "program") host.call(p.subject, p.rest, p.content, 0);
  else if (p.what == "failing") host.call(p.subject, p.rest, p.content, 1);
  else if (p.what == "facts") ask(host, p);
  else throw std::runtime_error("what is '== " + p.what + "'?");
}

void check_recording(const std::string& name) {
  const auto parts = parts_of(std::filesystem::path(SLIPWAY_RECORDED_HOSTS) / (name + ".txt"));
  REQUIRE_FALSE(parts.empty());
  recorded_host host;
  std::set<std::string> asked;
  for (const auto& p : parts) {
    INFO(name << ".txt:" << p.line << ": " << p.what << " " << p.subject);
    take(host, p);
    if (p.what == "facts") asked.insert(p.subject);
  }
  for (const auto family : slipway::facts::catalogue()) {
    INFO(name << " is not asked for " << family().name);
    CHECK(asked.contains(std::string(family().name)));
  }
}

}  // namespace

TEST_CASE("distributions: Debian 12 as recorded") { check_recording("debian-12"); }
TEST_CASE("distributions: Ubuntu 24.04 as recorded") { check_recording("ubuntu-24.04"); }
TEST_CASE("distributions: Alpine 3.20 as recorded") { check_recording("alpine-3.20"); }
TEST_CASE("distributions: Fedora 40 as recorded") { check_recording("fedora-40"); }
TEST_CASE("distributions: Rocky 9 as recorded") { check_recording("rocky-9"); }
