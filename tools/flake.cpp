// slipway-flake: deploys one flake to hosts that its command line names; `slipway flake` reads that from a person and starts it.
#include <slipway/slipway.hpp>

#include <deque>
#include <iterator>
#include <string>
#include <vector>

namespace sw = slipway;
using namespace std::chrono_literals;

namespace {

/// What every destination is given; its flake and its configuration are filled in below.
struct one_host : sw::machine<"host"> {
  static constexpr auto operations = sw::guarded<"system">(sw::role(sw::op<"Switch the system">(sw::nix::system("flake"))),
                                                           sw::apply_within(1h), sw::confirm_within(60s));
};
struct flakes : sw::layout<"flakes", one_host> {
  static constexpr auto settings = sw::settings{.health = sw::health(sw::systemd_running)};
};

/// A machine that the compiler did not know: it is what `one_host` is, of another name, connection and flake.
class destination {
 public:
  /// NAME ADDRESS USER PORT CONFIGURATION; the last may be empty: the host's own name.
  destination(const char* folder, const char* const* words)
      : settings_(*model().settings),
        system_(sw::nix::system(folder)),
        rows_(model().plan->rows.begin(), model().plan->rows.end()) {
    const std::string_view user = words[2], configuration = words[4];
    if (!configuration.empty()) system_ = system_.configuration(configuration);
    settings_.connection = sw::ssh{.address = words[1],
                                   .user = user,
                                   .port = static_cast<unsigned>(std::stoul(words[3])),
                                   .become = user == "root" ? sw::become::nobody : sw::sudo};
    for (auto& r : rows_) {
      r.payload = &system_;
      r.source = folder;
      r.wanted = r.value = system_.value();
    }
    plan_ = *model().plan;
    plan_.rows = rows_;
    made_ = model();
    made_.name = words[0];
    made_.plan = &plan_;
    made_.settings = &settings_;
  }
  destination(const destination&) = delete;
  destination& operator=(const destination&) = delete;

  [[nodiscard]] const sw::deployable& made() const { return made_; }

 private:
  static const sw::deployable& model() { return sw::program_of<flakes>.deployables[0]; }

  sw::settings settings_;
  sw::resources::nix_system system_;
  std::vector<sw::row> rows_;
  sw::static_plan plan_;
  sw::deployable made_;
};

constexpr std::ptrdiff_t words_of_each = 5;

}  // namespace

static_assert(sw::check<flakes>);

/// slipway-flake FOLDER (NAME ADDRESS USER PORT CONFIGURATION)... -- COMMAND OPTION...
int main(int argc, char** argv) {
  const auto* const* const end = argv + argc;
  const auto* const* word = argv + 2;
  std::deque<destination> all;
  for (; end - word > words_of_each && std::string_view(*word) != "--"; word += words_of_each) all.emplace_back(argv[1], word);
  if (all.empty() || word == end || std::string_view(*word) != "--") {
    std::fputs("slipway-flake is started by `slipway flake DIR DESTINATION...`\n", stderr);
    return 2;
  }
  std::vector<sw::deployable> deployables;
  for (const auto& one : all) deployables.push_back(one.made());
  const sw::program program{"flakes", deployables, {}, sw::program_of<flakes>.settings};
  std::vector<const char*> arguments{argv[0]};
  arguments.insert(arguments.end(), word + 1, end);
  return sw::front::run(program, static_cast<int>(arguments.size()), arguments.data());
}
