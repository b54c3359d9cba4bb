#include <slipway/plan/manifest.hpp>

#include <slipway/core/sha256.hpp>
#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using sw::op;

namespace {

struct one : sw::machine<"one"> {
  static constexpr auto operations =
      sw::role(op<"File">(sw::files::file("/a").content("x")), op<"Other">(sw::files::file("/b").content("x")));
};
struct site : sw::layout<"site", one> {};
constexpr const sw::deployable& described = sw::program_of<site>.deployables[0];

std::vector<operation_records> expected() {
  static const source_table none;
  return records_of(*described.plan, host_scope({}, none, nullptr));
}

record of(held state, const std::string& key) {
  return {state, "path", {key}, "Op of " + key, "remove_file x", "", "f", "absent", sw::prior::is_lost};
}

manifest example() {
  return {"site", "Machine:one", "abc", "r1", "succeeded", {of(held::managed, "path:/a"), of(held::adopted, "path:/old")}};
}

sent_manifests sent(const std::string& text, const std::string& log = {}) {
  sent_manifests s{"abc", {}, {}, {}};
  if (!text.empty()) s.files[manifest_name(described)] = text;
  if (!log.empty()) s.files[manifest_name(described) + ".log"] = log;
  return s;
}

std::string problem(const sent_manifests& s) {
  try {
    (void)read_holdings(described, s, expected(), trust::strict);
  } catch (const manifest_error& e) {
    CHECK_FALSE(e.remedy.empty());
    return e.what();
  }
  return "none";
}

std::string again(std::string text) {  // with a digest that fits
  const auto end = text.rfind("\nend\t") + 1;
  auto body = text.substr(0, end);
  const auto count = text.substr(end + 4, text.find('\t', end + 4) - end - 4);
  return body + "end\t" + count + "\t" + sw::sha256(body) + "\n";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("manifest: what is written is read") {
  const auto m = example();
  const auto read = read_manifest("m", to_text(m), {});
  CHECK(read.layout == m.layout);
  CHECK(read.deployable == m.deployable);
  CHECK(read.machine == m.machine);
  CHECK(read.run == m.run);
  CHECK(read.ended == m.ended);
  CHECK(read.records == m.records);
  const auto empty = read_manifest("m", to_text({"l", "d", "abc", "r", "failed", {}}), {});
  CHECK(empty.records.empty());
  CHECK(empty.ended == "failed");
}

TEST_CASE("manifest: no damage is guessed at") {
  const auto text = to_text(example());
  CHECK(problem(sent(text)) == "none");
  for (std::size_t size = 1; size < text.size(); ++size) {
    INFO(text.substr(0, size));
    CHECK(problem(sent(text.substr(0, size))).find("is damaged") != std::string::npos);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto changed = text;
    changed[i] = changed[i] == '1' ? '0' : '1';
    INFO(changed);
    CHECK(problem(sent(changed)) != "none");
  }
  struct row {
    std::string text, why;
  };
  for (const auto& [damaged, why] :
       {row{text + "x\n", "it was written to by somebody else"}, row{again(replaced(text, "managed", "mannaged")), "line 3"},
        row{again(replaced(text, "managed\tpath", "managed\t")), "line 3"},
        row{again(replaced(text, "of\tsite", "on\tsite")), "line 2"},
        row{again(replaced(text, "end\t2", "end\t3")), "records are missing"},
        row{again(replaced(text, "manifest 1", "manifest 0")), "its version is none"},
        row{again(replaced(text, "of\tsite", "of\tmine")), "in the layout 'mine'"}}) {
    INFO(damaged);
    CHECK(problem(sent(damaged)).find(why) != std::string::npos);
  }
  // an empty file is one, too
  sent_manifests empty{"abc", {}, {}, {}};
  empty.files[manifest_name(described)];
  CHECK(problem(empty).find("is damaged") != std::string::npos);
}

TEST_CASE("manifest: another version, another machine") {
  const auto text = to_text(example());
  CHECK(problem(sent(again(replaced(text, "manifest 1", "manifest 17")))).find("newer version of Slipway (17)") !=
        std::string::npos);
  const auto copied = sent(again(replaced(text, " abc ", " def ")));
  CHECK(problem(copied).find("is of another machine (def; this one is abc)") != std::string::npos);
  const auto taken_over = read_holdings(described, copied, expected(), trust::adopting);
  REQUIRE(taken_over.own);
  CHECK(taken_over.own->machine == "abc");
  CHECK_FALSE(read_holdings(described, sent("rubbish"), expected(), trust::adopting).own);
}

TEST_CASE("manifest: a log goes on from where the file ends") {
  const auto open = std::string("\nopen\t1\tabc\tsite\tMachine:one\tr2\t.\n");
  const auto line = [](held h, const std::string& key) { return std::string(to_text(h)) + "\t" + to_line(of(h, key)) + "\t.\n"; };
  const auto states = [&](const std::string& text, const std::string& log) {
    const auto h = read_holdings(described, sent(text, log), expected(), trust::strict);
    std::string all = h.own ? h.own->run + " " + h.own->ended : "none";
    if (h.own)
      for (const auto& r : h.own->records) all += " " + std::string(to_text(r.state)) + " " + r.keys[0];
    return all;
  };
  const auto text = to_text(example());
  CHECK(states(text, open) == "r2 open managed path:/a adopted path:/old");
  CHECK(states(text, open + line(held::intended, "path:/b")) == "r2 open managed path:/a adopted path:/old intended path:/b");
  CHECK(states(text, open + line(held::nothing, "path:/a") + "ended\tfailed\t.\n") == "r2 failed adopted path:/old");
  CHECK(states("", open + line(held::intended, "path:/b") + line(held::managed, "path:/b")) == "r2 open managed path:/b");
  // a torn line at the end, or before the next run, says nothing; elsewhere it is a damage
  CHECK(states("", open + "managed\tpa") == "r2 open");
  CHECK(states("", open + "managed\tpa" + open) == "r2 open");
  CHECK(states("", "\nope") == "none");
  CHECK(problem(sent("", open + "managed\tpa\n" + line(held::managed, "path:/b"))).find("is torn") != std::string::npos);
  CHECK(problem(sent("", open + "managed\trubbish\t.\n")).find("no record") != std::string::npos);
  CHECK(problem(sent("", replaced(open, "\t1\t", "\t2\t"))).find("newer version") != std::string::npos);
}

TEST_CASE("manifest: the first line is enough where it says all") {
  sent_manifests s{"abc", {}, {}, {}};
  s.in_step.emplace("ma", "r7");
  const auto h = read_holdings(described, s, expected(), trust::strict);
  REQUIRE(h.own);
  CHECK(h.own->run == "r7");
  CHECK(h.own->ended == "succeeded");
  REQUIRE(h.own->records.size() == 2);
  CHECK(h.own->records[1].state == held::adopted);
  CHECK(h.first_line == "slipway manifest 1 abc " + digest_of(expected()) + " =ma r7");
  s.in_step->first = "m";
  CHECK(problem(s).find("its first line is not whole") != std::string::npos);
}

TEST_CASE("manifest: orphans, and keys that another layout claims") {
  const auto found = read_holdings(described, sent(to_text(example())), expected(), trust::strict);
  const auto orphans = orphans_of(found, expected());
  REQUIRE(orphans.size() == 1);
  CHECK(orphans[0].keys[0] == "path:/old");
  auto both = sent(to_text(example()));
  auto other = example();
  other.deployable = "Machine:renamed";
  both.files["00"] = to_text(other);
  CHECK(conflict_of(described, read_holdings(described, both, expected(), trust::strict), expected()).empty());
  other.layout = "theirs";
  both.files["00"] = to_text(other);
  CHECK(conflict_of(described, read_holdings(described, both, expected(), trust::strict), expected()) ==
        "'path:/a' is managed by the layout 'theirs' here (its operation 'Op of path:/a'), and 'File' of 'site' wants to manage "
        "it, too");
  other.records[0].keys = {"path:/a#part"};
  both.files["00"] = to_text(other);
  CHECK_FALSE(conflict_of(described, read_holdings(described, both, expected(), trust::strict), expected()).empty());
  both.files["01"] = "rubbish";
  CHECK(problem(both).find("the manifest 01 on the host is damaged") != std::string::npos);
  both.files.erase("01");
  // what the disk of another machine brought along claims nothing here
  other.machine = "def";
  both.files["00"] = to_text(other);
  CHECK(conflict_of(described, read_holdings(described, both, expected(), trust::strict), expected()).empty());
}
