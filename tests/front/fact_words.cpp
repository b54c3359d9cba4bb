#include <slipway/front/fact_words.hpp>

#include <boost/json/serialize.hpp>

#include <slipway/facts/file.hpp>
#include <slipway/facts/mounts.hpp>
#include <slipway/facts/security.hpp>
#include <slipway/facts/system.hpp>

#include "catch.hpp"

using namespace slipway;
using lines = std::vector<std::string>;

namespace {
const std::vector<fact_reference> asked{fact::memory.total.reference(), fact::cpu.model.reference(),
                                        fact::reboot_required.reference(), fact::mounts.reference()};
const answers found{{"memory.total", "4294967296"},
                    {"reboot_required", "true"},
                    {"mounts", "/\t/dev/vda1\text4\trw\t2048\t0\n/srv\tnas:/\tnfs\tro\t\t"}};
lines json_lines(const std::vector<fact_reference>& facts, const answers& of) {
  lines all;
  for (const auto& o : front::json_of_facts("Machine:web-1", facts, of)) all.push_back(boost::json::serialize(o));
  return all;
}
}  // namespace

TEST_CASE("fact_words: for people") {
  CHECK(front::fact_lines("web-1", asked, found) == lines{"web-1  memory.total       4.0 GiB", "web-1  reboot_required    true",
                                                          "web-1  mounts: 2",
                                                          "web-1    path  device     type  options  size     free",
                                                          "web-1    /     /dev/vda1  ext4  rw       2.0 KiB  0 bytes",
                                                          "web-1    /srv  nas:/      nfs   ro       -        -"});
  const std::vector<fact_reference> one{fact::cpu.model.reference()};
  CHECK(front::fact_lines("web-1", one, found) == lines{"web-1  the host does not know cpu.model"});
  const std::vector<fact_reference> size{fact::file("/a\nb").size.reference()};
  CHECK(front::fact_lines("web-1", size, {{fact_key(size[0]), "7"}}) == lines{"web-1  file.size:/a\\x0ab  7 bytes"});
}

TEST_CASE("fact_words: as JSON") {
  CHECK(
      json_lines(asked, found) ==
      lines{
          R"({"host":"Machine:web-1","fact":"memory.total","value":4294967296,"unit":"bytes"})",
          R"({"host":"Machine:web-1","fact":"reboot_required","value":true})",
          R"({"host":"Machine:web-1","fact":"mounts","records":[{"path":"/","device":"/dev/vda1","type":"ext4","options":"rw","size":2048,"free":0},)"
          R"({"path":"/srv","device":"nas:/","type":"nfs","options":"ro","size":null,"free":null}]})"});
  const std::vector<fact_reference> size{fact::file("/a").size.reference()};
  CHECK(json_lines(size, {{fact_key(size[0]), "7"}}) ==
        lines{R"({"host":"Machine:web-1","fact":"file.size","about":"/a","value":7,"unit":"bytes"})"});
  CHECK(json_lines(size, {}) == lines{});
}
