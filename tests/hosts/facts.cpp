// Facts of real hosts beside what the hosts' own commands say; conditions and texts that use them.
#include <boost/json/array.hpp>

#include <slipway/core/quote.hpp>
#include <slipway/facts/catalogue.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/plan/shell.hpp>

#include "hosts/harness.hpp"

using namespace hosts_test;

namespace {

void prepare(const std::string& host) {
  on(host,
     "rm -rf /srv/asked /srv/facts /srv/facts-made; mkdir -p /srv/asked /srv/facts; cd /srv/asked; printf '1\\nx\\n2\\n' "
     ">numbers; : >.hidden; "
     "openssl req -x509 -newkey ed25519 -nodes -keyout key.pem -out certificate.pem -days 90 -subj '/CN=www.example.com' "
     "-addext 'subjectAltName=DNS:www.example.com,DNS:example.com' 2>/dev/null; git init -q -b main copy; cd copy; "
     "git -c user.name=a -c user.email=b commit -q --allow-empty -m first");
}

const json::object* fact_of(const std::vector<json::object>& all, std::string_view name) {
  for (const auto& d : all)
    if (text(d, "fact") == name) return &d;
  return nullptr;
}
std::string value(const std::vector<json::object>& all, std::string_view name) {
  const auto* found = fact_of(all, name);
  if (found == nullptr || !found->contains("value")) return "unknown";
  const auto& v = found->at("value");
  return v.is_string() ? std::string(v.as_string())
         : v.is_bool() ? (v.as_bool() ? "true" : "false")
                       : std::to_string(v.as_int64());
}
std::vector<json::object> records(const std::vector<json::object>& all, std::string_view name) {
  std::vector<json::object> found;
  const auto* list = fact_of(all, name);
  INFO(name);
  REQUIRE(list != nullptr);
  for (const auto& r : list->at("records").as_array()) found.push_back(r.as_object());
  return found;
}
json::object record(const std::vector<json::object>& all, std::string_view name, std::string_view key_field,
                    std::string_view key) {
  for (const auto& r : records(all, name))
    if (text(r, key_field) == key) return r;
  return {};
}

}  // namespace

TEST_CASE("every fact of a host, in one answer, is what the host's own commands say", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_facts");
  me.machine("every", host, "root");
  const auto f = me.run({"facts", "--json", "every", "--all", "file:/etc/hostname", "directory:/srv/asked",
                         "lines:/srv/asked/numbers:^[0-9]", "certificate:/srv/asked/certificate.pem", "git:/srv/asked/copy",
                         "sysctl:net.ipv4.ip_forward", "command:echo said; exit 4"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  const auto all = documents(f);
  const std::map<std::string, std::string> commands{
      {"os.id", ". /etc/os-release; echo $ID"},
      {"os.version", ". /etc/os-release; echo $VERSION_ID"},
      {"os.codename", ". /etc/os-release; echo $VERSION_CODENAME"},
      {"hostname", "hostname"},
      {"kernel", "uname -r"},
      {"arch", "uname -m"},
      {"boot_id", "cat /proc/sys/kernel/random/boot_id"},
      {"cpu.count", "grep -c ^processor /proc/cpuinfo"},
      {"memory.total", "awk '/^MemTotal/ { printf \"%.0f\", $2 * 1024 }' /proc/meminfo"},
      {"swap.total", "awk '/^SwapTotal/ { printf \"%.0f\", $2 * 1024 }' /proc/meminfo"},
      {"virtualisation", "systemd-detect-virt"},
      {"network.gateway", "ip route show default | awk '{ print $3; exit }'"},
      {"timezone", "readlink /etc/localtime | sed 's|.*/zoneinfo/||'"},
      {"init_system", "cat /proc/1/comm"},
      {"file.sha256", "sha256sum </etc/hostname | cut -d' ' -f1"},
      {"file.md5", "md5sum </etc/hostname | cut -d' ' -f1"},
      {"file.size", "stat -c %s /etc/hostname"},
      {"file.modified", "stat -c %Y /etc/hostname"},
      {"file.mode", "stat -c 0%a /etc/hostname"},
      {"directory.count", "ls -A /srv/asked | wc -l"},
      {"certificate.serial", "openssl x509 -in /srv/asked/certificate.pem -noout -serial | cut -d= -f2"},
      {"certificate.expires", "date -d \"$(openssl x509 -in /srv/asked/certificate.pem -noout -enddate | cut -d= -f2)\" +%s"},
      {"git.commit", "git -C /srv/asked/copy rev-parse HEAD"},
      {"git.branch", "echo main"},
      {"sysctl.value", "cat /proc/sys/net/ipv4/ip_forward"},
      {"command.output", "echo said"},
      {"command.status", "echo 4"}};
  std::string script;
  for (const auto& [name, command] : commands) script += "printf '%s\\n' \"$(" + command + ")\"\n";
  const auto said = on(host, script);
  std::size_t from = 0;
  for (const auto& [name, command] : commands) {
    INFO(name);
    const auto end = std::min(said.find('\n', from), said.size());
    CHECK(value(all, name) == said.substr(from, end - from));
    from = std::min(end + 1, said.size());
  }
  CHECK(value(all, "certificate.names") == "www.example.com example.com");
  CHECK(value(all, "git.clean") == "true");
  CHECK(text(*fact_of(all, "memory.total"), "unit") == "bytes");
  const auto count = [&](std::string_view name) { return std::to_string(records(all, name).size()); };
  CHECK(count("packages") == on(host, "dpkg-query -W -f '${db:Status-Status}\\n' | grep -c '^installed'"));
  CHECK(count("users") == on(host, "wc -l </etc/passwd"));
  CHECK(count("groups") == on(host, "wc -l </etc/group"));
  CHECK(count("addresses") == on(host, "ip -o addr | wc -l"));
  CHECK(count("interfaces") == on(host, "ls /sys/class/net | wc -l"));
  CHECK(count("lines.all") == "2");
  CHECK(text(record(all, "packages", "name", "dpkg"), "version") == on(host, "dpkg-query -W -f '${Version}' dpkg"));
  CHECK(text(record(all, "mounts", "path", "/"), "type") == on(host, "awk '$2 == \"/\" { print $3; exit }' /proc/self/mounts"));
  CHECK(text(record(all, "mounts", "path", "/tmp"), "options") ==
        on(host, "awk '$2 == \"/tmp\" { print $4; exit }' /proc/self/mounts"));
  CHECK(number(record(all, "mounts", "path", "/tmp"), "size") == std::stoll(on(host, "df -B1 --output=size /tmp | tail -n1")));
  CHECK(text(record(all, "users", "name", "deploy"), "home") == on(host, "getent passwd deploy | cut -d: -f6"));
  CHECK(record(all, "services", "name", "ssh").at("running").as_bool());
  CHECK(record(all, "services", "name", "ssh").at("enabled").as_bool());
  CHECK(text(record(all, "ports", "port", "22/tcp"), "process") == "sshd");
  CHECK(text(record(all, "processes", "name", "systemd"), "user") == "root");
  CHECK(text(record(all, "sudo_rules", "who", "deploy"), "rule") == "ALL=(ALL:ALL) NOPASSWD: ALL");
  CHECK(text(record(all, "limits", "name", "open files"), "unit") == "files");
  CHECK(!records(all, "authorized_keys").empty());
  CHECK(!records(all, "apt_sources").empty());
  CHECK(!records(all, "timers").empty());
  // nothing there that could answer
  CHECK(fact_of(all, "snaps") == nullptr);
  CHECK(fact_of(all, "postgresql_roles") == nullptr);
}

TEST_CASE("all facts together start fewer than 20 processes on the host", "[testbed]") {
  const auto host = first_host();
  std::vector<slipway::fact_reference> asked;
  for (const auto family : slipway::facts::catalogue()) {
    const auto& f = family();
    if (f.shape == slipway::fact_shape::list) asked.push_back({f.name, slipway::fact_type::list, family});
    if (f.shape == slipway::fact_shape::scalars) asked.push_back({f.fields[0].name, f.fields[0].type, family});
  }
  static constexpr slipway::static_plan nothing{};
  static constexpr slipway::settings defaults{};
  const slipway::deployable bare{"Machine", "any", &nothing, &defaults, {}, {}};
  const slipway::plan::source_table sources;
  const slipway::plan::host_scope scope({}, sources, nullptr);
  auto script = slipway::plan::phase_one_script(bare, scope, {"N", slipway::plan::ask_for(asked)});
  const std::string end = "exit 0\n}\n";
  REQUIRE(script.ends_with(end));
  script.resize(script.size() - end.size());
  for (const std::string shell : {"dash", "bash", "busybox sh"}) {
    INFO(shell);
    // numbers of processes are given in turn, within the host
    const auto counted =
        "before=$(sh -c 'echo $$')\n" + script + "}\nafter=$(sh -c 'echo $$')\necho \"started $((after - before - 1))\"\n";
    const auto said = on(host, shell + " -c " + slipway::shell_quote(counted));
    const auto at = said.rfind("started ");
    REQUIRE(at != std::string::npos);
    INFO(said.substr(at));
    CHECK(std::stoi(said.substr(at + 8)) < 20);
    CHECK(has(said, "N end"));
    CHECK(has(said, "N fact os.id debian"));
  }
}

TEST_CASE("texts with every fact are written, and are in order afterwards", "[testbed]") {
  const auto host = first_host();
  prepare(host);
  operator_of me("program_facts");
  me.machine("every", host, "root");
  const auto f = me.apply({"every"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  const auto scalars = on(host, "cat /srv/facts/scalars");
  CHECK(has(scalars, on(host, ". /etc/os-release; echo $ID $VERSION_ID $VERSION_CODENAME")));
  const auto lists = on(host, "cat /srv/facts/lists");
  CHECK(has(lists, "user deploy " + on(host, "id -u deploy")));
  CHECK(has(lists, "package dpkg " + on(host, "dpkg-query -W -f '${Version}' dpkg")));
  CHECK(has(lists, "service ssh\n"));
  const auto subjects = on(host, "cat /srv/facts/subjects");
  CHECK(has(subjects, "UsePAM yes 1;3;"));
  CHECK(has(subjects, "CN=www.example.com valid www.example.com example.com\nmain true "));
  CHECK(has(subjects, " C said 4"));
  const auto again = me.plan({"every"});
  INFO(again.out);
  CHECK(verdict(again, "every", "Say what is one value") == "keep");
  CHECK(verdict(again, "every", "Say what is asked about something") == "keep");
}

TEST_CASE("conditions say in words why a step is skipped", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/conditions");
  operator_of me("program_facts");
  me.machine("conditions", host, "root");
  on(host, "mkdir -p /srv/conditions");
  const auto f = me.plan({"conditions"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  const auto says = [&](std::string_view operation) {
    for (const auto& d : documents(f))
      if (text(d, "operation") == operation) return text(d, "verdict") + (d.contains("reason") ? ": " + text(d, "reason") : "");
    return std::string("nothing");
  };
  CHECK(says("On Debian or Ubuntu") == "change");
  CHECK(says("On Alpine or Fedora") == "skip: os.id is debian, not alpine or fedora");
  CHECK_THAT(says("With an absurd memory"), contains("skip: memory.total is ") && contains(" GiB, not above 4.0 TiB"));
  CHECK(says("With some memory") == "change");
  CHECK(says("Where ssh runs") == "change");
  CHECK(says("Where nobody knows") == "skip: the host does not know snaps of core22");
  CHECK(says("Where nobody knows, turned round") == "skip: the host does not know snaps of core22");
  CHECK(says("On another host") == "skip: hostname is " + on(host, "hostname") + ", not like no-*");
  CHECK(says("With many workers") == "change");
  CHECK(says("When it is debugged") == "skip: debug is false");
  CHECK(says("Once that has succeeded") == "maybe");
  CHECK(says("Once that has failed") == "maybe");
  const auto done = me.apply({"conditions"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK(outcome(done, "conditions", "Once that has succeeded") == "changed");
  CHECK(outcome(done, "conditions", "Once that has failed") == "skipped");
  CHECK(on(host, "ls /srv/conditions | tr '\\n' ' '") == "after debian some ssh there workers ");
  const auto again = me.plan({"conditions"});
  INFO(again.out << again.err);
  CHECK(is_empty_plan(again));
}

TEST_CASE("a template in a file is filled from data and facts, and checked before any host is contacted", "[testbed]") {
  const auto host = first_host();
  on(host, "rm -rf /srv/texts; mkdir -p /srv/texts");
  operator_of me("program_facts");
  me.machine("texts", host, "root");
  me.write("site.conf.in",
           "# \\{{ {{host}}\n{{#each upstreams}}\nupstream {{name}} { server 127.0.0.1:{{port}}; }{{#if note}} # "
           "{{note}}{{/if}}\n{{/each}}\n"
           "{{#if debug}}\nerror_log debug;\n{{else}}\nerror_log warn;\n{{/if}}\n{{#each interfaces}}{{name}} {{/each}}\n");
  const auto f = me.apply({"texts"});
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  CHECK(on(host, "cat /srv/texts/file; printf .") ==
        "# {{ " + on(host, "hostname") +
            "\nupstream api { server 127.0.0.1:8001; } # first\nupstream jobs { server 127.0.0.1:8002; }\n"
            "error_log warn;\n" +
            on(host, "ls /sys/class/net | tr '\\n' ' '") + "\n.");
  CHECK(is_empty_plan(me.plan({"texts"})));

  me.write("site.conf.in", "{{hots}}\n{{#each upstreams}}\n  {{prot}}\n{{/each}}\n");
  const auto wrong = me.run({"plan", "texts"});
  INFO(wrong.all());
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, contains("site.conf.in:1:1: nothing fills {{hots}} in the text of 'Write from a file' on Machine:texts; "
                                 "did you mean {{host}}?"));
  CHECK_THAT(wrong.err, contains("site.conf.in:3:3: nothing fills {{prot}}"));
}

TEST_CASE("facts that are asked for by name, and words that are neither facts nor machines", "[testbed]") {
  const auto host = first_host();
  operator_of me("program_facts");
  me.machine("plain", host);
  const auto memory = me.run({"facts", "plain", "memory", "users:root", "file.mode:/etc/passwd"});
  INFO(memory.all());
  CHECK(memory.status == 0);
  CHECK_THAT(memory.out, contains("memory.total") && contains(" GiB") && !contains("os.id"));
  CHECK_THAT(memory.out, contains("users:root: 1") && contains("/root") && contains("file.mode:/etc/passwd 0644"));
  const auto unknown = me.run({"facts", "memroy"});
  CHECK(unknown.status == 2);
  CHECK_THAT(unknown.err, contains("'memroy' is neither a fact nor a deployable; did you mean 'memory'?"));
  const auto bare = me.run({"facts", "file"});
  CHECK(bare.status == 2);
  CHECK_THAT(bare.err, contains("'file' is asked about a path: write file:/etc/motd"));
}
