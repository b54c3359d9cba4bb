#include <slipway/core/secret_text.hpp>

#include <string>

#include "catch.hpp"

using slipway::secret_text;

TEST_CASE("secret_text: holds any bytes, and grows, moves and shrinks with them") {
  secret_text t("a");
  std::string expected = "a";
  for (int i = 0; i != 300; ++i) {
    const std::string piece{static_cast<char>(i), '\0', 'x'};
    t += piece;
    expected += piece;
  }
  CHECK(t.view() == expected);
  secret_text moved = std::move(t);
  CHECK(moved.view() == expected);
  moved.truncate(5000);
  CHECK(moved.size() == expected.size());
  moved.truncate(3);
  CHECK(moved.view() == expected.substr(0, 3));
  moved += "";
  t = std::move(moved);
  CHECK(t.size() == 3);
  CHECK(secret_text().empty());
  CHECK(secret_text("").view().empty());
}

TEST_CASE("secret_text: what is cut off, and what is wiped, is overwritten where it stood") {
  secret_text t("0123456789");
  const char* bytes = t.view().data();
  t.truncate(2);
  CHECK(std::string(bytes, 10) == "01" + std::string(8, '\0'));
  char memory[] = "secret";
  slipway::wipe(memory, 6);
  CHECK(std::string(memory, 6) == std::string(6, '\0'));
}
