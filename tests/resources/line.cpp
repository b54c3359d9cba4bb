#include <slipway/resources/line.hpp>

#include "catch.hpp"

#include <slipway/check/conflicting_operations.hpp>

#include "resources/claims.hpp"
#include "resources/host.hpp"

namespace sw = slipway;
using sw::files::line;
using namespace std::string_literals;
using namespace slipway::tests;

namespace {

struct example {
  std::optional<std::string> before;
  std::string text, expression, found, after;
};

// what is in order is written as it is, too: the same bytes come out
const std::vector<example> present{
    {"a\nb\n", "c", "", "absent", "a\nb\nc\n"},
    {"a\nb", "c", "", "absent", "a\nb\nc\n"},
    {"a\nb", "b", "", "present", "a\nb"},
    {"", "b", "", "absent", "b\n"},
    {"\n", "b", "", "absent", "\nb\n"},
    {std::nullopt, "b", "", "absent", "b\n"},
    {"a\nb\nb\n", "b", "", "present", "a\nb\nb\n"},
    // nothing is compared as a number
    {"1.0\n0x10\n1e1\n", "1", "", "absent", "1.0\n0x10\n1e1\n1\n"},
    {"0x10\n16.0\n", "16", "^16$", "absent", "0x10\n16.0\n16\n"},
    {"10.0.0.1 x\nq\n10.0.0.1 y\n", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "other", "10.0.0.1 db\nq\n"},
    {"10a0b0c1 x\n", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "absent", "10a0b0c1 x\n10.0.0.1 db\n"},
    {"q\n10.0.0.1 y", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "other", "q\n10.0.0.1 db"},
    {"q\n10.0.0.1 db\n", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "present", "q\n10.0.0.1 db\n"},
    {"10.0.0.1 db\n10.0.0.1 db\n", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "other", "10.0.0.1 db\n"},
    // a line that no longer matches once it is written
    {"#Port 2\nq\n", "Port 22", "^#Port", "other", "Port 22\nq\n"},
    {"Port 22\n", "Port 22", "^#Port", "present", "Port 22\n"},
    {"#Port 2\nPort 22\n", "Port 22", "^#Port", "other", "Port 22\n"},
    // carriage returns are bytes of their lines
    {"a\r\nb\r\n", "b", "", "absent", "a\r\nb\r\nb\n"},
    {"a\r\nb\r\n", "b\r", "", "present", "a\r\nb\r\n"},
    // signs of shells, awk, sed and printf
    {"q\n", "x\\y\\n\\\\ $HOME `id` & \"q\" 's' %s %% \xc3\xa4\t;|<>*?[a] !", "", "absent",
     "q\nx\\y\\n\\\\ $HOME `id` & \"q\" 's' %s %% \xc3\xa4\t;|<>*?[a] !\n"},
    {"x\\y $HOME `id` & \"q\" 's' %s %% \x80\xff\n", "x", "", "absent", "x\\y $HOME `id` & \"q\" 's' %s %% \x80\xff\nx\n"},
    {"x&y\n", "a&b\\&\\1", "x&", "other", "a&b\\&\\1\n"},
    {"  leading\n", " leading ", "", "absent", "  leading\n leading \n"},
    // regular expressions
    {"a/b\n", "c", "^a/b$", "other", "c\n"},
    {"a/b\n", "c", "^a\\/b$", "other", "c\n"},
    {"a^b$c|d?e*f+g(h)i[j]k\\l{m}\n", "c", "^a\\^b\\$c\\|d\\?e\\*f\\+g\\(h\\)i\\[j\\]k\\\\l\\{m\\}$", "other", "c\n"},
    {"  foo = 1\n", "foo = 2", "^[[:space:]]*foo[ \t]*=", "other", "foo = 2\n"},
    {"foo\n", "c", "^(bar|fo+)$", "other", "c\n"},
    {"\xc3\xa4\n", "c", "^\xc3\xa4$", "other", "c\n"},
    {"a]\n", "c", "[]x]$", "other", "c\n"},
    {"a-\n", "c", "[^a-y]$", "other", "c\n"},
    {"'q'\n", "c", "^'q'$", "other", "c\n"},
};

const std::vector<example> absent{
    {"a\nb\nb\nc\n", "b", "", "present", "a\nc\n"},
    {"a\nb", "b", "", "present", "a\n"},
    {"a\nb", "a", "", "present", "b"},
    {"b\n", "b", "", "present", ""},
    {"a\n", "b", "", "absent", "a\n"},
    {"q\n10.0.0.1 y", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "other", "q\n"},
    {"10.0.0.1 x\n10.0.0.1 db\nq\n", "10.0.0.1 db", "^10\\.0\\.0\\.1 ", "other", "q\n"},
};

auto line_of(const scratch& s, const example& e) {
  static std::string path;
  path = s.path("file");
  if (e.before) s.write("file", *e.before);
  const auto l = line(path, e.text);
  return e.expression.empty() ? l : l.replacing(e.expression);
}

}  // namespace

TEST_CASE("line: what a file is and what it becomes") {
  for (const auto& t : all_tools()) {
    const host h(t);
    for (const auto& e : present) {
      const scratch s;
      INFO(t.name << ": " << e.before.value_or("(no file)") << " + " << e.text << " / " << e.expression);
      const auto o = h.carry_out(line_of(s, e));
      CHECK(o.found == e.found);
      CHECK(o.output == "");
      CHECK(o.applied);
      CHECK(o.after == "present");
      CHECK(s.read("file") == e.after);
    }
  }
}

TEST_CASE("line: removed") {
  for (const auto& t : all_tools()) {
    const host h(t);
    for (const auto& e : absent) {
      const scratch s;
      INFO(t.name << ": " << e.before.value_or("(no file)") << " - " << e.text << " / " << e.expression);
      const auto o = h.carry_out(line_of(s, e).absent());
      CHECK(o.found == e.found);
      CHECK(o.applied);
      CHECK(o.after == "absent");
      CHECK(s.read("file") == e.after);
    }
    const scratch s;
    const auto path = s.path("none");
    CHECK(h.carry_out(line(path, "x").absent()).after == "absent");
    CHECK_FALSE(s.read("none"));
  }
}

TEST_CASE("line: nothing but regular files is opened") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    s.write("file", "a\n");
    const auto found = [&](const std::string& path) { return h.carry_out(line(path, "b")); };
    INFO(t.name);

    std::filesystem::create_symlink("file", s.path("link"));
    CHECK(found(s.path("link")).found == "unprobeable (is a symbolic link)");
    output_of("mkfifo " + s.path("fifo"));
    const auto fifo = found(s.path("fifo"));
    CHECK(fifo.found == "unprobeable (is a FIFO)");
    CHECK_FALSE(fifo.applied);
    std::filesystem::create_directory(s.path("folder"));
    CHECK(found(s.path("folder")).found == "unprobeable (is a directory)");
    CHECK(s.read("file") == "a\n");

    const auto nowhere = found(s.path("missing/file"));
    CHECK(nowhere.found == "absent");
    CHECK_FALSE(nowhere.applied);
    CHECK(nowhere.output == "there is no folder " + s.path("missing") + "\n");
  }
}

TEST_CASE("line: what is no text stays as it is") {
  for (const auto& t : all_tools()) {
    const host h(t);
    for (const auto& bytes : {"a\0b\nc\n"s, "a\001b\n"s, "a\n\001"s}) {
      const scratch s;
      s.write("file", bytes);
      const auto path = s.path("file");
      const auto o = h.carry_out(line(path, "d"));
      INFO(t.name << ": " << o.found << ", " << o.output);
      CHECK(s.read("file") == (o.applied ? bytes + "d\n" : bytes));
      CHECK((o.applied || o.output.find("no text file") != std::string::npos));
    }
  }
}

TEST_CASE("line: owner and mode stay") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    const auto path = s.path("file");
    const auto attributes = [&] { return output_of("stat -c '%a %U %G' " + path); };
    CHECK(h.carry_out(line(path, "a")).applied);
    CHECK(attributes().starts_with("644 "));
    for (const char* mode : {"0600", "0755", "0440"}) {
      output_of("chmod "s + mode + " " + path);
      if (geteuid() == 0) output_of("chown daemon:bin " + path);
      const auto before = attributes();
      std::string text = "mode "s + mode;
      INFO(t.name << " " << mode);
      CHECK(h.carry_out(line(path, text)).after == "present");
      CHECK(attributes() == before);
    }
    CHECK(output_of("ls -A " + s.path("")) == "file\n");
  }
}

TEST_CASE("line: in another user's folder, as that user") {
  if (geteuid() != 0) return;
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    INFO(t.name);
    output_of("chmod 755 " + s.path("") + "; mkdir " + s.path("home") + "; cd " + s.path("home") +
              "; echo a >hers; echo secret >ours; chmod 600 ours; chown daemon:daemon . hers");
    const auto hers = s.path("home/hers"), ours = s.path("home/ours");
    const auto done = h.carry_out(line(hers, "b\\n$x"));
    CHECK(done.output == "");
    CHECK(done.after == "present");
    CHECK(s.read("home/hers") == "a\nb\\n$x\n");
    CHECK(output_of("stat -c '%a %U' " + hers) == "644 daemon\n");
    // what she may not read, she does not get
    const auto o = h.carry_out(line(ours, "b"));
    CHECK_FALSE(o.applied);
    CHECK(s.read("home/ours") == "secret\n");

    output_of("chmod 1777 " + s.path("home") + "; chown root " + s.path("home"));
    CHECK(h.carry_out(line(hers, "c")).output.find("belongs to another user") != std::string::npos);
    CHECK(s.read("home/hers") == "a\nb\\n$x\n");
    CHECK(h.carry_out(line(ours, "c")).after == "present");
  }
}

TEST_CASE("line: undone") {
  const host h(all_tools().front());
  const scratch s;
  s.write("file", "a\nb\n");
  const auto path = s.path("file");
  CHECK(h.undo(line(path, "b").replacing("^[bc]")).after == "absent");
  CHECK(s.read("file") == "a\n");
  CHECK(line("/x", "b").absent().undo(host::no_data()).irreversible != "");
}

TEST_CASE("line: contents for diffs") {
  for (const auto& t : all_tools()) {
    const host h(t);
    const scratch s;
    s.write("file", "a\n10 x");
    const auto path = s.path("file");
    const auto contents = [&](const sw::resources::line_resource& l) { return h.contents(l); };
    using pair = std::pair<std::size_t, std::string>;
    INFO(t.name);
    auto all = contents(line(path, "10 y").replacing("^10 "));
    CHECK(all[pair(0, "before")] == "a\n10 x");
    CHECK(all[pair(0, "after")] == "a\n10 y");
    CHECK(contents(line(path, "a")).empty());
    CHECK(contents(line(path, "a").absent())[pair(0, "after")] == "10 x");
    const auto none = s.path("none");
    all = contents(line(none, "a"));
    CHECK(all.size() == 1);
    CHECK(all[pair(0, "after")] == "a\n");
    const std::string big(2'000'000, 'x');
    s.write("file", big + "\n");
    CHECK(contents(line(path, "y"))[pair(0, "before")].size() == 1048577);
  }
}

TEST_CASE("line: many at once, one awk") {
  const host h(all_tools().front());
  const scratch s;
  s.write("file", "1\n2\n3\n");
  std::string words;
  for (int i = 0; i != 300; ++i) {
    sw::shell_words w;
    w.begin(static_cast<std::size_t>(i));
    const auto path = s.path("file"), text = std::to_string(i);
    line(path, text).probe(host::no_data(), w);
    words += " " + w.text();
  }
  const auto said = h.run(std::string(sw::plan::prelude_shell()).append(sw::resources::text_family().probe) + "probe_text" +
                          words + "\necho \"$s_0 $s_1 $s_3 $s_4 $s_299\"\n");
  CHECK(said == "absent present present absent absent\n");
}

TEST_CASE("line: wrong arguments") {
  CHECK_THROWS_WITH(line("/x", "a\nb"), "text_must_be_one_line: 'a\nb'");
  CHECK_THROWS_WITH(line("/x", ""), "text_must_not_be_empty: ''");
  CHECK_THROWS_WITH(line("x", "a"), "path_must_be_absolute: 'x'");
  CHECK_THROWS_WITH(line("/x", "a").replacing("(a"), "regular_expression_is_not_valid: '(a'");
  CHECK_THROWS_WITH(line("/x", "a").replacing(""), "regular_expression_is_not_valid: ''");
  CHECK_THROWS_WITH(line("/x", "a").replacing("\\d"), "regular_expression_means_different_things_to_awks: '\\d'");
}

namespace {

constexpr auto plain = claims_of<1>(line("/etc/hosts", "10.0.0.1 db"));
static_assert(plain[0].kind == sw::claim_kind::part && plain[0].space == "path" && plain[0].subject == "/etc/hosts");
static_assert(plain[0].part == "10.0.0.1 db");

constexpr auto one = claims_of<1>(line("/etc/hosts", "10.0.0.1 db").replacing("^10"));
constexpr auto same = claims_of<1>(line("/etc/hosts", "10.0.0.1 db").replacing("^10"));
constexpr auto other_line = claims_of<1>(line("/etc/hosts", "10.0.0.2 db").replacing("^10"));
constexpr auto gone = claims_of<1>(line("/etc/hosts", "10.0.0.1 db").absent());
constexpr auto file = claims_of<1>(sw::files::file("/etc/hosts").content(""));
static_assert(!sw::rules::conflict(one[0], same[0]));
static_assert(sw::rules::conflict(one[0], other_line[0]));
static_assert(sw::rules::conflict(plain[0], gone[0]));
static_assert(!sw::rules::conflict(plain[0], one[0]));
static_assert(sw::rules::conflict(plain[0], file[0]));
static_assert(sw::overlap(plain[0], file[0]) && !sw::overlap(plain[0], one[0]));

constexpr auto drop_in = claims_of<2>(line("/etc/systemd/system/nginx.service.d/x.conf", "a"));
static_assert(drop_in[1].space == "unit" && drop_in[1].subject == "nginx");

}  // namespace
