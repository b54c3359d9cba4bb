#include <slipway/plan/record.hpp>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using sw::op;

namespace {

struct all : sw::machine<"all"> {
  static constexpr auto operations =
      sw::role(op<"File">(sw::files::file("/etc/motd").content("x")), op<"Again">(sw::files::file("/etc/motd").content("x")),
               op<"Line">(sw::files::line("/etc/hosts", "10.0.0.1\tdb")), op<"Two">(sw::apt::packages("tree", "curl")),
               op<"Latest">(sw::apt::packages("git").latest()), op<"Run">(sw::systemd::service("a").running().enabled()),
               op<"User">(sw::server::user("u").member_of("g")), op<"Reload">(sw::systemd::reload("a")),
               op<"Command">(sw::server::shell("a").creates("/b").undo("c")), op<"Lost">(sw::server::shell("a")),
               op<"No file">(sw::files::file("/no").absent()));
};
struct site : sw::layout<"site", all> {};

std::vector<operation_records> records() {
  static const source_table none;
  return records_of(*sw::program_of<site>.deployables[0].plan, host_scope({}, none, nullptr));
}

}  // namespace

TEST_CASE("record: what each operation manages, and how it is taken back") {
  std::string text;
  for (const auto& of : records())
    for (const auto& r : of.records) {
      text += std::to_string(of.row) + " " + r.operation + ":";
      for (const auto& k : r.keys) text += " " + k;
      text += " | " + (r.can_be_undone() ? r.undo : "no: " + r.irreversible) + " | " + r.family + " " + r.probe + " -> " +
              r.gone + "\n";
    }
  CHECK(text ==
        "0 File: path:/etc/motd | remove_file /etc/motd | path f '' /etc/motd 0 '' -> absent\n"
        "2 Line: path:/etc/hosts#10.0.0.1\tdb | write_text \"$step\" line-absent /etc/hosts '10.0.0.1\tdb' '' | text line-absent "
        "/etc/hosts '10.0.0.1\tdb' '' -> absent\n"
        "3 Two: package:tree | take_packages_back tree | apt p tree -> absent\n"
        "3 Two: package:curl | take_packages_back curl | apt p curl -> absent\n"
        "4 Latest: package:git | take_packages_back git | apt p git -> absent\n"
        "5 Run: unit:a#run unit:a#boot | set_unit a.service sx | systemd sx a.service -> stopped disabled\n"
        "6 User: user:u group:g#u | remove_account user u | account user u '' '' -> absent\n"
        "8 Command: command:Command | cd / && limited sh -c c | shell /b '' '' -> due\n"
        "10 No file: path:/no | no: what a removed file held is not known any more | path  -> \n");
}

TEST_CASE("record: a line holds all but the state, whatever the texts hold") {
  for (const auto& of : records())
    for (const auto& r : of.records) {
      const auto line = to_line(r);
      CHECK(line.find('\n') == std::string::npos);
      CHECK(to_record(line) == r);
    }
  record awkward{held::nothing, "path", {"path:/a\nb\tc\\n", "path:/\\"}, "it's\n", "a\tb\\", "", "\\t", "", sw::prior::is_lost};
  CHECK(to_record(to_line(awkward)) == awkward);
  for (const auto* line : {"", "path", "path\tpath:/a\top\tx\tu\t\tp\tg", "path\t\top\tl\tu\t\tp\tg",
                           "path\tpath:/a\top\tl\tu\t\tp", "path\tpath:/a\top\tl\tu\t\tp\tg\tmore"})
    CHECK_FALSE(to_record(line));
}

TEST_CASE("record: keys are the same, or a part and its whole") {
  CHECK(same_key("path:/a", "path:/a"));
  CHECK(same_key("path:/a", "path:/a#x"));
  CHECK(same_key("path:/a#x", "path:/a"));
  CHECK_FALSE(same_key("path:/a#x", "path:/a#y"));
  CHECK_FALSE(same_key("path:/a", "path:/ab"));
}

TEST_CASE("record: the digest is of all that the program manages") {
  auto some = records();
  const auto whole = digest_of(some);
  CHECK(whole == digest_of(records()));
  some.pop_back();
  CHECK(whole != digest_of(some));
}
