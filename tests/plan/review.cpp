#include <slipway/plan/review.hpp>

#include <functional>

#include <slipway/dsl.hpp>

#include "catch.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using sw::changed, sw::let, sw::op, sw::when;
using lines = std::vector<std::string>;

namespace {

// what a program says, and the same with one thing changed in each
template <std::size_t Mode, std::size_t Other>
inline constexpr auto conf = op<"Configure">(
    sw::files::file("/srv/conf")
        .from_template("host = {{host}}\npassword = {{password}}\n", let<"host">(sw::fact::hostname),
                       let<"password">(sw::secret<Other == 0 ? sw::fixed_string("one") : sw::fixed_string("two")>))
        .mode(Mode == 0 ? "0600" : "0640"));

template <int Changed>
struct one : sw::machine<"one"> {
  static constexpr auto settings = sw::settings{.health = sw::health(sw::command(Changed == 1 ? "true" : "test -e /"))};
  static constexpr auto data = sw::data(let<"word">(Changed == 2 ? "other" : "same"));
  static constexpr auto operations =
      sw::role(conf<Changed == 3, Changed == 4>, op<"Write">(sw::files::file("/srv/file").from_template("{{word}}")),
               op<"Copy">(sw::files::file("/srv/copy").source("copied")),
               sw::guarded<"sshd">(
                   sw::role(op<"Tell">(sw::server::shell("tell").affects_nothing_else().undo(Changed == 5 ? "untell" : "undo"),
                                       sw::retry(Changed == 6 ? 2 : 1))),
                   sw::verify(Changed == 7 ? "true" : "test -e /")),
               op<"Follow">(sw::server::shell(Changed == 8 ? "followed" : "follow").affects_nothing_else(),
                            when(Changed == 9 ? sw::fact::os.id == "debian" : sw::fact::os.id == "alpine")));
};
template <int Changed>
struct site : sw::layout<"site", one<Changed>> {};

struct circumstances {
  std::map<std::string, std::string> facts{{"hostname", "web-1"}, {"os.id", "debian"}};
  source_table sources{{"copied", {3, std::string(64, 'a')}}};
  secret_table secrets{};
  std::vector<std::string> states{"absent", "absent", "absent", "", ""};

  void know(const std::string& name, std::string_view value) {
    secrets.values[name] = std::make_shared<const sw::secret_text>(sw::secret_text(value));
  }
};

template <int Changed = 0>
reviewed_host review(const circumstances& c) {
  const auto& described = sw::program_of<site<Changed>>.deployables[0];
  const host_scope scope(described.data, c.sources, &c.facts, &c.secrets);
  answer found;
  found.facts = c.facts;
  found.states = c.states;
  return review_of(make_host_plan(described, found, scope), scope);
}

circumstances usual() {
  circumstances c;
  c.secrets.key = "key";
  c.know("one", "hunter2");
  c.know("two", "hunter2");
  return c;
}

std::string all_of(const reviewed_host& h) {
  auto all = h.machine + h.around;
  for (const auto& s : h.steps) all += "\n" + s.operation + " " + s.before + " " + s.desired + " " + s.says + " " + s.does;
  return all;
}

reviewed_step a_step(const std::string& name, verdict what, const std::string& before = "absent",
                     const std::string& desired = "present", const std::string& does = "d") {
  return {name, {}, what, before, desired, "s", what == verdict::skip ? "" : does};
}

reviewed_step taken(const std::string& key, verdict what) {
  auto s = a_step("Old", what, "there", "gone");
  s.key = key;
  return s;
}

}  // namespace

TEST_CASE("review: what the host's state is changes no digest") {
  auto c = usual();
  const auto before = review(c);
  CHECK(before.steps.size() == 5);
  CHECK_FALSE(before.open);
  c.states = {"file mode=0600 secret=x", "file sha256=b", "directory", "", ""};
  const auto after = review(c);
  for (std::size_t i = 0; i != 5; ++i) {
    INFO(before.steps[i].operation);
    CHECK(before.steps[i].says == after.steps[i].says);
    CHECK(before.steps[i].does == after.steps[i].does);
    CHECK(before.steps[i].says.size() == 64);
    CHECK(before.steps[i].does.size() == (before.steps[i].what == verdict::skip ? 0 : 64));
  }
  CHECK(before.around == after.around);
}

TEST_CASE("review: whatever decides what is executed changes a digest of its own step") {
  const auto c = usual();
  const auto then = review(c);
  const auto is_changed = [](const std::string& name) {
    return "'" + name + "' is not what it was when the plan was made: the program has changed, or a file or fact that it uses";
  };
  CHECK(differences(then, review<0>(c)).empty());
  CHECK(differences(then, review<1>(c)) ==
        lines{"the health checks, the state directory or Slipway itself are not what they were when the plan was made"});
  CHECK(differences(then, review<2>(c)) == lines{is_changed("Write")});
  CHECK(differences(then, review<3>(c)) == lines{is_changed("Configure")});
  CHECK(differences(then, review<4>(c)) == lines{is_changed("Configure")});
  CHECK(differences(then, review<5>(c)) == lines{is_changed("Tell")});
  CHECK(differences(then, review<6>(c)) == lines{is_changed("Tell")});
  CHECK(differences(then, review<7>(c)) == lines{is_changed("Tell")});
  CHECK(differences(then, review<8>(c)) == lines{is_changed("Follow")});
  CHECK(differences(then, review<9>(c)) == lines{is_changed("Follow")});
  auto other = usual();
  other.sources["copied"].sha256[0] = 'b';
  CHECK(differences(then, review(other)) == lines{is_changed("Copy")});
  other = usual();
  other.facts["hostname"] = "web-2";
  CHECK(differences(then, review(other)) == lines{is_changed("Configure")});
}

TEST_CASE("review: of a secret it holds neither the value nor what follows from it") {
  auto c = usual();
  const auto before = all_of(review(c));
  c.know("one", "another, and longer");
  c.secrets.key = "another key";
  CHECK(all_of(review(c)) == before);
  CHECK(before.find("hunter2") == std::string::npos);
}

TEST_CASE("review: less may be done than was reviewed, and nothing else") {
  using enum verdict;
  const auto acts = a_step("A", change), may = a_step("A", maybe), kept = a_step("A", keep, "present"),
             skipped = a_step("A", skip, "absent", "");
  auto third = a_step("A", change, "other"), wants_more = a_step("A", change, "absent", "more"), promised = a_step("A", keep);
  promised.assumed = true;
  auto other_program = kept, does_other = acts, undecided = a_step("A", maybe, "absent", "", "");
  other_program.says = "t";
  does_other.does = "e";
  const std::string neither = "'A' is neither as the plan saw it nor as it is to be: found other, the plan saw absent";
  const std::string not_what =
      "'A' is not what it was when the plan was made: the program has changed, or a file or fact that it uses";
  struct {
    const char* what;
    reviewed_step then, now;
    std::string difference;
  } const rows[]{
      {"the same", acts, acts, ""},
      {"somebody has done it", acts, kept, ""},
      {"somebody has done what was not clear", may, kept, ""},
      {"it is not needed any more", acts, skipped, ""},
      {"what it waits for does not change", may, skipped, ""},
      {"what was not clear is", may, acts, ""},
      {"what was clear is not", acts, may, ""},
      {"it is as it is to be, and may be changed before its turn", acts, a_step("A", maybe, "present"), ""},
      {"of two things one is done", a_step("A", change, "absent, absent", "present, present"),
       a_step("A", change, "present, absent", "present, present"), ""},
      {"of two things one is something else", a_step("A", change, "absent, absent", "present, present"),
       a_step("A", change, "other, absent", "present, present"),
       "'A' is neither as the plan saw it nor as it is to be: found other, absent, the plan saw absent, absent"},
      {"a promise stays one", promised, promised, ""},
      {"what was in order was promised", kept, promised, "'A' was in order, and is to be done now: found absent"},
      {"it was in order", kept, acts, "'A' was in order, and is to be done now: found absent"},
      {"it was in order, and may not be", kept, may, "'A' was in order, and is to be done now: found absent"},
      {"it was skipped", skipped, acts, "'A' was to be skipped, and is to be done now: found absent"},
      {"a third state", acts, third, neither},
      {"a third state of what was not clear", may, third, neither},
      {"it wants something else", acts, wants_more, "'A' is to become more now, and in the plan present"},
      {"another program", acts, does_other, not_what},
      {"another program that has nothing to do", acts, other_program, not_what},
      {"it was not decided", undecided, acts, "'A' is decided only now: nobody has reviewed what it does"},
      {"it is still not decided", undecided, undecided, ""},
  };
  for (const auto& row : rows) {
    INFO(row.what);
    CHECK(differences({"", "", false, {row.then}}, {"", "", false, {row.now}}) ==
          (row.difference.empty() ? lines{} : lines{row.difference}));
  }
  // between two stages the run has changed what it saw
  CHECK(differences({"", "", false, {may}}, {"", "", false, {third}}, moment::between_stages).empty());
  CHECK(differences({"", "", false, {acts}}, {"", "", false, {third}}, moment::between_stages) == lines{neither});
}

TEST_CASE("review: all differences are told, and steps that are missing, new or moved") {
  using enum verdict;
  const reviewed_host then{"m", "x", false, {a_step("A", change), a_step("B", keep, "present"), a_step("C", maybe)}};
  auto now = then;
  now.steps = {a_step("A", change, "other"), a_step("B", change), a_step("D", keep, "present")};
  now.around = "y";
  CHECK(differences(then, now) ==
        lines{"the health checks, the state directory or Slipway itself are not what they were when the plan was made",
              "'A' is neither as the plan saw it nor as it is to be: found other, the plan saw absent",
              "'B' was in order, and is to be done now: found absent", "'D' is not in the plan: the program has changed",
              "'C' is not in the program any more"});
  now = then;
  std::swap(now.steps[0], now.steps[2]);
  CHECK(differences(then, now) ==
        lines{"'B' stands in another place: the program has changed", "'A' stands in another place: the program has changed"});
  now = then;
  now.machine = "n";
  CHECK(differences(then, now) == lines{"it is another machine than the one that was planned for"});
  now.machine.clear();
  CHECK(differences(then, now).empty());
}

TEST_CASE("review: what is taken back was reviewed, and what is gone already does not matter") {
  using enum verdict;
  const reviewed_host then{"", "", false, {taken("path:/a", change), taken("path:/b", change), a_step("A", change)}};
  auto now = then;
  now.steps.erase(now.steps.begin());
  CHECK(differences(then, now).empty());
  now.steps[0].what = keep;
  CHECK(differences(then, now).empty());
  now.steps.insert(now.steps.begin(), {taken("path:/c", change), taken("path:/d", keep)});
  CHECK(differences(then, now) == lines{"'Old' is to be taken back now (path:/c), which nobody has reviewed"});
}

TEST_CASE("review: what a later stage decides was not reviewed, unless nothing is to be done") {
  using enum verdict;
  const reviewed_host then{
      "", "", true, {a_step("A", change), a_step("Decide", maybe, "", "", ""), a_step("Z", maybe, "", "", "")}};
  auto now = then;
  now.open = false;
  now.steps = {a_step("A", keep, "present"), a_step("Decide", keep, "", "", "d"), a_step("Decide: Do it", keep, "present"),
               a_step("Z", keep, "")};
  CHECK(differences(then, now, moment::between_stages).empty());
  now.steps[2].what = now.steps[3].what = change;
  CHECK(differences(then, now, moment::between_stages) == lines{"'Decide: Do it' is not in the plan: it was decided only now",
                                                                "'Z' is decided only now: nobody has reviewed what it does"});
}
