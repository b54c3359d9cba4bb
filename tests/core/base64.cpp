#include <slipway/core/base64.hpp>

#include "catch.hpp"
#include "shells.hpp"

using slipway::base64_decode;

// RFC 4648, section 10
TEST_CASE("base64: known texts") {
  CHECK(base64_decode("") == "");
  CHECK(base64_decode("Zg==") == "f");
  CHECK(base64_decode("Zm8=") == "fo");
  CHECK(base64_decode("Zm9v\n") == "foo");
  CHECK(base64_decode("Zm9v\nYmFy\n") == "foobar");
}

TEST_CASE("base64: what is none decodes to nothing") {
  CHECK(base64_decode("Zm9") == "");
  CHECK(base64_decode("Zm9v!mFy") == "");
  CHECK(base64_decode("Zg==Zg==") == "");
}

TEST_CASE("base64: what base64(1) of each kind writes") {
  std::string bytes;
  for (int i = 0; i != 5000; ++i) bytes += static_cast<char>(i * 7 % 256);
  const shells::scratch folder;
  shells::write_file(folder / "bytes", bytes);
  for (const shells::command& command : {shells::command{"base64", folder / "bytes"}, {"busybox", "base64", folder / "bytes"}}) {
    shells::process encode(command);
    CHECK(base64_decode(encode.read_all()) == bytes);
  }
}
