#include <slipway/facts/system.hpp>

#include <sys/utsname.h>
#include <unistd.h>

#include "catch.hpp"
#include "gather.hpp"

using facts_test::gather;

TEST_CASE("system: this machine") {
  utsname machine{};
  uname(&machine);
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const auto facts = gather(slipway::facts::system(), shell);
    CHECK(facts.at("hostname") == machine.nodename);
    CHECK(facts.at("kernel") == machine.release);
    CHECK(facts.at("arch") == machine.machine);
    CHECK(std::stol(facts.at("cpu.count")) == sysconf(_SC_NPROCESSORS_ONLN));
    CHECK(std::stoull(facts.at("memory.total")) > std::stoull(facts.at("memory.available")));
  }
}

TEST_CASE("system: recorded files") {
  for (const auto& shell : shells::all) {
    INFO(shell.back());
    const auto facts = gather(slipway::facts::system(), shell,
                              {{"/proc/meminfo", "MemTotal:       65536000 kB\nMemFree: 1 kB\nMemAvailable:    1000 kB\n"},
                               {"/proc/stat", "cpu  1 2 3\ncpu0 1 2\ncpu1 1 2\ncpu17 1 2\nintr 5\n"}});
    CHECK(facts.at("memory.total") == "67108864000");
    CHECK(facts.at("memory.available") == "1024000");
    CHECK(facts.at("cpu.count") == "3");
  }
}

TEST_CASE("system: recorded hosts") {
  facts_test::recorded_host debian, alpine, container;
  debian.file("/proc/sys/kernel/hostname", "web-1\n")
      .file("/etc/hosts", "127.0.0.1 localhost\n# 1 web-1.old.org web-1\n127.0.1.1 web-1.example.com web-1\n");
  debian.file("/proc/sys/kernel/arch", "x86_64\n")
      .file("/proc/uptime", "1134.52 2000.1\n")
      .file("/proc/sys/kernel/random/boot_id", "82b0eed6-2360\n");
  debian.file("/proc/cpuinfo",
              "processor\t: 0\nmodel name\t: AMD EPYC 7763: 64-Core\nflags\t\t: fpu hypervisor lm\n\nprocessor\t: 1\nmodel "
              "name\t: other\n");
  debian.file("/proc/meminfo", "MemTotal: 4 kB\nMemAvailable: 3 kB\nSwapTotal: 2 kB\nSwapFree: 1 kB\n")
      .folder("/run/systemd/system");
  debian.file("/proc/stat", "cpu 1\ncpu0 1\nintr 1\n").file("/sys/class/dmi/id/sys_vendor", "QEMU\n");
  alpine.file("/proc/sys/kernel/hostname", "a.example.com\n")
      .folder("/run/openrc")
      .file("/proc/cpuinfo", "flags : fpu hypervisor\n\n")
      .file("/proc/stat", "")
      .file("/proc/meminfo", "");
  container.file("/run/systemd/container", "systemd-nspawn\n")
      .file("/proc/1/comm", "runit\n")
      .file("/proc/stat", "")
      .file("/proc/meminfo", "")
      .file("/proc/cpuinfo", "");
  facts_test::recorded_host lxc, metal;
  for (auto* host : {&lxc, &metal})
    host->file("/proc/cpuinfo", "flags : fpu\n\n").file("/proc/stat", "").file("/proc/meminfo", "");
  // what the vendor says is of the machine below
  lxc.file("/proc/1/environ", std::string_view("PATH=/bin\0container=lxc\0TERM=a\0", 31))
      .file("/sys/class/dmi/id/sys_vendor", "QEMU\n");
  metal.file("/sys/class/dmi/id/sys_vendor", "Amazon EC2\n").file("/sys/class/dmi/id/product_name", "m7i.metal-24xl\n");
  facts_test::with_each_shell([&](const auto& shell) {
    CHECK(lxc.gather(slipway::facts::system(), shell).at("virtualisation") == "lxc");
    CHECK(metal.gather(slipway::facts::system(), shell).at("virtualisation") == "none");
    CHECK(debian.gather(slipway::facts::system(), shell) == facts_test::values{{"hostname", "web-1"},
                                                                               {"fqdn", "web-1.example.com"},
                                                                               {"arch", "x86_64"},
                                                                               {"boot_id", "82b0eed6-2360"},
                                                                               {"uptime", "1134"},
                                                                               {"init_system", "systemd"},
                                                                               {"cpu.count", "1"},
                                                                               {"cpu.model", "AMD EPYC 7763: 64-Core"},
                                                                               {"memory.total", "4096"},
                                                                               {"memory.available", "3072"},
                                                                               {"swap.total", "2048"},
                                                                               {"swap.free", "1024"},
                                                                               {"virtualisation", "kvm"}});
    const auto of_alpine = alpine.gather(slipway::facts::system(), shell);
    CHECK(of_alpine.at("fqdn") == "a.example.com");
    CHECK(of_alpine.at("init_system") == "openrc");
    CHECK(of_alpine.at("virtualisation") == "other");
    const auto of_container = container.gather(slipway::facts::system(), shell);
    CHECK(of_container.at("init_system") == "runit");
    CHECK(of_container.at("virtualisation") == "systemd-nspawn");
  });
}
