// Decisions that are made while hosts are deployed: what the first stage leaves, decides what the next one does.
#include <slipway/slipway.hpp>

#include <charconv>
#include <stdexcept>

namespace sw = slipway;
namespace fact = sw::fact;
using sw::after, sw::changed, sw::op, sw::when;

constexpr auto count_file = fact::file("/srv/decisions/count").content;
constexpr auto made_file = fact::file("/srv/decisions/made").content;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/decisions"));
// how many there are to be is known to the host alone
constexpr auto count = op<"Count">(
    sw::server::shell("cp /srv/decisions.count /srv/decisions/count").creates("/srv/decisions/count").affects_nothing_else());

constexpr auto place = sw::dynamic<"Place them">(
    sw::reads(count_file),
    [](sw::dynamic_context& context) {
      const auto text = context[count_file];
      int wanted = 0;
      std::from_chars(text.data(), text.data() + text.size(), wanted);
      if (wanted > 9) throw std::runtime_error("there are more than 9 of them");
      for (int i = 1; i <= wanted; ++i) {
        const auto number = std::to_string(i);
        context.add("Place " + number,
                    sw::files::file(context.keep("/srv/decisions/" + number)).content(context.keep(number + "\n")));
      }
    },
    after(count));

constexpr auto tell = op<"Tell how many">(
    sw::server::shell("ls /srv/decisions | grep -c '^[0-9]$' >/srv/decisions/made; echo told >>/srv/decisions/trace")
        .creates("/srv/decisions/made")
        .affects("/srv/decisions/trace"));

constexpr auto say = sw::dynamic<"Say it">(
    sw::reads(made_file),
    [](sw::dynamic_context& context) {
      context.add("Write it", sw::files::file("/srv/decisions/said").content(context.keep("made " + context[made_file])));
    },
    when(changed(count)));

constexpr auto held =
    op<"Hold on">(sw::server::shell("echo begun >>/srv/decisions/trace; i=0; "
                                    "while [ -e /srv/decisions.hold ] && [ $i != 1200 ]; do sleep 0.1; i=$((i + 1)); done")
                      .unless("test ! -e /srv/decisions.hold")
                      .affects("/srv/decisions/trace"));

inline constexpr auto operations_of_all = sw::role(folder, count, place, tell, held, say);

struct decided_1 : sw::machine<"decided-1"> {
  static constexpr auto& operations = operations_of_all;
};
struct decided_2 : sw::machine<"decided-2"> {
  static constexpr auto settings = sw::settings{.auto_deploy = [](sw::context& c) { return c[fact::os.id] == "alpine"; }};
  static constexpr auto& operations = operations_of_all;
};
static_assert(sw::stages<decided_1> == 3);

// what a decision adds may hold the secrets of its machine's data, and may be for one machine of all
constexpr auto hand_out = sw::dynamic<"Hand it out">(sw::reads(fact::os.id), [](sw::dynamic_context& context) {
  context.add("Write it", sw::files::file("/srv/handed-out").from_template("{{key}}\n").mode("0600"));
  context.add("Count it", sw::server::shell("echo counted >>/srv/handed-out.log").affects("/srv/handed-out.log"), sw::run_once());
});
constexpr auto migrate =
    op<"Migrate">(sw::server::shell("echo migrated >>/srv/handed-out.log").affects("/srv/handed-out.log"), sw::run_once());
inline constexpr auto handed_out = sw::role(hand_out, migrate);

struct handing_1 : sw::machine<"handing-1"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_environment("HANDING_"), .auto_deploy = false};
  static constexpr auto data = sw::data(sw::let<"key">(sw::secret<"key">));
  static constexpr auto& operations = handed_out;
};
struct handing_2 : sw::machine<"handing-2"> {
  static constexpr auto settings = handing_1::settings;
  static constexpr auto data = handing_1::data;
  static constexpr auto& operations = handed_out;
};
struct careless : sw::machine<"careless"> {
  static constexpr auto settings = handing_1::settings;
  static constexpr auto operations =
      sw::role(sw::dynamic<"Hand it out">(sw::reads(fact::os.id), [](sw::dynamic_context& context) {
        context.add(
            "Write it",
            sw::files::file("/srv/handed-out").from_template("{{key}}\n", sw::let<"key">(sw::secret<"other">)).mode("0600"));
      }));
};

struct site : sw::layout<"decisions", decided_1, decided_2, handing_1, handing_2, careless> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
