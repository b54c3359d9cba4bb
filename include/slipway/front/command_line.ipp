#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <map>

#include <slipway/core/clean.hpp>
#include <slipway/core/suggest.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/help_text.hpp>
#include <slipway/plan/answer.hpp>

namespace slipway::front {
namespace detail {

inline constexpr command every_command[] = {command::plan,   command::apply,  command::destroy, command::adopt,
                                            command::forget, command::resume, command::history, command::unlock,
                                            command::list,   command::facts,  command::graph};

/// "10" or "30%".
inline std::optional<fleet::amount> parse_amount(std::string_view text) {
  fleet::amount a;
  if (text.ends_with('%')) {
    a.percent = true;
    text.remove_suffix(1);
  }
  a.value = plan::to_number(text, SIZE_MAX);
  if (a.value == SIZE_MAX || (a.percent && a.value > 100)) return std::nullopt;
  return a;
}

inline std::string check_amount(const std::string& text) {
  return parse_amount(text) ? std::string() : "'" + text + "' is neither a number of hosts nor a share such as 30%";
}

inline std::string check_wave(const std::string& text) {
  const auto a = parse_amount(text);
  return a && a->value > 0 ? std::string() : "'" + text + "' is neither a number of hosts above 0 nor a share such as 30%";
}

inline colors parse_color(std::string_view text) {
  return text == "always" ? colors::always : text == "never" ? colors::never : colors::automatic;
}

inline std::string check_color(const std::string& text) {
  return text == "auto" || text == "always" || text == "never" ? std::string()
                                                               : "'" + text + "' is none of auto, always and never";
}

inline std::string check_format(const std::string& text) {
  const bool known = text == "text" || text == "dot" || text == "mermaid" || text == "svg";
  return known ? std::string() : "'" + text + "' is none of text, dot, mermaid and svg";
}

inline graph_format parse_format(std::string_view text) {
  return text == "dot"       ? graph_format::dot
         : text == "mermaid" ? graph_format::mermaid
         : text == "svg"     ? graph_format::svg
                             : graph_format::text;
}

inline std::string check_layout(const std::string& text) {
  return text == "own" || text == "graphviz" ? std::string() : "'" + text + "' is neither own nor graphviz";
}

inline std::string unknown_command(const std::string& text) {
  std::vector<std::string> names;
  std::string all;
  for (const auto c : every_command) {
    all += (names.empty() ? "" : c == command::graph ? " and " : ", ") + std::string(to_text(c));
    names.emplace_back(to_text(c));
  }
  const auto near = suggest(text, names);
  return "'" + clean(text) + "' is no command; " + (near.empty() ? "there are " + all : "did you mean '" + near.front() + "'?");
}

/// What was found by its name alone is asked for its place.
inline std::string program_file(const std::string& called) {
  if (called.find('/') != std::string::npos) return called;
  std::error_code unknown;
  const auto file = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return unknown ? called : file.string();
}

/// Builds the parser around one request.
class parser {
 public:
  explicit parser(std::string_view layout) : app_("Deploys the layout '" + std::string(layout) + "'.") {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.footer(std::string(help_on_all));
    add_global();
    auto* plan = add(command::plan, "plan", "Shows what apply would do; changes nothing.");
    auto* apply = add(command::apply, "apply", "Shows the plan, asks, and carries it out.");
    auto* destroy = add(command::destroy, "destroy",
                        "Shows what would be taken back of all that the layout manages, asks, and takes it back.");
    auto* adopt =
        add(command::adopt, "adopt",
            "Writes hosts' manifests anew from what is in order: after a damage, or for a copied host; changes nothing else.");
    add(command::forget, "forget",
        "Takes what has left the layout, and is gone for good, out of the record; contacts no host, and takes nothing back.");
    auto* resume = add(command::resume, "resume", "Tells what a run did that was cut short, and completes it.");
    auto* history = add(command::history, "history", "Lists the runs that hosts remember; changes nothing.");
    auto* unlock = add(command::unlock, "unlock", "Breaks the lock of hosts; a run that holds it stops before its next step.");
    unlock->add_option("--reason", request_.reason, "Why, for those who look at the host's history")->type_name("TEXT");
    add(command::list, "list",
        "Lists the deployables and which of them are selected; with -v what they have, and from where. Contacts no host.");
    add_facts();
    add_drawing(add(command::graph, "graph", "Draws which operations wait for which; contacts no host."));
    for (auto* c : {plan, apply, destroy, resume}) add_showing(c);
    for (auto* c : {plan, apply}) {
      c->add_flag("--prune", request_.prune, "Take back what has left the program, too");
      c->add_flag("--strict-dependencies", request_.fleet.strict_dependencies,
                  "What others depend on and is not selected must be in order, not only deployed");
    }
    plan->add_option("--out", request_.plan_out, "Write the plan to this file, without secrets, for apply --plan")
        ->type_name("FILE");
    plan->add_flag("--detailed-exitcode", request_.detailed_exit_code, "Exit with 3 when there is something to change");
    apply
        ->add_option("--plan", request_.plan_in,
                     "Do what this plan says and nothing else; a host that needs anything else is left alone")
        ->type_name("FILE");
    for (auto* c : {apply, destroy, resume}) c->add_flag("-y,--yes", request_.yes, "Do not ask");
    for (auto* c : {apply, destroy, adopt, resume}) add_changing(c);
    for (auto* c : {history, unlock, app_.get_subcommand("facts")}) add_pace(c);
    for (auto* c : {plan, apply, destroy, adopt, resume}) add_fleet(c);
    for (auto* c : {apply, resume})
      c->add_flag("--allow-unhealthy", request_.allow_unhealthy, "Change hosts that are not well, too");
  }

  parsed parse(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::RequiredError& e) {
      if (app_.remaining().empty()) return {std::nullopt, app_.exit(e, std::cout, std::cerr) == 0 ? 0 : 2};
      std::cerr << unknown_command(app_.remaining().front()) << '\n';
      return {std::nullopt, 2};
    } catch (const CLI::ParseError& e) {
      const int status = app_.exit(e, std::cout, std::cerr);
      return {std::nullopt, status == 0 ? 0 : 2};
    }
    for (const auto& [what, sub] : commands_)
      if (sub->parsed()) request_.what = what;
    request_.which.include.insert(request_.which.include.end(), positional_.begin(), positional_.end());
    for (const auto& w : waves_) request_.fleet.waves.push_back(*parse_amount(w));
    request_.color = parse_color(color_);
    if (!max_failures_.empty()) request_.fleet.max_failures = parse_amount(max_failures_);
    if (timeout_ > 0) request_.fleet.timeout = std::chrono::seconds(timeout_);
    const bool destroys = request_.what == command::destroy;
    request_.fleet.apply =
        request_.what == command::apply || request_.what == command::adopt || destroys || request_.what == command::resume;
    request_.reconnect_for = std::chrono::seconds(reconnect_for_);
    request_.program = argv[0];
    // what goes with a deployable is what it needs, or, when it is destroyed, what needs it
    if (destroys) std::swap(request_.which.with_dependencies, request_.which.with_dependents);
    if (request_.state.empty()) request_.state = program_file(argv[0]) + ".state.json";
    take_drawing();
    return {std::move(request_), 0};
  }

 private:
  CLI::App* add(command what, const std::string& name, const std::string& help) {
    auto* sub = app_.add_subcommand(name, help);
    if (what == command::resume) sub->add_option("run", request_.resumes, "Its id; else the latest that was cut short");
    const std::string otherwise = what == command::destroy  ? "without any, all but what a destroy policy keeps"
                                  : what == command::unlock ? "at least one"
                                  : what == command::forget ? "at least one, of what has left the layout"
                                                            : "without any, filters and policies decide";
    sub->add_option("pattern", positional_,
                    "Only what these patterns match, such as 'web-*', 'Machine:db-1' or 'tag:eu'; " + otherwise);
    sub->footer(std::string(help_on_one));
    commands_[what] = sub;
    return sub;
  }

  void add_global() {
    app_.add_option("--include", request_.which.include, "A pattern of deployables to take")
        ->type_name("PATTERN")
        ->allow_extra_args(false);
    app_.add_option("--exclude", request_.which.exclude, "A pattern of deployables to leave alone")
        ->type_name("PATTERN")
        ->allow_extra_args(false);
    app_.add_option("--select", request_.which.selections, "A selection of the program's own")
        ->type_name("NAME")
        ->allow_extra_args(false);
    app_.add_flag("--with-dependencies", request_.which.with_dependencies,
                  "Take what the selected depend on, too; destroy takes what depends on them");
    app_.add_option("--inventory", request_.inventory,
                    "JSON file with addresses of machines; it goes before what the program says")
        ->type_name("FILE");
    app_.add_option("--state", request_.state, "The record of what was deployed from here; else PROGRAM.state.json")
        ->type_name("FILE");
    app_.add_flag("--json", request_.json, "JSON lines on standard output, everything for people on standard error");
    app_.add_flag("-v,--verbose", request_.verbosity, "Show what stays as it is, too; with list, what is inherited");
    app_.add_option("--color", color_, "auto, always or never")->check(check_color)->type_name("WHEN");
  }

  void add_showing(CLI::App* sub) {
    sub->add_flag("--diff", request_.diff, "Show what would change in files");
    sub->add_flag("--script", request_.script, "Print the very script that would run on each host");
  }

  void add_changing(CLI::App* sub) {
    sub->add_option("--lock-timeout", request_.lock_timeout,
                    "Seconds to wait for another run on a host to end; 0: give up at once")
        ->check(CLI::Range(0, 1000000))
        ->type_name("S");
    sub->add_option("--reconnect-for", reconnect_for_, "Seconds to try again when a connection is lost while a host is changed")
        ->check(CLI::Range(0, 1000000))
        ->type_name("S")
        ->capture_default_str();
  }

  void add_facts() {
    auto* sub = app_.add_subcommand("facts", "Prints what hosts say of themselves; changes nothing.");
    sub->add_option(
           "word", positional_,
           "Facts, and patterns of deployables: 'memory', 'os.id', 'mounts', 'packages:nginx', 'file:/etc/motd', 'web-*'. A "
           "word that names facts is no pattern; a machine of such a name is 'Machine:os'")
        ->type_name("NAME|PATTERN");
    sub->add_flag("--list", request_.lists_facts, "Show every fact with its type and unit; contacts no host");
    sub->add_flag("--all", request_.all_facts, "Every fact that is not asked about something, lists too");
    sub->footer(std::string(help_on_one));
    commands_[command::facts] = sub;
  }

  void add_drawing(CLI::App* sub) {
    sub->add_option("--format", format_, "text, dot, mermaid or svg")
        ->check(check_format)
        ->excludes(app_.get_option("--json"))
        ->type_name("FORMAT");
    sub->add_option("--layout", layout_, "Who lays an SVG out: own or graphviz; else graphviz where it is installed")
        ->check(check_layout)
        ->type_name("WHO");
    sub->add_option("--out", request_.drawing.out, "Write the drawing to this file")->type_name("FILE");
  }

  void take_drawing() {
    auto& d = request_.drawing;
    d.format = request_.json ? graph_format::json : parse_format(format_);
    if (!layout_.empty()) d.layout = layout_ == "own" ? svg_layout::own : svg_layout::graphviz;
  }

  void add_pace(CLI::App* sub) {
    sub->add_option("--parallel", request_.fleet.parallel, "Most hosts at the same time")
        ->check(CLI::Range(1, 10000))
        ->type_name("N");
    sub->add_option("--timeout", timeout_, "Seconds that each host has to be planned, and again to be changed")
        ->check(CLI::Range(1, 1000000))
        ->type_name("S");
  }

  void add_fleet(CLI::App* sub) {
    add_pace(sub);
    sub->add_option("--serial", waves_,
                    "Sizes of waves, such as 1,10%,100%; the last repeats. The next begins when all of the last are well")
        ->delimiter(',')
        ->check(check_wave)
        ->type_name("N|P%");
    sub->add_option("--canary", request_.fleet.canaries,
                    "These come first, before all waves, with what they depend on; so do those whose settings say canary")
        ->type_name("PATTERN");
    sub->add_option("--max-failures", max_failures_,
                    "Begin no other host once so many of a wave have failed; without it, waves end with the first that failed")
        ->check(check_amount)
        ->type_name("N|P%");
    sub->add_flag("--rollback-succeeded", request_.fleet.rollback_succeeded,
                  "Where a host of a wave fails, put back what guards have changed on those of it that succeeded");
  }

  CLI::App app_;
  request request_;
  std::map<command, CLI::App*> commands_;
  std::vector<std::string> positional_, waves_;
  std::string max_failures_, color_ = "auto", format_ = "text", layout_;
  long timeout_ = 0, reconnect_for_ = 300;
};

}  // namespace detail

SLIPWAY_DECL std::string_view to_text(command c) {
  switch (c) {
    case command::plan: return "plan";
    case command::apply: return "apply";
    case command::destroy: return "destroy";
    case command::adopt: return "adopt";
    case command::forget: return "forget";
    case command::resume: return "resume";
    case command::history: return "history";
    case command::unlock: return "unlock";
    case command::list: return "list";
    case command::facts: return "facts";
    case command::graph: break;
  }
  return "graph";
}

SLIPWAY_DECL parsed parse_command_line(std::string_view layout, int argc, const char* const* argv) {
  return detail::parser(layout).parse(argc, argv);
}

}  // namespace slipway::front
