#include <slipway/plan/text_problems.hpp>

#include <slipway/model/let.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
constexpr std::array<int, 1> ports{80};

std::vector<std::string> problems(std::string_view text) {
  const std::array own{let<"domain">("a")};
  const std::array data{let<"ports">(ports), let<"owner">("b")};
  row r{};
  r.name = "Write the site";
  r.text = "site.conf.in";
  r.lets = own;
  deployable host{};
  host.prefix = "Machine";
  host.name = "web";
  host.data = data;
  return plan::text_problems(host, r, text);
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("text_problems: with the line and column of each") {
  CHECK(problems("{{domain}} {{owner}}{{#each ports}}{{this}}{{/each}}") == lines{});
  CHECK(
      problems("a\nb {{domian}}\n{{zzzzzzzz}}") ==
      lines{"site.conf.in:2:3: nothing fills {{domian}} in the text of 'Write the site' on Machine:web; did you mean {{domain}}?",
            "site.conf.in:3:1: nothing fills {{zzzzzzzz}} in the text of 'Write the site' on Machine:web"});
  CHECK(problems("{{ports}}\n{{#each owner}}{{/each}}") ==
        lines{"site.conf.in:1:1: {{ports}} in the text of 'Write the site' on Machine:web is more than one value; use {{#each}}, "
              "or name a member",
              "site.conf.in:2:1: {{#each owner}} in the text of 'Write the site' on Machine:web needs a list"});
  CHECK(problems("x\n  {{#if owner}}\n") ==
        lines{"site.conf.in:2:3: this block is not closed; end it with {{/if}} or {{/each}}"});
  CHECK(problems("{{owner") ==
        lines{"site.conf.in:1:1: a hole is opened here and not closed; end it with }}, or write \\{{ for two braces"});
}

TEST_CASE("text_problems: a secret in a file that others may read") {
  const std::array own{let<"token">(secret<"api/token">)};
  row r{};
  r.name = "Write the site";
  r.text = "site.conf.in";
  r.lets = own;
  deployable host{};
  CHECK(plan::text_problems(host, r, "{{token}}").empty());
  r.exposes_text = true;
  CHECK(plan::text_problems(host, r, "a\n  {{token}}") ==
        lines{"site.conf.in:2:3: 'Write the site' puts the secret 'api/token' where others may read it; give the file a mode whose "
              "last digit is 0"});
}
