// Every fact, in conditions, in texts and in data.
#include <array>
#include <optional>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
namespace fact = sw::fact;
using namespace sw::literals;
using sw::changed, sw::data_of, sw::let, sw::op, sw::when;

// each is asked for by its own name, as somebody's own text would
constexpr auto scalars = op<"Say what is one value">(
    sw::files::file("/srv/facts/scalars")
        .from_template("{{id}} {{version}} {{codename}} {{family}}\n{{hostname}} {{fqdn}} {{kernel}} {{arch}} {{boot_id}}\n"
                       "{{#if uptime}}up{{/if}} {{virtualisation}} {{init}} {{cpus}} {{model}}\n"
                       "{{#if memory}}memory{{/if}} {{#if available}}available{{/if}} {{swap}} {{swap_free}}\n"
                       "{{#if gateway}}{{gateway}} by {{interface}}{{/if}} {{#if gateway6}}v6{{/if}} {{#if dns}}dns{{/if}} {{#if "
                       "search}}s{{/if}}\n"
                       "{{#if locale}}locale{{/if}} {{timezone}} {{#if time}}time{{/if}} {{utc_offset}} {{#if offset}}o{{/if}}\n"
                       "{{selinux}} {{apparmor}} {{#if profiles}}p{{/if}} {{reboot}} {{#if synchronized}}{{/if}}\n",
                       let<"id">(fact::os.id), let<"version">(fact::os.version), let<"codename">(fact::os.codename),
                       let<"family">(fact::os.family), let<"hostname">(fact::hostname), let<"fqdn">(fact::fqdn),
                       let<"kernel">(fact::kernel), let<"arch">(fact::arch), let<"boot_id">(fact::boot_id),
                       let<"uptime">(fact::uptime), let<"virtualisation">(fact::virtualisation), let<"init">(fact::init_system),
                       let<"cpus">(fact::cpu.count), let<"model">(fact::cpu.model), let<"memory">(fact::memory.total),
                       let<"available">(fact::memory.available), let<"swap">(fact::swap.total), let<"swap_free">(fact::swap.free),
                       let<"gateway">(fact::network.gateway), let<"interface">(fact::network.interface),
                       let<"gateway6">(fact::network.gateway6), let<"dns">(fact::dns.servers), let<"search">(fact::dns.search),
                       let<"locale">(fact::locale), let<"timezone">(fact::timezone), let<"time">(fact::clock.time),
                       let<"utc_offset">(fact::clock.utc_offset), let<"synchronized">(fact::clock.synchronized),
                       let<"offset">(fact::clock.offset), let<"selinux">(fact::selinux.mode),
                       let<"apparmor">(fact::apparmor.enabled), let<"profiles">(fact::apparmor.profiles),
                       let<"reboot">(fact::reboot_required)));

constexpr auto lists = op<"Say what is a list">(
    sw::files::file("/srv/facts/lists")
        .from_template(
            "{{#if disks}}{{#each disks}}disk {{name}}\n{{/each}}{{/if}}{{#each mounts}}mount {{path}} {{type}}\n{{/each}}"
            "{{#each interfaces}}interface {{name}} {{mac}}\n{{/each}}{{#each addresses}}address {{address}}\n{{/each}}"
            "{{#each ports}}port {{port}} {{process}}\n{{/each}}{{#if processes}}processes\n{{/if}}"
            "{{#each users}}user {{name}} {{uid}}\n{{/each}}{{#each groups}}group {{name}}\n{{/each}}"
            "{{#each keys}}key {{user}} {{type}}\n{{/each}}{{#each sudo}}sudo {{who}} {{rule}}\n{{/each}}"
            "{{#each packages}}package {{name}} {{version}}\n{{/each}}{{#if pip}}pip\n{{/if}}{{#if npm}}npm\n{{/if}}"
            "{{#if snaps}}snaps\n{{/if}}{{#if flatpaks}}flatpaks\n{{/if}}{{#each sources}}source {{uri}}\n{{/each}}"
            "{{#each apt_keys}}apt key {{path}}\n{{/each}}{{#each services}}{{#if running}}service {{name}}\n{{/if}}{{/each}}"
            "{{#each timers}}timer {{name}}\n{{/each}}{{#each cron}}cron {{command}}\n{{/each}}{{#if modules}}modules\n{{/if}}"
            "{{#each limits}}limit {{name}} {{soft}}\n{{/each}}{{#if containers}}containers\n{{/if}}{{#if images}}images\n{{/if}}"
            "{{#if roles}}roles\n{{/if}}{{#if postgresql}}databases\n{{/if}}{{#if mysql_users}}users\n{{/if}}{{#if "
            "mysql}}m\n{{/if}}",
            let<"disks">(fact::disks), let<"mounts">(fact::mounts), let<"interfaces">(fact::interfaces),
            let<"addresses">(fact::addresses), let<"ports">(fact::ports), let<"processes">(fact::processes),
            let<"users">(fact::users), let<"groups">(fact::groups), let<"keys">(fact::authorized_keys),
            let<"sudo">(fact::sudo_rules), let<"packages">(fact::packages), let<"pip">(fact::pip_packages),
            let<"npm">(fact::npm_packages), let<"snaps">(fact::snaps), let<"flatpaks">(fact::flatpaks),
            let<"sources">(fact::apt_sources), let<"apt_keys">(fact::apt_keys), let<"services">(fact::services),
            let<"timers">(fact::timers), let<"cron">(fact::cron_jobs), let<"modules">(fact::modules), let<"limits">(fact::limits),
            let<"containers">(fact::containers), let<"images">(fact::images), let<"roles">(fact::postgresql_roles),
            let<"postgresql">(fact::postgresql_databases), let<"mysql_users">(fact::mysql_users),
            let<"mysql">(fact::mysql_databases)));

constexpr auto subjects = op<"Say what is asked about something">(
    sw::files::file("/srv/facts/subjects")
        .from_template(
            "{{size}} {{sha512}} {{entries}} {{#each folder}}{{name}};{{/each}}\n{{line}} {{#each lines}}{{number}};{{/each}}\n"
            "{{subject}} {{#if remaining}}valid{{/if}} {{names}}\n{{branch}} {{clean}} {{commit}}\n{{forward}} {{language}} "
            "{{said}} {{status}}\n",
            let<"size">(fact::file("/etc/hostname").size), let<"sha512">(fact::file("/etc/hostname").sha512),
            let<"entries">(fact::directory("/srv/asked").count), let<"folder">(fact::directory("/srv/asked").entries),
            let<"line">(fact::lines<"^UsePAM">("/etc/ssh/sshd_config").first),
            let<"lines">(fact::lines<"^[0-9]">("/srv/asked/numbers").all),
            let<"subject">(fact::certificate("/srv/asked/certificate.pem").subject),
            let<"remaining">(fact::certificate("/srv/asked/certificate.pem").remaining),
            let<"names">(fact::certificate("/srv/asked/certificate.pem").names),
            let<"branch">(fact::git("/srv/asked/copy").branch), let<"clean">(fact::git("/srv/asked/copy").clean),
            let<"commit">(fact::git("/srv/asked/copy").commit), let<"forward">(fact::sysctl("net.ipv4.ip_forward").value),
            let<"language">(fact::environment("LC_ALL").value), let<"said">(fact::command("echo said; exit 4").output),
            let<"status">(fact::command("echo said; exit 4").status)));

struct every : sw::machine<"every"> {
  static constexpr auto operations =
      sw::role(subjects, scalars, lists, op<"Make the folder">(sw::files::directory("/srv/facts-made")));
};

constexpr auto kept = op<"Write what is there">(sw::files::file("/srv/conditions/there").content("there\n"));

struct conditions : sw::machine<"conditions"> {
  static constexpr auto data = sw::data(let<"workers">(3), let<"debug">(false));
  static constexpr auto operations = sw::role(
      op<"On Debian or Ubuntu">(sw::files::file("/srv/conditions/debian").content("x"), when(fact::os.id.in("debian", "ubuntu"))),
      op<"On Alpine or Fedora">(sw::files::file("/srv/conditions/alpine").content("x"), when(fact::os.id.in("alpine", "fedora"))),
      op<"With an absurd memory">(sw::files::file("/srv/conditions/memory").content("x"), when(fact::memory.total > 4096_GiB)),
      op<"With some memory">(
          sw::files::file("/srv/conditions/some").content("x"),
          when(fact::memory.total > 1_MiB && fact::mount("/").exists && !fact::packages.contains("no-such-package"))),
      op<"Where ssh runs">(sw::files::file("/srv/conditions/ssh").content("x"),
                           when(fact::service("ssh").running&& fact::user("deploy").exists&& fact::ports.contains("22/tcp"))),
      op<"Where nobody knows">(sw::files::file("/srv/conditions/unknown").content("x"), when(fact::snaps.contains("core22"))),
      op<"Where nobody knows, turned round">(sw::files::file("/srv/conditions/not").content("x"),
                                             when(!fact::snaps.contains("core22"))),
      op<"On another host">(sw::files::file("/srv/conditions/name").content("x"), when(fact::hostname.matches("no-*"))),
      op<"With many workers">(sw::files::file("/srv/conditions/workers").content("x"), when(data_of<"workers"> > 2)),
      op<"When it is debugged">(sw::files::file("/srv/conditions/debug").content("x"), when(data_of<"debug">)), kept,
      op<"Once that has succeeded">(sw::files::file("/srv/conditions/after").content("x"), when(sw::succeeded(kept))),
      op<"Once that has failed">(sw::files::file("/srv/conditions/failed").content("x"), when(sw::failed(kept))));
};

struct upstream {
  BOOST_HANA_DEFINE_STRUCT(upstream, (std::string_view, name), (int, port), (std::optional<std::string_view>, note));
};
constexpr std::array upstreams{upstream{"api", 8001, "first"}, upstream{"jobs", 8002, std::nullopt}};

struct texts : sw::machine<"texts"> {
  static constexpr auto data = sw::data(let<"upstreams">(upstreams), let<"debug">(false), let<"host">(fact::hostname));
  static constexpr auto operations = sw::role(op<"Write from a file">(
      sw::files::file("/srv/texts/file").from_template_file("site.conf.in", let<"interfaces">(fact::interfaces))));
};

// nothing here needs a fact
struct plain : sw::machine<"plain"> {
  static constexpr auto data = sw::data(let<"host">(fact::hostname));
  static constexpr auto operations = sw::role(op<"Write it">(sw::files::file("/srv/plain/file").content("x\n")));
};

struct site : sw::layout<"example.com", every, conditions, texts, plain> {};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
