#include <slipway/plan/host_plan.hpp>

#include <slipway/dsl.hpp>
#include <slipway/program/decided_plan.hpp>

#include "catch.hpp"
#include "stand_in.hpp"

namespace sw = slipway;
using namespace slipway::plan;
using plan_test::action, plan_test::package;
using sw::changed, sw::op, sw::when;

namespace {
// a plan as one line: "change", "maybe(0,1)", "skip[why]"
std::string in_words(const host_plan& plan) {
  std::string all;
  for (const auto& s : plan.steps) {
    if (!all.empty()) all += ' ';
    all += to_text(s.what);
    if (!s.after.empty()) {
      all += '(';
      for (const auto k : s.after) all += (all.back() == '(' ? "" : ",") + std::to_string(k);
      all += ')';
    }
    if (!s.why.empty()) all += "[" + s.why + "]";
  }
  return all;
}

struct situation {
  std::vector<std::string> states;
  std::map<std::string, std::string> facts{};
  std::map<std::string, std::string> marks{};
};

template <class Layout>
host_plan plan_for(const situation& s) {
  static const source_table none;
  const auto& host = sw::program_of<Layout>.deployables[0];
  answer a;
  a.states = s.states;
  a.facts = s.facts;
  a.marks = s.marks;
  const host_scope scope(host.data, none, &a.facts);
  return make_host_plan(host, a, scope);
}

// the classic case: a package creates a link that is to be absent
constexpr auto install = op<"Install nginx">(package{"nginx", "", "/etc/nginx/**"});
constexpr auto drop_default = op<"Remove the default site">(sw::files::link("/etc/nginx/sites-enabled/default").absent());
constexpr auto conf = op<"Write the site">(sw::files::file("/etc/nginx/site.conf").mode("0644"));
constexpr auto motd = op<"Say who we are">(sw::files::file("/etc/motd").mode("0644"));
constexpr auto reload = op<"Reload nginx">(action{"/log"}, when(changed(conf) || changed(drop_default)));
struct web : sw::machine<"web"> {
  static constexpr auto operations = sw::role(install, drop_default, conf, motd, reload);
};
struct classic : sw::layout<"classic", web> {};
}  // namespace

TEST_CASE("host_plan: a first run needs no hints") {
  const auto plan = plan_for<classic>({{"absent", "absent", "absent", "absent", ""}});
  CHECK(in_words(plan) == "change maybe(0) maybe(0) change maybe(1,2)");
  CHECK(plan.refusal.empty());
  CHECK(plan.count(verdict::maybe) == 3);
  CHECK_FALSE(plan.is_empty());
}

TEST_CASE("host_plan: a converged host has nothing to do") {
  const auto plan = plan_for<classic>({{"present", "absent", "file mode=0644", "file mode=0644", ""}});
  CHECK(in_words(plan) ==
        "keep keep keep keep skip['Write the site' does not change and 'Remove the default site' does not "
        "change]");
  CHECK(plan.is_empty());
}

TEST_CASE("host_plan: what was changed by hand is repaired, and nothing else") {
  const auto plan = plan_for<classic>({{"present", "link to x", "file mode=0644", "file mode=0644", ""}});
  CHECK(in_words(plan) == "keep change keep keep change");
  CHECK(plan.steps[1].before == "link to x");
  CHECK(plan.steps[1].desired == "absent");
}

TEST_CASE("host_plan: a change that was not followed is followed now") {
  const auto& rows = sw::program_of<classic>.deployables[0].plan->rows;
  const auto plan = plan_for<classic>(
      {{"present", "absent", "file mode=0644", "file mode=0644", ""}, {}, {{mark_name(rows[2], rows[4]), "r1\x1b"}}});
  CHECK(in_words(plan) == "keep keep keep keep change[pending since run r1\\x1b]");
}

TEST_CASE("host_plan: names of marks") {
  const auto& rows = sw::program_of<classic>.deployables[0].plan->rows;
  CHECK(mark_key(rows[0]).size() == 16);
  CHECK(mark_name(rows[2], rows[4]) == mark_key(rows[2]) + "-" + mark_key(rows[4]));
  CHECK(mark_name(rows[2], rows[4]) != mark_name(rows[1], rows[4]));
}

TEST_CASE(
    "host_plan: what cannot be read or is of another kind refuses the host, unless an earlier step may "
    "change it") {
  for (const char* state : {"unreadable", "unprobeable (is a directory)"}) {
    const auto plan = plan_for<classic>({{"present", "absent", "file mode=0644", state, ""}});
    CHECK(plan.refusal == "'Say who we are' cannot be planned: found " + std::string(state));
    const auto perhaps = plan_for<classic>({{"absent", "absent", state, "file mode=0644", ""}});
    CHECK(perhaps.refusal.empty());
    CHECK(perhaps.steps[2].what == verdict::maybe);
  }
}

TEST_CASE("host_plan: what a host sends is cleaned for people, and kept as it is for the comparison") {
  const auto plan = plan_for<classic>({{"present", "link to \x1b[2J", "file mode=0644", "file mode=0644", ""}});
  CHECK(plan.steps[1].before == "link to \\x1b[2J");
  CHECK(plan.steps[1].found == "link to \x1b[2J");
}

namespace {
constexpr auto anything = op<"Anything">(package{"tool", "", "", true});
struct wild : sw::machine<"wild"> {
  static constexpr auto operations = sw::role(motd, anything, op<"Say it again">(sw::files::file("/etc/issue").mode("0600")));
};
struct wild_site : sw::layout<"wild", wild> {};
}  // namespace

TEST_CASE("host_plan: what may affect everything makes all later steps uncertain, not the earlier ones") {
  CHECK(in_words(plan_for<wild_site>({{"file mode=0644", "absent", "file mode=0600"}})) == "keep change maybe(1)");
  CHECK(in_words(plan_for<wild_site>({{"file mode=0644", "present", "file mode=0600"}})) == "keep keep keep");
}

namespace {
// the same path, wanted twice in the same way, and once read
constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/a"));
constexpr auto again = op<"Make it again">(sw::files::directory("/srv/a"));
constexpr auto gone = op<"Clear it">(sw::files::directory("/srv/b").absent());
constexpr auto below = op<"Remove what is below">(sw::files::file("/srv/b/c").absent());
struct twice : sw::machine<"twice"> {
  static constexpr auto operations = sw::role(folder, again, gone, below);
};
struct twice_site : sw::layout<"twice", twice> {};
}  // namespace

TEST_CASE("host_plan: what an earlier step is known to bring is in order") {
  CHECK(in_words(plan_for<twice_site>({{"absent", "absent", "absent", "absent"}})) == "change keep keep keep");
  CHECK(in_words(plan_for<twice_site>({{"directory", "directory", "directory", "file"}})) == "keep keep change maybe(2)");
}

namespace {
constexpr auto on_debian = op<"On Debian">(sw::files::file("/a").mode("0644"), when(sw::fact::os.id == "debian"));
constexpr auto on_large = op<"On large ones">(sw::files::file("/b").mode("0644"),
                                              when(sw::fact::memory.total > 1000 && !(sw::fact::os.id == "alpine")));
constexpr auto after_both = op<"After both">(action{"/log"}, when(changed(on_debian) && changed(on_large)));
constexpr auto after_none = op<"After neither">(action{"/log"}, when(!changed(on_debian) && !changed(on_large)));
constexpr auto after_any = op<"After any">(action{"/log"}, when(changed(on_debian) || sw::fact::cpu.count == 1));
struct conditional : sw::machine<"conditional"> {
  static constexpr auto operations = sw::role(on_debian, on_large, after_both, after_none, after_any);
};
struct conditional_site : sw::layout<"conditional", conditional> {};

std::string conditions(std::vector<std::string> states, std::map<std::string, std::string> facts) {
  const auto plan = plan_for<conditional_site>({std::move(states), std::move(facts)});
  std::string all;
  for (const auto& s : plan.steps) all += to_text(s.what)[0];
  return all;
}
}  // namespace

TEST_CASE("host_plan: conditions of facts and changes") {
  const std::string there = "file mode=0644";
  const std::map<std::string, std::string> large{{"os.id", "debian"}, {"memory.total", "1001"}, {"cpu.count", "4"}};
  const std::map<std::string, std::string> small{{"os.id", "debian"}, {"memory.total", "1000"}, {"cpu.count", "1"}};
  const std::map<std::string, std::string> other{{"os.id", "alpine"}, {"memory.total", "5000"}, {"cpu.count", "4"}};
  CHECK(conditions({"absent", "absent", "", "", ""}, large) == "cccsc");
  CHECK(conditions({"absent", there, "", "", ""}, large) == "ckssc");
  CHECK(conditions({there, there, "", "", ""}, large) == "kkscs");
  CHECK(conditions({"absent", "absent", "", "", ""}, small) == "csssc");
  CHECK(conditions({there, "absent", "", "", ""}, small) == "ksscc");
  CHECK(conditions({"absent", "absent", "", "", ""}, other) == "ssscs");
  CHECK(conditions({"absent", "absent", "", "", ""}, {}) == "ssscs");  // facts that the host does not know

  const auto plan = plan_for<conditional_site>({{"absent", "absent", "", "", ""}, small});
  CHECK(plan.steps[1].why == "memory.total is 1000 bytes, not above 1000 bytes");
  const auto unknown = plan_for<conditional_site>({{"absent", "absent", "", "", ""}, {{"os.id", "debian"}}});
  CHECK(unknown.steps[1].why == "the host does not know memory.total");
}

namespace {
constexpr auto tool = op<"Install the tool">(package{"tool", "", "/opt/**"});
constexpr auto settings_file = op<"Write its settings">(sw::files::file("/opt/settings").mode("0644"));
constexpr auto restart = op<"Restart it">(action{"/log"}, when(changed(settings_file)));
constexpr auto follow_up = op<"Say so">(action{"/log"}, when(changed(restart) && changed(tool)));
constexpr auto not_restarted = op<"Say not">(action{"/log"}, when(!changed(restart)));
inline constexpr auto tooling = sw::role(tool, settings_file, restart, follow_up, not_restarted);
struct chain : sw::machine<"chain"> {
  static constexpr auto operations = sw::role(sw::role<"a">(tooling), sw::role<"b">(sw::role<"c">(tooling)));
};
struct chain_site : sw::layout<"chain", chain> {};
}  // namespace

TEST_CASE("host_plan: a maybe goes on to those who wait for it, inside its own prefixes") {
  CHECK(in_words(plan_for<chain_site>({{"absent", "absent", "", "", "", "present", "file mode=0644", "", "", ""}})) ==
        "change maybe(0) maybe(1) maybe(2) maybe(2) "
        "keep maybe(0,1) maybe(6) skip['b: c: Install the tool' does not change] maybe(7)");
}

namespace {
// the same, where the user knows what the package brings
constexpr auto promise_link = op<"Remove the default site">(sw::files::link("/etc/nginx/sites-enabled/default").absent(),
                                                            sw::assume_present(changed(install)));
constexpr auto promise_folder =
    op<"Make the folder">(sw::files::directory("/etc/nginx/conf.d"), sw::assume_present(changed(install)));
constexpr auto promise_nothing = op<"Write the rest">(sw::files::file("/etc/nginx/rest"), sw::assume_absent(changed(install)));
struct promising : sw::machine<"promising"> {
  static constexpr auto operations = sw::role(install, promise_link, promise_folder, promise_nothing);
};
struct promises : sw::layout<"promises", promising> {};

inline constexpr auto migrating = sw::role(op<"Migrate">(action{"/log"}, sw::run_once()), motd);
template <sw::fixed_string Name>
struct shared : sw::machine<Name> {
  static constexpr auto& operations = migrating;
};
struct app_1 : shared<"app-1"> {};
struct app_2 : shared<"app-2"> {};
struct apps : sw::layout<"apps", app_1, app_2> {};
}  // namespace

TEST_CASE("host_plan: a promise makes a certainty of a maybe, and the host still looks") {
  const auto first = plan_for<promises>({{"absent", "absent", "absent", "absent"}});
  CHECK(in_words(first) ==
        "change change[assumed, after: 'Install nginx'] keep[assumed, after: 'Install nginx'] change[assumed, after: 'Install "
        "nginx']");
  CHECK_FALSE(first.steps[0].assumed);
  CHECK(first.steps[2].assumed);
  // nothing rests on it where the package does not change
  const auto second = plan_for<promises>({{"present", "absent", "directory", "absent"}});
  CHECK(in_words(second) == "keep keep keep change");
  CHECK_FALSE(second.steps[3].assumed);
}

TEST_CASE("host_plan: what is done once is skipped everywhere but on the first host") {
  const auto& all = sw::program_of<apps>.deployables;
  static const source_table none;
  const auto plan_on = [&](const sw::deployable& host, const once_table& once) {
    answer a;
    a.states = {"", "file mode=0644"};
    return in_words(make_host_plan(host, a, host_scope(host.data, none, &a.facts), once));
  };
  once_table once, second_alone;
  for (const auto& host : all) do_once(host, once);
  do_once(all[1], second_alone);
  CHECK(plan_on(all[0], once) == "change keep");
  CHECK(plan_on(all[1], once) == "skip[done once, on Machine:app-1] keep");
  CHECK(plan_on(all[1], second_alone) == "change keep");
  // what a decision has added to, is the same host
  const auto decided = all[0];
  CHECK(plan_on(decided, once) == "change keep");
}

namespace {
constexpr auto sweep = op<"Sweep">(action{"/log"});
constexpr auto announce = op<"Announce">(action{"/log"}, when(sw::fact::os.id == "debian"));
struct cut_short : sw::machine<"cut-short"> {
  static constexpr auto operations = sw::role(sweep, conf, announce, op<"Follow">(action{"/log"}, when(changed(conf))));
};
struct cut_site : sw::layout<"cut", cut_short> {};
}  // namespace

TEST_CASE("host_plan: actions that a run has done are not done again when it is resumed") {
  const auto& host = sw::program_of<cut_site>.deployables[0];
  static const source_table none;
  answer a;
  a.states = {"", "absent", "", ""};
  a.facts = {{"os.id", "debian"}};
  const auto plan = [&] { return in_words(make_host_plan(host, a, host_scope(host.data, none, &a.facts))); };
  CHECK(plan() == "change change change change");
  a.resumed = "r1";
  a.done = {"Sweep", "Write the site", "Follow"};
  // states are looked at again, and who waits for a change is told by that change
  CHECK(plan() == "keep[done in run r1] change change change");
  a.states[1] = "file mode=0644";
  CHECK(plan() == "keep[done in run r1] keep change skip['Write the site' does not change]");
  a.marks = {{mark_name(host.plan->rows[1], host.plan->rows[3]), "r1"}};
  CHECK(plan() == "keep[done in run r1] keep change change[pending since run r1]");
}

namespace {
constexpr auto id_file = sw::fact::file("/srv/id");
constexpr auto make_id = op<"Make the id">(sw::files::file("/srv/id").mode("0644"));
constexpr auto decide = sw::dynamic<"Decide">(
    sw::reads(id_file.content), [](sw::dynamic_context& c) { c.add("Publish", sw::files::file("/srv/public").mode("0644")); });
constexpr auto use_id = op<"Use the id">(sw::files::file("/srv/used").from_template("{{id}}", sw::let<"id">(id_file.content)));
constexpr auto seldom = sw::dynamic<"Seldom">(
    sw::reads(), [](sw::dynamic_context&) {}, when(changed(make_id)));
constexpr auto come_last = op<"Come last">(sw::files::file("/srv/last").mode("0644"));
struct decided : sw::machine<"decided"> {
  static constexpr auto operations = sw::role(make_id, decide, seldom, come_last);
};
struct decisions : sw::layout<"decisions", decided> {};
constexpr std::string_view in_order = "file mode=0644";
}  // namespace

TEST_CASE("host_plan: a decision, and all that follows it, is for a later stage") {
  const auto plan = plan_for<decisions>({{"absent", "", "", "absent"}});
  CHECK(in_words(plan) == "change maybe[decided in stage 2] maybe[decided in stage 3] maybe(1,2)");
  CHECK(plan.undecided == 1);
  CHECK_FALSE(plan.can_decide());
  CHECK((!plan.steps[0].later && plan.steps[1].later && plan.steps[3].later));
}

TEST_CASE("host_plan: a decision can be made once all before it is in order") {
  const auto plan = plan_for<decisions>({{std::string(in_order), "", "", std::string(in_order)}});
  CHECK(plan.undecided == 1);
  CHECK(plan.can_decide());
  CHECK_FALSE(plan_for<classic>({{"present", "absent", "file mode=0644", "file mode=0644", ""}}).can_decide());
}

TEST_CASE("host_plan: what a decision has added is planned like all else, and one whose condition is false adds nothing") {
  const auto& host = sw::program_of<decisions>.deployables[0];
  sw::decided_plan made(host);
  made.decide(1, {});
  const auto plan_of = [&](const std::string& published, std::map<std::string, std::string> marks) {
    static const source_table none;
    answer a;
    a.states = {std::string(in_order), "", published, "", std::string(in_order)};
    a.marks = std::move(marks);
    const host_scope scope(host.data, none, &a.facts);
    return in_words(make_host_plan(made.host(), a, scope));
  };
  CHECK(plan_of("absent", {}) == "keep keep change skip['Make the id' does not change] keep");
  CHECK(plan_of(std::string(in_order), {}) == "keep keep keep skip['Make the id' does not change] keep");
  const auto& rows = made.host().plan->rows;
  CHECK(plan_of(std::string(in_order), {{mark_name(rows[0], rows[3]), "r1"}}) ==
        "keep keep keep maybe[decided in stage 3] maybe(3)");
}

TEST_CASE("host_plan: a decision that waits for a change follows it, so that it is not made again") {
  const auto& host = sw::program_of<decisions>.deployables[0];
  sw::decided_plan made(host);
  made.decide(1, {});
  made.decide(3, {});
  static const source_table none;
  answer a;
  a.states = {std::string(in_order), "", std::string(in_order), "", std::string(in_order)};
  a.marks = {{mark_name(made.host().plan->rows[0], made.host().plan->rows[3]), "r1"}};
  const host_scope scope(host.data, none, &a.facts);
  const auto plan = make_host_plan(made.host(), a, scope);
  CHECK(plan.steps[3].why == "pending since run r1");
  CHECK(plan.steps[3].what == verdict::change);
}

TEST_CASE("host_plan: what a later stage takes may not be there yet") {
  static constexpr auto rows = sw::role(make_id, decide, use_id);
  sw::deployable host = sw::program_of<decisions>.deployables[0];
  static constexpr auto& tables = sw::detail::plan_of<rows>;
  host.plan = &tables;
  static const source_table none;
  answer a;
  a.states = {"absent", "", "absent"};
  const host_scope scope(host.data, none, &a.facts);
  const auto plan = make_host_plan(host, a, scope);
  CHECK(in_words(plan) == "change maybe[decided in stage 2] maybe[decided in stage 2]");
  CHECK(plan.out_of_order() == 1);
}

namespace {
struct exporter : sw::machine<"exporter"> {
  static constexpr auto operations = sw::role(sw::dynamic<"Set">(
      sw::reads(), [](sw::dynamic_context&) {}, sw::exports<"id">));
};
struct importer : sw::machine<"importer", sw::depends_on<exporter>> {
  static constexpr auto operations =
      sw::role(op<"Write it">(sw::files::file("/srv/id").from_template("{{id}}", sw::let<"id">(sw::from<exporter>("id")))),
               op<"Note it">(sw::files::file("/srv/noted").mode("0644"), when(sw::from<exporter>("id") == "7")));
};
struct both : sw::layout<"both", exporter, importer> {};
}  // namespace

TEST_CASE("host_plan: what another machine is to export is waited for") {
  const auto& host = sw::program_of<both>.deployables[1];
  static const source_table none;
  answer a;
  a.states = {"absent", "absent"};
  const auto made = [&] {
    const host_scope scope(host.data, none, &a.facts);
    return make_host_plan(host, a, scope);
  };
  const auto waiting = made();
  CHECK(in_words(waiting) == "maybe[waits for 'id' of Machine:exporter] maybe[waits for 'id' of Machine:exporter]");
  CHECK(waiting.awaiting == 0);
  CHECK(waiting.out_of_order() == 0);
  a.facts[sw::export_key("Machine:exporter", "id")] = "7";
  CHECK(in_words(made()) == "change change");
  CHECK(made().out_of_order() == 2);
  CHECK_FALSE(made().awaiting);
}

namespace {
constexpr auto kernel = op<"Configure the kernel">(sw::files::file("/srv/kernel").mode("0644"));
constexpr auto restart_host = op<"Restart">(sw::server::reboot(), when(changed(kernel)));
constexpr auto read_id = sw::dynamic<"Read the id">(sw::reads(sw::from<exporter>("id")), [](sw::dynamic_context&) {});
struct restarted : sw::machine<"restarted", sw::depends_on<exporter>> {
  static constexpr auto operations = sw::role(kernel, restart_host, read_id);
};
struct restarts : sw::layout<"restarts", exporter, restarted> {};
static_assert(sw::stages<restarted> == 2);
}  // namespace

TEST_CASE("host_plan: a restart that the run has made is enough, whatever is out of order in the next boot") {
  const auto& host = sw::program_of<restarts>.deployables[1];
  static const source_table none;
  answer a;
  a.states = {"absent", "", ""};
  const auto made = [&] {
    const host_scope scope(host.data, none, &a.facts);
    return in_words(make_host_plan(host, a, scope));
  };
  CHECK(made() == "change change maybe[waits for 'id' of Machine:exporter]");
  a.resumed = "r1";
  a.done = {"Configure the kernel", "Restart"};
  CHECK(made() == "change keep[done in run r1] maybe[waits for 'id' of Machine:exporter]");
}
