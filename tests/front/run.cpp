#include <slipway/front/run.hpp>

#include <unistd.h>

#include <string>
#include <vector>

#include <slipway/dsl.hpp>

#include "catch.hpp"
#include "front/recording.hpp"

namespace sw = slipway;
using sw::op;

namespace {

// plan would refuse this machine: neither its file, nor its key, nor its host is there
constexpr auto image = op<"Copy the image">(sw::files::file("/srv/image").source("/no/such/image"));
struct web : sw::machine<"web.invalid"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.identity = "/no/such/key"}};
  static constexpr auto operations = sw::role(image);
};
struct site : sw::layout<"site", web> {};

struct finished {
  int status;
  std::string out, err;
};

finished run(std::vector<const char*> words) {
  words.insert(words.begin(), "/bin/site");
  recording out(STDOUT_FILENO), err(STDERR_FILENO);
  const auto status = sw::front::run(sw::program_of<site>, static_cast<int>(words.size()), words.data());
  return {status, out.stop(), err.stop()};
}

}  // namespace

TEST_CASE("run: graph looks at nothing but the program") {
  CHECK(run({"plan"}).status == 2);
  const auto drawn = run({"graph", "web.*", "--inventory", "/no/such/inventory"});
  CHECK(drawn.status == 0);
  CHECK(drawn.out == "Machine:web.invalid\n  1  Copy the image  run.cpp:" + std::to_string(image.name.line) + "\n");
  CHECK(drawn.err.empty());
}

TEST_CASE("run: graph to a file, and what is wrong with graph") {
  const auto refuses = [](const std::vector<const char*>& words, const std::string& why) {
    const auto f = run(words);
    CHECK(f.status == 2);
    CHECK(f.out.empty());
    CHECK(f.err == why + "\n");
  };
  refuses({"graph", "web.invalit"},
          "site: no deployable of 'site' matches 'web.invalit'; did you mean 'web.invalid' or 'Machine:web.invalid'?");
  refuses({"graph", "--exclude", "*"}, "site: nothing is selected; `list` shows why");
  refuses({"graph", "--out", "/no/such/folder/plan"},
          "site: the graph cannot be written to '/no/such/folder/plan': No such file or directory");
  refuses({"graph", "--layout", "own"}, "site: --layout says who lays out an SVG; use it with --format svg");
  const auto written = run({"graph", "--json", "--out", "/dev/null"});
  CHECK(written.status == 0);
  CHECK(written.out.empty());
  CHECK(written.err.empty());
}

TEST_CASE("run: graph --json is one document on standard output") {
  const auto drawn = run({"graph", "--json"});
  CHECK(drawn.status == 0);
  CHECK(drawn.err.empty());
  CHECK(drawn.out.starts_with("{\"layout\":\"site\","));
  CHECK(drawn.out.find('\n') == drawn.out.size() - 1);
}
