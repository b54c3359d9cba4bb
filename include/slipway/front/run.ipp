#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <map>

#include <slipway/facts/os.hpp>
#include <slipway/fleet/deployment.hpp>
#include <slipway/fleet/sources.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/fact_request.hpp>
#include <slipway/front/fact_words.hpp>
#include <slipway/front/json.hpp>
#include <slipway/front/live_view.hpp>
#include <slipway/front/people.hpp>
#include <slipway/front/plan_file.hpp>
#include <slipway/front/preflight.hpp>
#include <slipway/front/policies.hpp>
#include <slipway/front/run.hpp>
#include <slipway/front/select.hpp>

namespace slipway::front {
namespace detail {

inline std::string make_run_id() {
  std::array<char, 32> text{};
  const auto now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &utc);
  return std::string(text.data()) + "-" + fleet::make_nonce().substr(0, 6);
}

/// Where lines go: those for people to standard output, or to standard error where JSON takes the former.
class printer {
 public:
  explicit printer(const request& r)
      : json_(r.json), live_(r.what == command::plan || r.what == command::apply || r.what == command::facts) {
    words_.colored = wants_color(r.color, r.json ? STDERR_FILENO : STDOUT_FILENO);
    words_.everything = r.verbosity > 0;
    words_.diff = r.diff;
  }
  void say(const std::string& line) {
    live_.clear();
    fmt::print(json_ ? stderr : stdout, "{}\n", line);
    std::fflush(json_ ? stderr : stdout);
  }
  void say(const std::vector<std::string>& lines) {
    for (const auto& line : lines) say(line);
  }
  void emit(const boost::json::object& document) {
    if (!json_) return;
    live_.clear();
    fmt::print(stdout, "{}\n", boost::json::serialize(document));
    std::fflush(stdout);
  }
  [[nodiscard]] const wording& words() const { return words_; }
  [[nodiscard]] live_view& live() { return live_; }
  [[nodiscard]] bool is_json() const { return json_; }

 private:
  bool json_;
  wording words_;
  live_view live_;
};

class runner {
 public:
  runner(const program& p, request r) : program_(p), request_(std::move(r)), print_(request_) {}

  int run() {
    if (request_.what == command::list)
      return list(select(program_, request_.which, [this](std::size_t i) { return answer_of_policy(program_.deployables[i]); }));
    if (request_.what == command::graph) return graph();
    if (request_.what == command::facts) return facts();
    with_ = provide(program_, request_);
    if (with_.reviewed) request_.fleet.plan_again = false;
    return deploy();
  }

 private:
  int list(const selection_result& chosen) {
    if (!chosen.problem.empty()) throw usage_error(chosen.problem);
    for (const auto& c : chosen.choices) {
      print_.emit(json_of(program_, c));
      if (!print_.is_json()) print_.say(fmt::format("{} {:<36} {}", c.selected ? '*' : ' ', full_name(*c.host), c.reason));
    }
    return 0;
  }

  int graph() {
    if (request_.drawing.layout != svg_layout::automatic && request_.drawing.format != graph_format::svg)
      throw usage_error("--layout says who lays out an SVG; use it with --format svg");
    const auto selected = selected_of(program_, request_);
    auto words = print_.words();
    words.colored = wants_color(request_.color, request_.drawing.out.empty() ? STDOUT_FILENO : -1);
    const auto drawn = draw(plan::make_graph(program_, selected), request_.drawing, words);
    if (request_.drawing.out.empty()) fmt::print(stdout, "{}", drawn);
    else write_drawing(request_.drawing.out, drawn);
    return 0;
  }

  fleet::session_context make_context() {
    fleet::session_context context{with_.known, with_.sources};
    context.run_id = make_run_id();
    context.once = plan::once_of(with_.selected);
    const auto says_platform = [](const deployable* host) { return !host->settings->platform.id.empty(); };
    if (std::ranges::any_of(with_.selected, says_platform)) context.facts.push_back({&facts::os()});
    if (request_.diff) context.differing = plan::contents::sent;
    if (request_.what == command::apply) context.then = fleet::after_plan::wait_for_change;
    context.ask = [this](const std::string& question) { return ask_once(question); };
    if (const char* password = std::getenv("SLIPWAY_SUDO_PASSWORD")) context.sudo_password = password;
    context.moved = [this](const fleet::session& s, plan::event e) { show(s, e); };
    return context;
  }

  std::string ask_once(const std::string& question) {
    const auto known = answers_.find(question);
    if (known != answers_.end()) return known->second;
    print_.live().pause();
    answers_[question] = has_operator() ? ask_secret(question) : std::string();
    print_.live().resume();
    return answers_[question];
  }

  int facts() {
    if (request_.lists_facts) {
      print_.say(fact_catalogue_lines());
      return 0;
    }
    const auto asked = read_fact_request(program_, request_.which.include,
                                         request_.all_facts ? facts_without_words::all : facts_without_words::scalars);
    if (!asked.problem.empty()) throw usage_error(asked.problem);
    request_.which.include = asked.patterns;
    with_ = provide(program_, request_);
    static constexpr static_plan nothing{};
    auto bare = std::vector<deployable>();
    for (const auto* host : with_.selected) bare.push_back(*host);
    for (auto& host : bare) host.plan = &nothing;
    std::vector<const deployable*> hosts;
    for (auto& host : bare) hosts.push_back(&host);
    auto context = make_context();
    for (auto& family : plan::ask_for(asked.facts))
      if (std::ranges::find(context.facts, family.family, &plan::asked_facts::family) == context.facts.end())
        context.facts.push_back(std::move(family));
    fleet::deployment fleet(io_, program_.deployables, hosts, context, request_.fleet, {});
    drive(fleet);
    for (const auto& s : fleet.sessions()) show_facts(s, asked.facts);
    return exit_status(fleet);
  }

  void show_facts(const fleet::session& s, std::span<const fact_reference> asked) {
    if (s.outcome().how != fleet::ending::succeeded) return print_.say(describe_result(s, print_.words()));
    for (const auto& line : json_of_facts(full_name(s.host()), asked, s.answered().facts)) print_.emit(line);
    if (!print_.is_json()) print_.say(fact_lines(s.host().name, asked, s.answered().facts));
  }

  int deploy() {
    auto context = make_context();
    run_id_ = context.run_id;
    fleet::deployment fleet(io_, program_.deployables, with_.selected, context, request_.fleet,
                            [this](auto planned, const auto& pump) { return approve(planned, pump); });
    drive(fleet);
    if (request_.what == command::plan) show_plans(fleet);
    for (const auto& s : fleet.sessions()) show_result(s);
    summarize(fleet);
    return exit_status(fleet);
  }

  /// Runs with the view on, and with signals: the first lets running steps finish, the second leaves at once.
  void drive(fleet::deployment& fleet) {
    fleet_ = &fleet;
    print_.live().watch(fleet.sessions());
    boost::asio::signal_set signals(io_, SIGINT, SIGTERM, SIGHUP);
    std::function<void(const boost::system::error_code&, int)> on_signal = [&](const boost::system::error_code& e, int) {
      if (e) return;
      if (fleet.interrupted()) leave_at_once(fleet);
      print_.say("stopping: running steps finish, no other is begun; once more leaves at once");
      fleet.interrupt();
      signals.async_wait(on_signal);
    };
    signals.async_wait(on_signal);
    boost::asio::steady_timer redraw(io_);
    std::function<void(const boost::system::error_code&)> on_redraw = [&](const boost::system::error_code& e) {
      if (e) return;
      print_.live().refresh();
      redraw.expires_after(std::chrono::milliseconds(200));
      redraw.async_wait(on_redraw);
    };
    if (print_.live().is_shown()) on_redraw({});
    fleet.run();
    print_.live().clear();
  }

  [[noreturn]] void leave_at_once(fleet::deployment& fleet) {
    for (const auto& s : fleet.sessions()) {
      const auto step = s.running_step();
      if (s.has_ended()) print_.say(describe_result(s, print_.words()));
      else if (s.at() == fleet::stage::changing)
        print_.say(fmt::format("{}  {}{}; plan again to see what is left", s.host().name,
                               s.told_to_stop() ? "was told to stop" : "could not be told to stop yet and goes on by itself",
                               step ? " after '" + std::string(s.planned()->steps[*step].operation->name) + "'" : ""));
      else print_.say(fmt::format("{}  nothing was changed", s.host().name));
    }
    // unwinding would wait for connections
    std::fflush(nullptr);
    std::_Exit(1);
  }

  bool approve(std::span<fleet::session* const> planned, const std::function<void()>& pump) {
    bool something = false;
    for (auto* s : planned) {
      if (!s->differences().empty())
        print_.say(std::string(s->host().name) + "  the host has changed since the plan; planned again");
      show_plan(*s);
      if (const auto differs = with_.reviewed ? difference(*with_.reviewed, *s->planned()) : std::nullopt)
        s->end({fleet::ending::failed,
                "the plan is not the reviewed one: " + *differs,
                "review a new plan; nothing was changed",
                {}});
      else something = something || !s->planned()->is_empty();
    }
    if (!something || request_.yes) return true;
    print_.live().pause();
    const bool yes = confirm("Carry this out?", pump, [this] { return fleet_->interrupted(); });
    print_.live().resume();
    return yes;
  }

  void show_plans(const fleet::deployment& fleet) {
    std::vector<const fleet::session*> planned;
    for (const auto& s : fleet.sessions())
      if (s.planned() && s.outcome().how == fleet::ending::succeeded) planned.push_back(&s);
    for (const auto* s : planned) show_plan(*s);
    if (!request_.plan_out.empty()) write_plan_file(request_.plan_out, program_.layout, planned);
  }

  void show_plan(const fleet::session& s) {
    const auto& p = *s.planned();
    for (const auto& step : p.steps) print_.emit(json_of(p, step));
    print_.emit(json_summary(p));
    print_.say(describe_plan(s, print_.words()));
    if (request_.script && !p.is_empty())
      print_.say(plan::change_script(p, s.scope(), run_id_, fleet::controller_name(), &fleet::read_file).script);
  }

  // plain lines as things happen; the view shows the rest
  void show(const fleet::session& s, plan::event e) {
    if (e.what == plan::event::kind::ended && s.log()->steps[e.step].what != plan::outcome::kept)
      print_.say(describe_outcome(s, e.step, print_.words()));
    print_.live().refresh();
  }

  void show_result(const fleet::session& s) {
    if (request_.what == command::plan && s.outcome().how == fleet::ending::succeeded) return;
    if (s.log() && s.planned())
      for (const auto& step : s.planned()->steps) print_.emit(json_outcome(s, step.index));
    print_.emit(json_result(s));
    print_.say(describe_result(s, print_.words()));
  }

  void summarize(const fleet::deployment& fleet) {
    if (request_.what != command::apply) return;
    const auto count = [&](fleet::ending how) {
      return std::ranges::count_if(fleet.sessions(), [&](const fleet::session& s) { return s.outcome().how == how; });
    };
    const auto status = exit_status(fleet);
    print_.emit({{"result", fleet.interrupted() ? "interrupted"
                            : status == 0       ? "succeeded"
                                                : "failed"},
                 {"succeeded", count(fleet::ending::succeeded)},
                 {"failed", count(fleet::ending::failed)},
                 {"dependency_failed", count(fleet::ending::dependency_failed)},
                 {"not_found", 0},
                 {"ignored", count(fleet::ending::ignored)},
                 {"interrupted", count(fleet::ending::interrupted)},
                 {"run", run_id_}});
    if (fleet.declined()) print_.say("nothing was done");
  }

  int exit_status(const fleet::deployment& fleet) const {
    bool pending = false;
    for (const auto& s : fleet.sessions()) {
      const auto how = s.outcome().how;
      if (how == fleet::ending::failed || how == fleet::ending::dependency_failed || how == fleet::ending::interrupted) return 1;
      pending = pending || (s.planned() && !s.planned()->is_empty());
    }
    return request_.what == command::plan && request_.detailed_exit_code && pending ? 3 : 0;
  }

  const program& program_;
  request request_;
  printer print_;
  boost::asio::io_context io_{1};
  provisions with_;
  std::map<std::string, std::string> answers_;
  std::string run_id_;
  fleet::deployment* fleet_ = nullptr;
};

}  // namespace detail

SLIPWAY_DECL int run(const program& p, int argc, const char* const* argv) {
  auto parsed = parse_command_line(p.layout, argc, argv);
  if (!parsed.asked) return parsed.status;
  try {
    return detail::runner(p, std::move(*parsed.asked)).run();
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}: {}\n", std::string_view(argv[0]).substr(std::string_view(argv[0]).rfind('/') + 1), e.what());
    return 2;
  }
}

}  // namespace slipway::front
