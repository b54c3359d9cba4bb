// Paths, names and contents that are hard to get right; plans that are no longer true; large files.
#include <signal.h>

#include <boost/json/array.hpp>
#include <fstream>
#include <thread>

#include "hosts/harness.hpp"

using namespace hosts_test;
using namespace std::string_literals;

namespace {

std::string digest_of(const std::string& file) { return run({"/usr/bin/sha256sum", file}).out.substr(0, 64); }

std::string every_byte() {
  std::string bytes;
  for (int i = 0; i != 1024; ++i) bytes += static_cast<char>(i < 512 ? i : 1023 - i);
  return bytes;
}

}  // namespace

TEST_CASE("only a regular file is ever replaced by one", "[testbed]") {
  const auto host = first_host();
  on(host,
     "rm -rf /srv/kinds; mkdir /srv/kinds; cd /srv/kinds; mkfifo fifo; mkdir directory; echo kept "
     ">directory/inside; "
     "echo target >target; ln -s target symlink; echo other >regular; "
     "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket\")'");
  const auto look = [&] {
    return on(host, "cd /srv/kinds; stat -c '%n %F %i' fifo socket symlink directory target; cat target directory/*");
  };
  const auto found = look();
  operator_of me("program_paths");
  const words kinds{"fifo", "socket", "symlink", "directory", "regular"};
  for (const auto& kind : kinds) me.machine(kind, host);
  const auto f = me.apply(kinds);
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK(f.seconds < 10);
  const std::map<std::string, std::string> reasons{
      {"fifo", "FIFO"}, {"socket", "socket"}, {"symlink", "symbolic link"}, {"directory", "directory"}};
  for (const auto& [kind, reason] : reasons) {
    CHECK(text(result(f, kind), "result") == "failed");
    CHECK_THAT(text(result(f, kind), "reason"), contains("Write the file") && contains(reason));
    CHECK(!text(result(f, kind), "remedy").empty());
  }
  CHECK(text(result(f, "regular"), "result") == "succeeded");
  CHECK(look() == found);
  CHECK(on(host, "cat /srv/kinds/regular") == "a file");
}

TEST_CASE("what the user who logs in may not see is neither absent nor written", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/hidden /home/deploy/visible; mkdir -p -m 700 /srv/hidden; mkdir /srv/hidden/deep");
  operator_of me("program_paths");
  me.machine("hidden", host);
  const auto f = me.apply({"hidden"});
  INFO(f.out << f.err);
  CHECK(f.status == 1);
  CHECK_THAT(text(result(f, "hidden"), "reason"), contains("Write where we may not look") && contains("unreadable"));
  CHECK(status_on(host, "test -e /srv/hidden/deep/file || test -e /home/deploy/visible") == 1);
}

TEST_CASE("names and contents arrive as they are, byte for byte", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/awkward");
  operator_of me("program_paths");
  me.machine("awkward", host);
  me.write("every-byte", every_byte() + "\0\0"s);
  const auto first = me.apply({"awkward"});
  INFO(first.out << first.err);
  REQUIRE(first.status == 0);
  CHECK(all_with(first, "awkward", "kept").empty());
  const auto digests =
      on(host, R"sh(cd /srv/awkward; sha256sum <'every byte'; sha256sum <./-rf; sha256sum <signs; sha256sum <template)sh");
  const std::string signs = "'\"$HOME `id` $(id) \\ \\n %s %d !x {{ ~ * ? [a] & ; | < > # \xc3\xa4\xe2\x82\xac\n\n  '' end";
  std::string wanted;
  for (const auto& bytes : {every_byte(), every_byte() + "\0\0"s, signs, "[" + signs + "]"})
    wanted += digest_of(me.write("wanted", bytes)) + "  -\n";
  CHECK(digests + "\n" == wanted);
  CHECK(on(host, R"sh(cd /srv/awkward; cat 'it'"'"'s "quoted"'; cat 'two
lines' '$HOME `id` $(id) \ \n *?[a] ;&|' 'ä€' 'a
folder'"'"'/ '; readlink 'l
'"'"'$x')sh") == "quotesnewlinesignsutf-8blanka\nfolder'/`id` \\");
  CHECK(on(host,
           "cd /srv/awkward; stat -c %s nothing newlines 'open end'; stat -c %a a*; ls -A | grep -c slipway "
           "|| true") == "0\n3\n1\n700\n0");

  const auto second = me.plan({"awkward"});
  INFO(second.out << second.err);
  CHECK(is_empty_plan(second));
  CHECK(number(result(second, "awkward"), "keep") == 15);

  on(host,
     "cd /srv/awkward; printf 'one byte less' >./-rf; rm 'two\nlines'; chmod 755 a*; touch 'it'\"'\"'s "
     "\"quoted\"'");
  const auto third = me.apply({"awkward", "--diff"});
  INFO(third.out << third.err);
  CHECK(all_with(third, "awkward", "changed") == "Every byte of a local file, A name with a newline, A folder with a newline");
  CHECK(is_empty_plan(me.plan({"awkward"})));
}

TEST_CASE("nothing that a host sends reaches the terminal or breaks the JSON", "[testbed]") {
  const auto host = second_host();
  testbed({"reset", host});
  // a banner, a start-up file, names and targets with colours, a bell, a title, invalid UTF-8 and a false
  // frame
  on(host, R"sh(printf '\033[31mbanner\007\033]0;title\007\377\376 \342\200\256\n' >/etc/ssh/banner
echo 'Banner /etc/ssh/banner' >/etc/ssh/sshd_config.d/banner.conf
printf 'printf "\\033[2Jstart-up \\377\\n::error::x\\n0000000000000000 end\\n"; printf "\\033[5m" >&2\n' | cat - /home/deploy/.bashrc >/tmp/rc
install -o deploy /tmp/rc /home/deploy/.bashrc
mkdir -p /srv/hostile; cd /srv/hostile
ln -s "$(printf '/a\033[41m\007\377\nnonce state 0 x\r\302\233b')" link
ln -s "$(printf '\033[2J\n\n')" gone
printf 'old \033[31m\377\000\r\n' >file
systemctl restart ssh)sh");
  operator_of me("program_paths");
  me.machine("hostile", host);
  const auto plan = me.run({"plan", "hostile", "--diff", "--json", "-v"});
  INFO(plan.out << plan.err);
  CHECK(plan.status == 0);
  CHECK(is_clean(plan.all()));
  CHECK_THAT(before(plan, "hostile", "Point the link"), contains("\\x1b[41m"));
  auto terminal_plan = me.start({"plan", "hostile", "--diff", "-v", "--color", "never"}, terminal::its_own);
  const auto shown = terminal_plan.wait();
  // the live view itself moves the cursor up and clears; nothing else may
  auto rest = shown.out;
  for (const std::string& own : {"\x1b[1A\x1b[J"s, "\x1b[2A\x1b[J"s, "\r\n"s})
    for (auto at = rest.find(own); at != std::string::npos; at = rest.find(own)) rest.erase(at, own.size());
  CHECK(is_clean(rest));
  const auto facts = me.run({"facts", "hostile", "--json"});
  CHECK(facts.status == 0);
  CHECK(documents(facts).size() > 3);
  const auto done = me.apply({"hostile"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK(on(host, "cd /srv/hostile; ls; readlink link; cat file") == "file\nlink\n/nowhere\nplain");
  CHECK(is_empty_plan(me.plan({"hostile"})));
}

TEST_CASE("a plan that is no longer true", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/planned");
  operator_of me("program_paths");
  me.machine("planned", host);
  const auto reviewed = me.file("plan.jsonl");
  const auto review = me.plan({"planned", "--out", reviewed});
  CHECK(review.status == 0);
  const auto changes =
      on(host, "mkdir -m 755 /srv/planned; echo theirs >/srv/planned/one; ls -lR --time-style=full-iso /srv/planned");

  SECTION("apply --plan refuses what is neither as it was nor as it is to be, tells all of it, and touches nothing") {
    const auto f = me.apply({"planned", "--plan", reviewed});
    INFO(f.out << f.err);
    CHECK(f.status == 1);
    CHECK(text(result(f, "planned"), "reason") == "the plan is not the reviewed one; nothing was changed");
    CHECK_THAT(f.err, contains("'Make the folder' is neither as the plan saw it nor as it is to be: found directory mode=0755") &&
                          contains("'Write one' is neither") && !contains("'Write two'"));
    CHECK(on(host, "ls -lR --time-style=full-iso /srv/planned") == changes);
    // the plan made now may be carried out, where somebody does a part of it by hand, too
    CHECK(me.plan({"planned", "--out", reviewed}).status == 0);
    on(host, "chmod 750 /srv/planned; printf 'two\\n' >/srv/planned/two");
    const auto now = me.apply({"planned", "--plan", reviewed});
    INFO(now.out << now.err);
    CHECK(now.status == 0);
    CHECK(on(host, "cat /srv/planned/*; stat -c %a /srv/planned") == "changed\none\ntwo\n750");
    CHECK(outcome(now, "planned", "Make the folder") == "kept");
    CHECK(outcome(now, "planned", "Write one") == "changed");
    const auto again = me.apply({"planned", "--plan", reviewed});
    CHECK(again.status == 0);
    CHECK(number(result(again, "planned"), "changed") == 0);
    // what was in order when it was reviewed is not to be changed
    CHECK(me.plan({"planned", "--out", reviewed}).status == 0);
    on(host, "rm /srv/planned/two");
    const auto spoilt = me.apply({"planned", "--plan", reviewed});
    CHECK(spoilt.status == 1);
    CHECK_THAT(spoilt.err, contains("'Write two' was in order, and is to be done now: found absent"));
    CHECK(status_on(host, "test -e /srv/planned/two") == 1);
  }

  SECTION("a plan file that is cut short, or of something else, is refused before any host is contacted") {
    me.write("cut.jsonl", read(reviewed).substr(0, read(reviewed).size() / 2));
    for (const auto* name : {"cut.jsonl", "no-such-plan", "inventory.json"}) {
      const auto f = me.apply({"--plan", me.file(name)});
      CHECK(f.status == 2);
      CHECK_THAT(f.err, contains(name));
    }
  }

  SECTION("on a terminal it is planned once more, and asked again") {
    on(host, "rm -rf /srv/planned");
    auto asking = me.start({"apply", "planned"}, terminal::its_own);
    REQUIRE(asking.wrote("Carry this out? [y/N] "));
    on(host, "mkdir -m 750 /srv/planned; echo theirs >/srv/planned/one");
    asking.type("y\n");
    REQUIRE(asking.wrote("has changed since the plan"));
    REQUIRE(asking.wrote("3 to change"));
    CHECK(on(host, "cat /srv/planned/*") == "theirs");
    asking.type("y\n");
    const auto f = asking.wait();
    INFO(f.out);
    CHECK(f.status == 0);
    CHECK(on(host, "cat /srv/planned/one /srv/planned/two /srv/planned/log") == "one\ntwo\nchanged");
  }

  SECTION("no is an answer") {
    auto asking = me.start({"apply", "planned"}, terminal::its_own);
    REQUIRE(asking.wrote("Carry this out? [y/N] "));
    asking.type("n\n");
    const auto f = asking.wait();
    CHECK(f.status == 0);
    CHECK_THAT(f.out, contains("nothing was done"));
    CHECK(on(host, "ls -lR --time-style=full-iso /srv/planned") == changes);
  }
}

TEST_CASE("two large files are streamed", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -f /srv/image*");
  operator_of me("program_paths");
  me.machine("large", host);
  REQUIRE(run({"/usr/bin/openssl", "rand", "-out", me.file("image"), "104857600"}).status == 0);
  REQUIRE(run({"/usr/bin/openssl", "rand", "-out", me.file("image-too"), "1048577"}).status == 0);
  const auto f = me.apply({"large"}, 120s);
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  WARN("100 MB: " << f.seconds << " s, " << f.peak_kib << " KiB");
  CHECK(f.peak_kib < 60 * 1024);
  CHECK(on(host,
           "sha256sum </srv/image; sha256sum </srv/image-too; stat -c %a /srv/image; ls -A "
           "/var/lib/slipway/runs/*/ | grep -c upload || true") ==
        digest_of(me.file("image")) + "  -\n" + digest_of(me.file("image-too")) + "  -\n640\n0");
  CHECK(is_empty_plan(me.plan({"large"})));

  // changed by hand, with the size that it had
  on(host, "printf x | dd of=/srv/image bs=1 seek=1000 conv=notrunc 2>/dev/null");
  const auto repaired = me.apply({"large"}, 120s);
  CHECK(number(result(repaired, "large"), "changed") == 1);
  CHECK(on(host, "sha256sum </srv/image") == digest_of(me.file("image")) + "  -");

  // while it is sent, somebody writes to it: nothing of it is used
  on(host, "rm -f /srv/image");
  std::jthread writer([file = me.file("image")](const std::stop_token& enough) {
    while (!enough.stop_requested()) {
      std::ofstream(file, std::ios::in | std::ios::out).put('x');
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });
  const auto torn = me.apply({"large"}, 120s);
  writer.request_stop();
  CHECK(torn.status == 1);
  CHECK_THAT(torn.all(), contains("was written to while it was deployed"));
  CHECK(on(host, "ls /srv/image /var/lib/slipway/runs/*/upload.0 2>/dev/null || echo none") == "none");
  on(host, "rm -f /srv/image*");
}

TEST_CASE("two hundred operations, and a converged host costs one round trip", "[testbed]") {
  const auto host = second_host();
  on(host, "rm -rf /srv/many");
  operator_of me("program_many");
  me.machine("many", host);
  const auto first = me.apply();
  INFO(first.err);
  REQUIRE(first.status == 0);
  CHECK(number(result(first, "many"), "changed") == 200);
  CHECK(number(result(first, "many"), "round_trips") == 2);
  CHECK(on(host, "cd /srv/many; ls | wc -l; cat 000 104 198; readlink 007; stat -c %a 104") == "199\n000104198006\n640");
  CHECK(is_empty_plan(me.plan()));
  const auto converged = me.apply();
  CHECK(number(result(converged, "many"), "round_trips") == 1);
  CHECK(number(result(converged, "many"), "changed") == 0);
  on(host, "cd /srv/many; rm 003; echo x >104; chmod 600 105");
  const auto repaired = me.apply();
  CHECK(all_with(repaired, "many", "changed") == "Link 003, Write 104, Write 105");
  CHECK(is_empty_plan(me.plan()));
}
