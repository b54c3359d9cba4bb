#include <slipway/plan/host_scope.hpp>

#include <slipway/model/filled_text.hpp>

#include <slipway/facts/system.hpp>
#include <slipway/model/filled_text.hpp>

#include "catch.hpp"

using namespace slipway;

TEST_CASE("host_scope: values as texts have them") {
  const std::map<std::string, std::string> facts{{"hostname", "web-1"}};
  const plan::source_table sources{{"site.conf", {3, "abc"}}};
  const std::array data{let<"who">("them")};
  const plan::host_scope scope(data, sources, &facts);
  CHECK(scope.knows_facts);
  CHECK(scope.value(let<"a">("text")) == "text");
  CHECK(scope.value(let<"a">(-3)) == "-3");
  CHECK(scope.value(let<"a">(true)) == "true");
  CHECK(scope.value(let<"a">(false)) == "false");
  CHECK(scope.value(let<"a">(fact::hostname)) == "web-1");
  CHECK_THROWS_WITH(scope.value(let<"it">(fact::kernel)), "the host does not know the fact kernel, which fills {{it}}");
  CHECK(scope.source("site.conf").size == 3);
  CHECK_THROWS(scope.source("other.conf"));
}

TEST_CASE("host_scope: an operation's own lets come before the machine's data") {
  const plan::source_table sources;
  const std::array data{let<"who">("them"), let<"what">("it")};
  const std::array own{let<"who">("us")};
  row operation;
  operation.lets = own;
  const plan::host_scope scope(data, sources, nullptr);
  CHECK_FALSE(scope.knows_facts);
  CHECK(fill("{{who}} {{what}}", scope) == "them it");
  CHECK(fill("{{who}} {{what}}", scope.with(operation)) == "us it");
  CHECK_THROWS(scope.value(let<"it">(fact::kernel)));
}
