#include <slipway/resources/systemd.hpp>

#include "catch.hpp"

#include <slipway/check/conflicting_operations.hpp>

#include "resources/claims.hpp"
#include "resources/fakes.hpp"

namespace sw = slipway;
using sw::systemd::service, sw::systemd::reload, sw::systemd::restart;
using namespace slipway::tests;
using Catch::Matchers::StartsWith, Catch::Matchers::Contains;

namespace {

using list = std::vector<std::string>;

/// One answer of systemctl show, in systemd's own order.
std::string block(std::string_view id, std::string_view load, std::string_view active, std::string_view file,
                  std::string_view more = "NRestarts=0\n") {
  return std::string(more).append("Id=").append(id).append("\nLoadState=").append(load).append("\nActiveState=") +
         std::string(active).append("\nUnitFileState=").append(file).append("\nNeedDaemonReload=no\nDropInPaths=\n");
}

struct example {
  std::string load, active, file;
  // what is found where this is asked for
  std::string running, stopped, enabled, disabled, masked, running_enabled, stopped_disabled, stopped_masked;
};

const std::vector<example> examples{
    {"loaded", "active", "enabled", "running", "running", "enabled", "enabled", "not masked", "running enabled",
     "running enabled", "running not masked"},
    {"loaded", "active", "disabled", "running", "running", "disabled", "disabled", "not masked", "running disabled",
     "running disabled", "running not masked"},
    {"loaded", "reloading", "static", "running", "running", "enabled", "static", "not masked", "running enabled",
     "running static", "running not masked"},
    {"loaded", "inactive", "generated", "stopped", "stopped", "enabled", "generated", "not masked", "stopped enabled",
     "stopped generated", "stopped not masked"},
    {"loaded", "inactive", "alias", "stopped", "stopped", "enabled", "alias", "not masked", "stopped enabled", "stopped alias",
     "stopped not masked"},
    // what has failed does not run
    {"loaded", "failed", "enabled", "failed", "stopped", "enabled", "enabled", "not masked", "failed enabled", "stopped enabled",
     "stopped not masked"},
    {"loaded", "activating", "enabled", "activating", "running", "enabled", "enabled", "not masked", "activating enabled",
     "running enabled", "running not masked"},
    {"loaded", "deactivating", "enabled", "deactivating", "running", "enabled", "enabled", "not masked", "deactivating enabled",
     "running enabled", "running not masked"},
    // neither is started at boot
    {"loaded", "inactive", "indirect", "stopped", "stopped", "indirect", "disabled", "not masked", "stopped indirect",
     "stopped disabled", "stopped not masked"},
    {"loaded", "inactive", "linked", "stopped", "stopped", "linked", "disabled", "not masked", "stopped linked",
     "stopped disabled", "stopped not masked"},
    {"loaded", "inactive", "linked-runtime", "stopped", "stopped", "linked-runtime", "disabled", "not masked",
     "stopped linked-runtime", "stopped disabled", "stopped not masked"},
    // until the next boot only
    {"loaded", "active", "enabled-runtime", "running", "running", "enabled-runtime", "enabled-runtime", "not masked",
     "running enabled-runtime", "running enabled-runtime", "running not masked"},
    {"masked", "inactive", "masked-runtime", "masked", "stopped", "masked-runtime", "masked-runtime", "not masked",
     "masked-runtime", "stopped masked-runtime", "stopped not masked"},
    {"masked", "inactive", "masked", "masked", "stopped", "masked", "disabled", "masked", "masked", "stopped disabled",
     "stopped masked"},
    {"masked", "active", "masked", "running", "running", "masked", "disabled", "masked", "running masked", "running disabled",
     "running masked"},
    // a unit that does not exist is stopped and disabled
    {"not-found", "inactive", "", "not found", "stopped", "not found", "disabled", "not found", "not found", "stopped disabled",
     "not found"},
    {"not-found", "active", "", "not found", "running", "not found", "disabled", "not found", "not found", "running disabled",
     "not found"},
    {"loaded", "active", "", "running", "running", "disabled", "disabled", "not masked", "running disabled", "running disabled",
     "running not masked"},
    {"bad-setting", "inactive", "static", "stopped", "stopped", "enabled", "static", "not masked", "stopped enabled",
     "stopped static", "stopped not masked"},
    // an alias of what is masked
    {"error", "inactive", "masked", "error", "error", "error", "error", "error", "error", "error", "error"},
};

bool conflicts(const auto& a, const auto& b) {
  for (const auto& x : a)
    for (const auto& y : b)
      if (sw::rules::conflict(x, y)) return true;
  return false;
}

}  // namespace

// what the compiler knows of them
static_assert([] {
  const auto claims = claims_of<2>(service("nginx").running().enabled());
  return claims[0].kind == sw::claim_kind::part && claims[0].space == "unit" && claims[0].subject == "nginx" &&
         claims[0].part == "run" && claims[1].part == "boot";
}());
static_assert(claims_of<1>(service("nginx").stopped().masked())[0].kind == sw::claim_kind::exclusive);
static_assert([] {
  const auto claims = claims_of<2>(reload("nginx"));
  return sw::overlap(claims[1], claims_of<1>(service("nginx.service").running())[0]);
}());
static_assert(row_of(service("nginx").running()).needs_root && !row_of(service("nginx").running()).action);
static_assert(row_of(restart("nginx")).needs_root && row_of(restart("nginx")).action &&
              row_of(restart("nginx")).probed_afterwards);
static_assert(sw::value_digest(reload("nginx").value()) != restart("nginx").value());

TEST_CASE("systemd: parts of a unit do not conflict, a mask conflicts with both") {
  const auto running = claims_of<1>(service("nginx").running());
  CHECK_FALSE(conflicts(running, claims_of<1>(service("nginx").enabled())));
  CHECK_FALSE(conflicts(running, claims_of<2>(service("nginx.service").running().enabled())));
  CHECK(conflicts(running, claims_of<1>(service("nginx").stopped())));
  CHECK(conflicts(running, claims_of<1>(service("nginx").masked())));
  CHECK(conflicts(claims_of<1>(service("nginx").disabled()), claims_of<1>(service("nginx").masked())));
  CHECK_FALSE(conflicts(running, claims_of<1>(service("apache2").masked())));
  CHECK_FALSE(conflicts(running, claims_of<2>(restart("nginx"))));
}

TEST_CASE("systemd: wrong arguments are named") {
  CHECK(service("a").missing().says == slipway::service_must_say_running_stopped_enabled_disabled_or_masked);
  CHECK(!service("a").disabled().missing());
  CHECK_THROWS_WITH(service("a").running().masked(), StartsWith("a_masked_unit_cannot_be_running_or_enabled"));
  CHECK_THROWS_WITH(service("a").masked().running(), StartsWith("a_masked_unit_cannot_be_running_or_enabled"));
  CHECK_THROWS_WITH(service("a").enabled().masked(), StartsWith("a_masked_unit_cannot_be_running_or_enabled"));
  CHECK_THROWS_WITH(service("a").masked().enabled(), StartsWith("a_masked_unit_cannot_be_running_or_enabled"));
  CHECK_THROWS_WITH(service("a").running().stopped(), StartsWith("unit_cannot_be_running_and_stopped"));
  CHECK_THROWS_WITH(service("a").stopped().running(), StartsWith("unit_cannot_be_running_and_stopped"));
  CHECK_THROWS_WITH(service("a").disabled().enabled(), StartsWith("unit_cannot_be_enabled_and_disabled"));
  CHECK_THROWS_WITH(service("a").enabled().disabled(), StartsWith("unit_cannot_be_enabled_and_disabled"));
}

TEST_CASE("systemd: desired states and commands") {
  const auto& s = host::no_data();
  CHECK(service("a").running().desired(s) == "running");
  CHECK(service("a").stopped().desired(s) == "stopped");
  CHECK(service("a").enabled().running().desired(s) == "running enabled");
  CHECK(service("a").stopped().disabled().desired(s) == "stopped disabled");
  CHECK(service("a").disabled().stopped().masked().desired(s) == "stopped masked");
  CHECK(service("a").masked().desired(s) == "masked");
  CHECK(reload("a").desired(s) == "running");

  CHECK(service("a").running().enabled().apply(s) == "set_unit a.service re");
  CHECK(service("a.timer").disabled().apply(s) == "set_unit a.timer -d");
  CHECK(service("a").stopped().masked().apply(s) == "set_unit a.service sm");
  CHECK(service("a\\x2db").running().apply(s) == "set_unit 'a\\x2db.service' r-");
  CHECK(reload("a").apply(s) == "order_unit reload a.service");
  CHECK(restart("a@b").apply(s) == "order_unit restart a@b.service");

  CHECK(service("a").running().enabled().undo(s).script == "set_unit a.service sx");
  CHECK(service("a").stopped().undo(s).script == "set_unit a.service r-");
  CHECK(service("a").masked().undo(s).script == "systemctl -q unmask -- a.service");
  CHECK(service("a").stopped().masked().undo(s).script == "systemctl -q unmask -- a.service && set_unit a.service r-");
  CHECK(restart("a").undo(s).irreversible == "");
}

TEST_CASE("systemd: states, of what is asked for only") {
  with_every_shell([](const fake_host& h) {
    for (const auto& e : examples) {
      const auto one = block("a.service", e.load, e.active, e.file);
      std::string answer;
      for (int i = 0; i != 8; ++i) answer += (i == 0 ? "" : "\n") + one;
      h.answers("systemctl", answer);
      const auto a = service("a");
      INFO(h.name() << ": " << e.load << " " << e.active << " " << e.file);
      CHECK(h.probe(a.running(), a.stopped(), a.enabled(), a.disabled(), a.masked(), a.running().enabled(),
                    a.stopped().disabled(), a.stopped().masked()) ==
            list{e.running, e.stopped, e.enabled, e.disabled, e.masked, e.running_enabled, e.stopped_disabled, e.stopped_masked});
    }
  });
}

TEST_CASE("systemd: one question for all units, answered in their order") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    // sshd is an alias; a mount has no NRestarts
    h.answers("systemctl", block("ssh.service", "loaded", "active", "enabled") + "\n" +
                               block("cron.service", "loaded", "inactive", "disabled") + "\n" +
                               block("-.mount", "loaded", "active", "", "") + "\n" +
                               block("a\\x2db.service", "not-found", "inactive", ""));
    CHECK(h.probe(service("sshd").running().enabled(), service("cron").running(), service("-.mount").running(),
                  service("a\\x2db").running()) == list{"running enabled", "stopped", "running", "not found"});
    CHECK(h.calls() ==
          "systemctl show -p Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,NRestarts,DropInPaths "
          "-- sshd.service "
          "cron.service -.mount a\\x2db.service\n");
  });
}

TEST_CASE("systemd: where the answers are not as many as the units, each is asked for alone") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    const auto ssh = block("ssh.service", "loaded", "active", "enabled");
    h.answers("systemctl", "Failed to get properties\n", 1);
    CHECK(h.probe(service("a").running(), service("b").stopped().disabled()) ==
          list{"unprobeable (systemd does not answer)", "unprobeable (systemd does not answer)"});
    h.answers("systemctl", ssh);
    CHECK(h.probe(service("ssh").running(), service("ssh").enabled()) == list{"running", "enabled"});
    CHECK(std::ranges::count(h.calls(), '\n') == 3);
    h.answers("systemctl", ssh + "\n" + ssh);
    CHECK(h.probe(service("ssh").running()) == list{"running"});
    CHECK(std::ranges::count(h.calls(), '\n') == 2);
  });
}

namespace {

/// Says of a unit what it is at first, and after its first change; a change may fail.
void answers(const fake_host& h, const std::string& before, const std::string& after = "", std::string_view fails = "none") {
  h.program("systemctl", "case $* in\n  *show*) if [ -e \"$0.changed\" ]; then printf '%s' '" + (after.empty() ? before : after) +
                             "'; else printf '%s' '" + before + "'; fi ;;\n  *" + std::string(fails) +
                             "*) echo 'Job failed'; exit 1 ;;\n  *) : >\"$0.changed\" ;;\nesac");
}

struct change {
  std::string load, active, file;
  sw::resources::service_resource wanted;
  std::string commands;
};

}  // namespace

TEST_CASE("systemd: only what is needed is done, in order") {
  const auto a = service("a");
  const std::vector<change> all{
      {"loaded", "inactive", "disabled", a.running().enabled(), "start -- a.service;"},
      {"loaded", "active", "disabled", a.running().enabled(), ""},
      {"loaded", "inactive", "disabled", a.enabled(), "-q enable -- a.service;"},
      {"loaded", "inactive", "enabled", a.running().enabled(), "start -- a.service;"},
      {"loaded", "inactive", "static", a.running().enabled(), "start -- a.service;"},
      {"loaded", "activating", "enabled", a.running(), "start -- a.service;"},
      {"loaded", "failed", "enabled", a.running(), "reset-failed -- a.service;start -- a.service;"},
      {"loaded", "active", "enabled", a.stopped().disabled(), "stop -- a.service;-q disable -- a.service;"},
      {"loaded", "failed", "enabled", a.stopped().disabled(), "-q disable -- a.service;"},
      {"loaded", "active", "enabled-runtime", a.disabled(), "-q --runtime disable -- a.service;"},
      {"loaded", "active", "enabled", a.stopped().masked(), "stop -- a.service;-q mask -- a.service;"},
      {"not-found", "inactive", "", a.masked(), "-q mask -- a.service;"},
      {"masked", "inactive", "masked", a.running(), "-q unmask -- a.service;start -- a.service;"},
      {"masked", "inactive", "masked-runtime", a.enabled(), "-q --runtime unmask -- a.service;-q enable -- a.service;"},
      // its file may have been written since
      {"not-found", "inactive", "", a.running(), "daemon-reload;start -- a.service;"},
  };
  with_every_shell([&](const fake_host& h) {
    for (const auto& c : all) {
      const auto before = block("a.service", c.load, c.active, c.file);
      answers(h, before, block("a.service", "loaded", c.active, c.load == "loaded" ? c.file : "disabled"));
      const auto said = h.apply(c.wanted, "rm -f \"$(command -v systemctl).changed\"");
      INFO(h.name() << ": " << c.load << " " << c.active << " " << c.file << " -> " << c.wanted.desired(host::no_data()));
      CHECK(said == "\ndone\n");
      std::string commands;
      for (std::size_t from = 0, end = 0; (end = h.calls().find('\n', from)) != std::string::npos; from = end + 1) {
        const auto line = h.calls().substr(from, end - from);
        if (line.find(" show ") == std::string::npos) commands += line.substr(line.find(' ') + 1) + ";";
      }
      CHECK(commands == c.commands);
    }
  });
}

TEST_CASE("systemd: an alias is started by its name, and enabled by the unit's") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    answers(h, block("ssh.service", "loaded", "inactive", "disabled"));
    CHECK(h.apply(service("sshd").enabled()) == "\ndone\n");
    CHECK_THAT(h.calls(), Contains("systemctl -q enable -- ssh.service\n"));
    CHECK(h.apply(service("sshd").running()) == "\ndone\n");
    CHECK_THAT(h.calls(), Contains("systemctl start -- sshd.service\n"));
  });
}

TEST_CASE("systemd: what was started is started at boot once it has proven itself") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    const auto wanted = service("sshd").running().enabled();
    const std::string text = "set_unit sshd.service re; restarting_units=$broken; last_systemd; last_systemd";
    answers(h, block("ssh.service", "loaded", "active", "disabled"));
    CHECK(h.after(wanted, "broken=; " + text).empty());
    const auto calls = h.calls();
    CHECK_THAT(calls, Contains("systemctl -q enable -- ssh.service\n"));
    CHECK(calls.find("enable") == calls.rfind("enable"));
    answers(h, block("ssh.service", "loaded", "active", "disabled"));
    CHECK(h.after(wanted, "broken=sshd.service; " + text).empty());
    CHECK(h.calls().find("enable") == std::string::npos);
    answers(h, block("ssh.service", "loaded", "active", "disabled"), block("ssh.service", "loaded", "failed", "disabled"));
    CHECK(h.after(wanted, ": >\"$(command -v systemctl).changed\"; broken=; " + text).empty());
    CHECK(h.calls().find("enable") == std::string::npos);
  });
}

TEST_CASE("systemd: what cannot be done says why") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    answers(h, block("a.service", "loaded", "inactive", "static"));
    CHECK(h.apply(service("a").disabled()) == "a.service is static: it cannot be disabled; it can be masked\n\nfailed\n");
    answers(h, block("a.service", "loaded", "inactive", "enabled"), "", "start");
    h.program("journalctl", "echo its last lines");
    CHECK(h.apply(service("a").running()) == "Job failed\nits last lines\n\nfailed\n");
    CHECK(h.apply(restart("a")) == "Job failed\nits last lines\n\nfailed\n");
    answers(h, block("a.service", "loaded", "inactive", "disabled"), "", "enable");
    CHECK(h.apply(service("a").enabled()) == "Job failed\n\nfailed\n");
  });
}

TEST_CASE("systemd: what was started too often for systemd is started all the same, once more") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    const auto refuses = [&](std::string_view result, int times) {
      h.program("systemctl", "case $* in\n  *'-p Result '*) echo Result=" + std::string(result) + " ;;\n  *show*) printf '%s' '" +
                                 block("a.service", "loaded", "inactive", "enabled") + "' ;;\n  *start*) echo >>\"$0.starts\"\n" +
                                 "    if [ $(wc -l <\"$0.starts\") -le " + std::to_string(times) +
                                 " ]; then echo 'Job failed'; exit 1; fi ;;\nesac");
    };
    const std::string anew = "rm -f \"$(command -v systemctl).starts\"";
    const auto tries = [&](const auto& wanted, std::string_view result, int times) {
      refuses(result, times);
      return h.apply(wanted, anew);
    };
    CHECK(tries(service("a").running(), "start-limit-hit", 1) == "Job failed\n\ndone\n");
    CHECK(tries(restart("a"), "start-limit-hit", 1) == "Job failed\n\ndone\n");
    CHECK_THAT(h.calls(), Contains("systemctl reset-failed -- a.service\nsystemctl restart -- a.service\n"));
    CHECK(tries(restart("a"), "start-limit-hit", 2) == "Job failed\nJob failed\n\nfailed\n");
    CHECK(tries(restart("a"), "exit-code", 1) == "Job failed\n\nfailed\n");
  });
}

TEST_CASE("systemd: units are reloaded when their files changed, once") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    const auto reloads = [&] {
      const auto calls = h.calls();
      std::size_t count = 0;
      for (auto at = calls.find("daemon-reload"); at != std::string::npos; at = calls.find("daemon-reload", at + 1)) ++count;
      return count;
    };
    const auto fine = block("a.service", "loaded", "active", "enabled");
    answers(h, fine);
    CHECK(h.apply(restart("a")) == "\ndone\n");
    CHECK(reloads() == 0);
    answers(h, fine);
    CHECK(h.apply(reload("a"), "units_written /etc/systemd/system/a.service") == "\ndone\n");
    CHECK(reloads() == 1);
    answers(h, "NeedDaemonReload=yes\n" + block("a.service", "loaded", "active", "enabled", ""), fine);
    CHECK(h.apply(restart("a"), "rm -f \"$(command -v systemctl).changed\"") == "\ndone\n");
    CHECK_THAT(h.calls(), Contains("systemctl daemon-reload\n") && Contains("systemctl restart -- a.service\n"));
    CHECK(reloads() == 1);
  });
}

TEST_CASE("systemd: what is restarted or dies while it settles is not running") {
  const auto state_after = [](const fake_host& h, const std::string& first, const std::string& then) {
    h.program("systemctl", "if [ \"$CALLS\" = 0 ]; then printf '%s' '" + first + "'; else printf '%s' '" + then + "'; fi");
    h.program("journalctl", "printf '%s\\n' 'a.service: Failed.' 'it says why'");
    return h.after(service("a").running(), "settle_systemd $w_0; probe 0; printf '%s' \"$s_0\"");
  };
  const auto of = [](std::string_view active, std::string_view restarts) {
    return block("a.service", "loaded", active, "enabled", "NRestarts=" + std::string(restarts) + "\n");
  };
  with_every_shell([&](const fake_host& h) {
    INFO(h.name());
    CHECK(state_after(h, of("active", "3"), of("active", "3")) == "running");
    CHECK(h.notes() == "");
    CHECK(state_after(h, of("active", "0"), of("active", "1")) == "restarting");
    CHECK(h.notes() == "1 note 0 a.service: Failed. .\n2 note 0 a.service: it says why .\n");
    CHECK(state_after(h, of("active", "0"), of("activating", "1")) == "restarting");
    CHECK(state_after(h, of("active", "0"), of("failed", "0")) == "failed");
    CHECK_THAT(h.notes(), Contains("it says why"));
    CHECK(state_after(h, of("active", "0"), of("inactive", "0")) == "stopped");
  });
}

TEST_CASE("systemd: nothing settles that is not to run") {
  with_every_shell([](const fake_host& h) {
    INFO(h.name());
    h.answers("systemctl", "");
    CHECK(h.after(service("a").stopped().masked(), "settle_systemd $w_0 1 -e b.service; echo over") == "over\n");
    CHECK(h.calls() == "");
  });
}
