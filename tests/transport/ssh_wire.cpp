#include <slipway/transport/ssh_wire.hpp>

#include <string>
#include <string_view>

#include "catch.hpp"

using namespace slipway::transport;

TEST_CASE("ssh_wire: numbers and texts come back as they were written") {
  std::string message;
  put_number(message, 0xfedcba98u);
  put_text(message, "text");
  put_text(message, "");
  message += '\x07';
  wire_reader reader(message);
  CHECK(reader.number() == 0xfedcba98u);
  CHECK(reader.text() == "text");
  CHECK(reader.text() == "");
  CHECK(reader.byte() == 7);
  CHECK_FALSE(reader.byte());
}

TEST_CASE("ssh_wire: a message that is too short ends there") {
  std::string message;
  put_number(message, 5);
  message += "four";
  wire_reader reader(message);
  CHECK_FALSE(reader.text());
  CHECK_FALSE(reader.number());
  CHECK_FALSE(reader.byte());
  CHECK_FALSE(wire_reader("abc").number());
  CHECK_FALSE(wire_reader("\xff\xff\xff\xff").text());
}

TEST_CASE("ssh_wire: base64") {
  struct example {
    std::string_view bytes;
    std::string_view text;
  };
  const auto e = GENERATE(values<example>({{"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"\xfb\xff", "+/8="}}));
  CHECK(to_base64(e.bytes) == e.text);
  CHECK(from_base64(e.text) == e.bytes);
}

TEST_CASE("ssh_wire: what is no base64") {
  const auto text = GENERATE(values<std::string_view>(
      {"", "Z", "Zg", "Zg=", "Zg===", "====", "Zm9v=", "Z g=", "Zm9v\n", "Z*==", "=Zg=", "Zg==Zg==", "\xff\xff\xff\xff"}));
  INFO(text);
  CHECK_FALSE(from_base64(text));
}

TEST_CASE("ssh_wire: a key's type and fingerprint are those of ssh-keygen -l") {
  const auto key = from_base64("AAAAC3NzaC1lZDI1NTE5AAAAIDktckFVmRXwYJltnzOgcheqRoWXm1YnNBeLbmL996fo").value();
  CHECK(key_type(key) == "ssh-ed25519");
  CHECK(fingerprint(key) == "SHA256:CH5U7otlvuHpKeFtfV+i2IB2NX2MG88zMNiMki9F4/4");
  CHECK(key_type("nonsense").empty());
}
