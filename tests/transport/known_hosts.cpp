#include <slipway/transport/known_hosts.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/transport/channel.hpp>
#include <slipway/transport/ssh_wire.hpp>

#include "catch.hpp"

using namespace slipway::transport;

namespace {

const std::string key_a = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDFaSU3j1Ztw+nl4biRPpuexfNZMLewjwUMxwmlq1CUH";
const std::string key_b = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDktckFVmRXwYJltnzOgcheqRoWXm1YnNBeLbmL996fo";
const std::string key_e =
    "ecdsa-sha2-nistp256 "
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBCEGtCUHFxo8Nz1HzjQgoW2Qw2h5pt4Akt"
    "FSrGpytP6cBtyMaJoz2q7zIKoZZOBbN5KNwflHebRi2tlzSa5V2TI=";

std::string blob(const std::string& line) { return from_base64(line.substr(line.find(' ') + 1)).value(); }

trust_verdict verdict(std::string_view text, std::string_view address, unsigned port, const std::string& key) {
  known_hosts known(address, port);
  known.add(text, "file");
  return known.check(blob(key));
}

std::string content(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct scratch_folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("slipway-known-hosts-" + std::to_string(::getpid()));
  scratch_folder() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directory(path);
  }
  ~scratch_folder() { std::filesystem::remove_all(path); }
};

unsigned mode(const std::filesystem::path& file) {
  struct stat found{};
  ::stat(file.c_str(), &found);
  return found.st_mode & 0777u;
}

}  // namespace

TEST_CASE("known_hosts: which lines speak for a host") {
  struct example {
    std::string names;
    std::string address;
    unsigned port;
    trust answer;
  };
  const auto e = GENERATE(values<example>({
      {"web-1", "web-1", 22, trust::known},
      {"web-1", "web-2", 22, trust::unknown},
      {"WEB-1", "Web-1", 22, trust::known},  // names have no case
      {"h1,10.77.1.1", "10.77.1.1", 22, trust::known},
      {"fe80::1", "fe80::1", 22, trust::known},
      {"*.example.com", "web.example.com", 22, trust::known},
      {"web-?", "web-1", 22, trust::known},
      {"*.example.com,!db.example.com", "web.example.com", 22, trust::known},
      {"*.example.com,!db.example.com", "db.example.com", 22, trust::unknown},
      {"!db.example.com,*.example.com", "db.example.com", 22, trust::unknown},
      {"[web-1]:2222", "web-1", 2222, trust::known},
      {"[web-1]:2222", "web-1", 22, trust::unknown},
      {"[web-1]:2222", "web-1", 2223, trust::unknown},
      {"web-1", "web-1", 2222, trust::known},  // without a port: for all of them
      {"", "web-1", 22, trust::unknown},
      {"web-1,", "web-1", 22, trust::known},
      // ssh-keygen -H
      {"|1|ueO/PqQqfJJDBwmdhQ/mnbrq4e8=|9nhIcEz0UW3Fl+78qOG99RI05VA=", "web-1", 22, trust::known},
      {"|1|ueO/PqQqfJJDBwmdhQ/mnbrq4e8=|9nhIcEz0UW3Fl+78qOG99RI05VA=", "WEB-1", 22, trust::known},
      {"|1|ueO/PqQqfJJDBwmdhQ/mnbrq4e8=|9nhIcEz0UW3Fl+78qOG99RI05VA=", "web-2", 22, trust::unknown},
      {"|1|DY70H3Wz324c4NOrYWRQW8ZvpbE=|xLE9LE0uwZMz7YoFoA16+7O6HS4=", "web-1", 2222, trust::known},
      {"|1|DY70H3Wz324c4NOrYWRQW8ZvpbE=|xLE9LE0uwZMz7YoFoA16+7O6HS4=", "web-1", 22, trust::unknown},
      {"|1|", "web-1", 22, trust::unknown},
      {"|1|AAAA", "web-1", 22, trust::unknown},
      {"|1|?|?", "web-1", 22, trust::unknown},
  }));
  INFO(e.names << " for " << e.address << " port " << e.port);
  CHECK(verdict(e.names + " " + key_a + " a comment\n", e.address, e.port, key_a).verdict == e.answer);
}

TEST_CASE("known_hosts: a key that differs from what is known") {
  const auto other_key = verdict("# mine\n\nweb-1 " + key_a + "\n", "web-1", 22, key_b);
  CHECK(other_key.verdict == trust::changed);
  CHECK(other_key.file == "file");
  CHECK(other_key.line == 3);
  CHECK(fingerprint(other_key.recorded) == "SHA256:7KDLUBjZ5sTyTEZnJSCbraDUCuEtaOyfkRuzyDHrUGg");

  // a host that could choose an unknown type of key could be anybody
  CHECK(verdict("web-1 " + key_a, "web-1", 22, key_e).verdict == trust::changed);
  // of several lines, the one with the type of the key is the news
  CHECK(verdict("web-1 " + key_e + "\nweb-1 " + key_a, "web-1", 22, key_b).line == 2);
  CHECK(verdict("web-1 " + key_a + "\nweb-1 " + key_b, "web-1", 22, key_b).verdict == trust::known);
  // what is known without a port is no news about another one
  CHECK(verdict("web-1 " + key_a, "web-1", 2222, key_b).verdict == trust::unknown);
  CHECK(verdict("[web-1]:2222 " + key_a + "\nweb-1 " + key_b, "web-1", 2222, key_b).verdict == trust::known);
}

TEST_CASE("known_hosts: marked lines") {
  CHECK(verdict("@revoked * " + key_a + "\nweb-1 " + key_a, "web-1", 22, key_a).verdict == trust::revoked);
  CHECK(verdict("web-1 " + key_a + "\n@revoked web-1 " + key_a, "web-1", 22, key_a).line == 2);
  CHECK(verdict("@revoked db-1 " + key_a, "web-1", 22, key_a).verdict == trust::unknown);
  CHECK(verdict("@revoked web-1 " + key_a, "web-1", 22, key_b).verdict == trust::unknown);
  CHECK(verdict("@cert-authority * " + key_a, "web-1", 22, key_a).verdict == trust::unknown);
  CHECK(verdict("@unheard-of * " + key_a, "web-1", 22, key_a).verdict == trust::unknown);
}

TEST_CASE("known_hosts: lines that cannot be understood are skipped, and no others") {
  const auto bad = GENERATE(values<std::string>({"web-1", "web-1 ssh-ed25519", "web-1 ssh-ed25519 %%%%", "@revoked",
                                                 "web-1 2048 35 1234567890", "web-1 ssh-rsa AAAA", "|1|x", "\t", "\xff\xfe",
                                                 "web-1 ecdsa-sha2-nistp256 AAAAC3NzaC1lZDI1NTE5AAAAIDFaSU3j1Ztw"}));
  const auto found = verdict(bad + "\n" + bad + "\r\n\tweb-1\t" + key_a + "\r\n" + bad, "web-1", 22, key_a);
  CHECK(found.verdict == trust::known);
  CHECK(found.line == 3);
}

TEST_CASE("known_hosts: the types of key to ask for") {
  known_hosts known("web-1", 2222);
  known.add("web-1 " + key_e + "\n[web-1]:2222 " + key_a + "\n[web-1]:2222 " + key_b + "\n", "one");
  known.add("@revoked web-1 " + key_a + "\ndb-1 " + key_a, "two");
  CHECK(known.types() == std::vector<std::string>{"ecdsa-sha2-nistp256", "ssh-ed25519"});
}

TEST_CASE("known_hosts: files that are missing and files that cannot be read") {
  const scratch_folder folder;
  known_hosts known("web-1", 22);
  known.read(folder.path / "missing");
  known.read(folder.path / "missing" / "known_hosts");
  CHECK(known.types().empty());
  CHECK_THROWS_AS(known.read(folder.path), error);
}

TEST_CASE("known_hosts: a new key is appended") {
  const scratch_folder folder;
  const auto file = folder.path / "ssh" / "known_hosts";
  remember_host(file, "Web-1", 22, blob(key_a));
  CHECK(mode(file.parent_path()) == 0700);
  CHECK(mode(file) == 0600);
  CHECK(content(file) == "web-1 " + key_a + "\n");
  remember_host(file, "web-1", 2222, blob(key_e));
  CHECK(content(file) == "web-1 " + key_a + "\n[web-1]:2222 " + key_e + "\n");

  // a last line without its end stays a line
  std::ofstream(file, std::ios::app) << "db-1 " << key_b;
  remember_host(file, "db-2", 22, blob(key_a));
  known_hosts known("db-1", 22);
  known.read(file);
  CHECK(known.check(blob(key_b)).verdict == trust::known);
  CHECK(content(file).ends_with("\ndb-2 " + key_a + "\n"));

  CHECK_THROWS_AS(remember_host(folder.path, "web-1", 22, blob(key_a)), error);
}
