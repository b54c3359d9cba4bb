#include <slipway/facts/certificate.hpp>

#include "catch.hpp"
#include "gather.hpp"

using namespace facts_test;

// OpenSSL 1.1 and 3 write them differently
TEST_CASE("certificate: recorded") {
  recorded_host host;
  host.program(
      "openssl",
      "subject=CN=www.example.com,O=Ex Ample\nissuer= CN=R3,O=Let's Encrypt\nserial=2AEFF8\nnotBefore=Nov 25 22:27:51 2026 GMT\n"
      "notAfter=Feb  9 08:09:07 2032 GMT\nSHA256 Fingerprint=8F:0C:A7\nX509v3 Subject Alternative Name: \n"
      "    DNS:www.example.com, DNS:example.com, IP Address:10.0.0.1\n");
  host.program("date", "1795645671\n");
  const shells::scratch folder;
  shells::write_file(folder / "pem", "");
  with_each_shell([&](const auto& shell) {
    CHECK(host.gather(slipway::facts::certificate(), shell, " K " + folder / "pem" + " ,x, L /none ,x,") ==
          values{{"certificate.subject@K", "CN=www.example.com,O=Ex Ample"},
                 {"certificate.issuer@K", "CN=R3,O=Let's Encrypt"},
                 {"certificate.serial@K", "2AEFF8"},
                 {"certificate.starts@K", "1795645671"},
                 {"certificate.expires@K", "1959926947"},
                 {"certificate.remaining@K", "164281276"},
                 {"certificate.sha256@K", "8F0CA7"},
                 {"certificate.names@K", "www.example.com example.com 10.0.0.1"}});
  });
}
