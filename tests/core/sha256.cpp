#include <slipway/core/sha256.hpp>

#include "catch.hpp"

using slipway::sha256, slipway::sha256_stream;

// FIPS 180-4's examples
TEST_CASE("sha256: known digests") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string_view("\0", 1)) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST_CASE("sha256: pieces are the same as the whole") {
  sha256_stream stream;
  for (int i = 0; i != 1000; ++i) stream.add(std::string(1000, 'a'));
  CHECK(stream.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  sha256_stream empty;
  empty.add("");
  CHECK(empty.finish() == sha256(""));
}
