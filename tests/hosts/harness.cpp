#include "hosts/harness.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>

#include <slipway/core/clean.hpp>

namespace hosts_test {
namespace {

using clock = std::chrono::steady_clock;

[[noreturn]] void execute(const words& arguments, const std::map<std::string, std::string>& environment,
                          const std::string& folder) {
  std::vector<std::string> pairs;
  for (const auto& [name, value] : environment) pairs.push_back(name + "=" + value);
  std::vector<char*> argv, envp;
  for (const auto& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  for (const auto& p : pairs) envp.push_back(const_cast<char*>(p.c_str()));
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  if (!folder.empty() && chdir(folder.c_str()) != 0) _exit(126);
  execve(argv[0], argv.data(), envp.data());
  _exit(127);
}

void close_if_open(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : value;
}

std::filesystem::path source_folder() { return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path(); }

std::string trimmed(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

words ssh(const std::string& host, const std::string& command) {
  return {"/usr/bin/ssh", "-F", testbed_file("ssh_config"), "-o", "LogLevel=ERROR", host, command};
}

std::string test_host(std::size_t i) {
  static_cast<void>(testbed_file(""));
  std::istringstream names(variable("SLIPWAY_TEST_HOSTS", "h1 h2 h3 h4 h5 h6"));
  std::string name;
  for (std::size_t k = 0; k <= i; ++k) names >> name;
  return name;
}

}  // namespace

process::process(const words& arguments, const std::map<std::string, std::string>& environment, const std::string& folder,
                 terminal kind)
    : begun_(clock::now()) {
  ::signal(SIGPIPE, SIG_IGN);
  if (kind == terminal::its_own) {
    winsize size{40, 120, 0, 0};
    id_ = forkpty(&out_, nullptr, nullptr, &size);
    if (id_ == 0) execute(arguments, environment, folder);
    if (id_ < 0) throw std::runtime_error("no terminal");
    in_ = dup(out_);
    return;
  }
  int in[2], out[2], err[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipes");
  id_ = fork();
  if (id_ == 0) {
    setsid();  // without a terminal, even where the tests have one
    dup2(in[0], 0);
    dup2(out[1], 1);
    dup2(err[1], 2);
    execute(arguments, environment, folder);
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  in_ = in[1], out_ = out[0], err_ = err[0];
}

process::process(process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      in_(std::exchange(other.in_, -1)),
      out_(std::exchange(other.out_, -1)),
      err_(std::exchange(other.err_, -1)),
      so_far_(std::move(other.so_far_)),
      begun_(other.begun_) {}

process::~process() {
  close_if_open(in_);
  close_if_open(out_);
  close_if_open(err_);
  if (id_ <= 0) return;
  kill(id_, SIGKILL);
  waitpid(id_, nullptr, 0);
}

void process::type(std::string_view typed) {
  while (!typed.empty()) {
    const auto written = ::write(in_, typed.data(), typed.size());
    if (written <= 0) return;
    typed.remove_prefix(static_cast<std::size_t>(written));
  }
}

void process::signal(int number) { kill(id_, number); }

bool process::read_some(std::chrono::milliseconds patience) {
  pollfd ready[2] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  poll(ready, 2, static_cast<int>(patience.count()));
  char piece[65536];
  const auto take = [&](int& from, short events, std::string& into) {
    if (from < 0 || events == 0) return;
    const auto size = ::read(from, piece, sizeof piece);
    if (size > 0) into.append(piece, static_cast<std::size_t>(size));
    else close_if_open(from);  // a terminal ends with EIO
  };
  take(out_, ready[0].revents, so_far_.out);
  take(err_, ready[1].revents, so_far_.err);
  return out_ >= 0 || err_ >= 0;
}

bool process::wrote(std::string_view wanted, limit within) {
  const auto until = clock::now() + within;
  for (;;) {
    if (has(so_far_.out, wanted) || has(so_far_.err, wanted)) return true;
    if (clock::now() > until || !read_some(100ms)) return has(so_far_.out, wanted) || has(so_far_.err, wanted);
  }
}

finished process::wait(limit within) {
  const auto until = begun_ + within;
  while (read_some(100ms) && clock::now() < until) {
  }
  int status = 0;
  rusage used{};
  pid_t ended = 0;
  while ((ended = wait4(id_, &status, WNOHANG, &used)) == 0 && clock::now() < until) usleep(1000);
  if (ended == 0) {
    kill(id_, SIGKILL);
    wait4(id_, &status, 0, &used);
    id_ = -1;
    FAIL("not done within " << within.count() << " s; so far:\n" << so_far_.out << so_far_.err);
  }
  id_ = -1;
  so_far_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  so_far_.seconds = std::chrono::duration<double>(clock::now() - begun_).count();
  so_far_.peak_kib = used.ru_maxrss;
  return std::move(so_far_);
}

finished run(const words& command, limit within) {
  return process(command,
                 {{"PATH", variable("PATH", "/usr/bin:/bin")},
                  {"HOME", variable("HOME", "/")},
                  {"TESTBED_DIR", std::filesystem::path(testbed_file("")).parent_path().parent_path().string()}},
                 {}, terminal::none)
      .wait(within);
}

std::string on(const std::string& host, const std::string& command) {
  const auto f = run(ssh(host, command));
  INFO(host << ": " << command << "\n" << f.out << f.err);
  REQUIRE(f.status == 0);
  return trimmed(f.out);
}

int status_on(const std::string& host, const std::string& command) { return run(ssh(host, command)).status; }

bool eventually(const std::string& host, const std::string& condition, limit within) {
  const auto until = std::chrono::steady_clock::now() + within;
  while (std::chrono::steady_clock::now() < until) {
    if (status_on(host, condition) == 0) return true;
    usleep(50'000);
  }
  return false;
}

namespace {

finished run_testbed(const words& arguments) {
  words command{(source_folder() / "tools/testbed").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

}  // namespace

void restore(const words& arguments) { static_cast<void>(run_testbed(arguments)); }

std::string testbed(const words& arguments) {
  const auto f = run_testbed(arguments);
  INFO(f.out << f.err);
  REQUIRE(f.status == 0);
  return trimmed(f.out);
}

std::string first_host() { return test_host(0); }
std::string second_host() { return test_host(1); }
std::string third_host() { return test_host(2); }
std::vector<std::string> six_hosts() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != 6; ++i) all.push_back(test_host(i));
  return all;
}

std::string address_of(const std::string& host) {
  std::istringstream hosts(read(testbed_file("hosts")));
  for (std::string name, address; hosts >> name >> address;)
    if (name == host) return address;
  throw std::runtime_error("the testbed has no host " + host + ": tools/testbed up 2");
}

std::string testbed_file(const std::string& name) {
  // never by default: tests reset hosts and cut them off, and somebody else may be working on them
  const auto folder = variable("SLIPWAY_TESTBED", "");
  if (folder.empty()) throw std::runtime_error("set SLIPWAY_TESTBED (and SLIPWAY_TEST_HOSTS): these tests reset their hosts");
  return folder + "/" + name;
}

std::string program(const std::string& name) {
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (const auto& folder : {here, here.parent_path() / "examples"})
    if (exists(folder / name)) return (folder / name).string();
  throw std::runtime_error("the program " + name + " is not built");
}

operator_of::operator_of(const std::string& program_name) : program_(program(program_name)) {
  auto pattern = (std::filesystem::temp_directory_path() / "slipway-hosts-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  folder_ = pattern;
  create_directory(folder_ / ".ssh");
  copy_file(testbed_file("id_ed25519"), folder_ / ".ssh/id_ed25519");
  permissions(folder_ / ".ssh/id_ed25519", std::filesystem::perms::owner_read);
  copy_file(testbed_file("known_hosts"), folder_ / ".ssh/known_hosts");
  environment = {{"HOME", folder_.string()}, {"PATH", "/usr/bin:/bin"}, {"TERM", "xterm"}};
}

operator_of::~operator_of() {
  // what other programs have made of the same paths is not this test's; hosts that are down keep theirs
  for (const auto& host : hosts_) {
    try {
      static_cast<void>(
          hosts_test::run(ssh(host, "rm -rf /var/lib/slipway*/manifests /home/*/.local/state/slipway/manifests"), 20s));
    } catch (...) {
      // the test has failed for its own reason
    }
  }
  std::error_code ignored;
  remove_all(folder_, ignored);
}

void operator_of::use(const std::string& program_name) { program_ = program(program_name); }

json::object& operator_of::machine(const std::string& name, const std::string& host, const std::string& user) {
  hosts_.insert(host);
  machines_[name] = json::object{{"address", address_of(host)}, {"user", user}};
  return machines_[name].as_object();
}

process operator_of::start(const words& arguments, terminal kind) {
  words command{program_};
  command.insert(command.end(), arguments.begin(), arguments.end());
  command.insert(command.end(), {"--state", file("state.json")});
  if (!machines_.empty()) {
    command.push_back("--inventory");
    command.push_back(write("inventory.json", json::serialize(json::object{{"machines", machines_}})));
  }
  return process(command, environment, folder_.string(), kind);
}

finished operator_of::run(const words& arguments, limit within) {
  auto f = start(arguments).wait(within);
  if (!is_clean(f.all())) FAIL_CHECK("control characters or invalid UTF-8 in:\n" << slipway::clean(f.all()));
  return f;
}

finished operator_of::apply(words more, limit within) {
  more.insert(more.begin(), {"apply", "--yes", "--json"});
  return run(more, within);
}

finished operator_of::plan(words more, limit within) {
  more.insert(more.begin(), {"plan", "--json"});
  return run(more, within);
}

std::string operator_of::write(const std::string& name, std::string_view bytes) const {
  std::ofstream(folder_ / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file(name);
}

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool has(std::string_view all, std::string_view part) { return all.find(part) != std::string_view::npos; }

std::vector<json::object> documents(const finished& f) {
  std::vector<json::object> all;
  std::istringstream in(f.out);
  for (std::string line; std::getline(in, line);) {
    boost::system::error_code wrong;
    auto document = json::parse(line, wrong);
    if (wrong || !document.is_object()) FAIL("not JSON: " << slipway::clean(line));
    all.push_back(std::move(document.as_object()));
  }
  return all;
}

namespace {

// the last one, where a host was planned more than once
json::object line_of(const finished& f, const std::string& machine, std::string_view operation, std::string_view key) {
  json::object found;
  for (const auto& d : documents(f))
    if (d.contains(key) && text(d, "host") == "Machine:" + machine && text(d, "operation") == operation) found = d;
  return found;
}

}  // namespace

std::string verdict(const finished& f, const std::string& machine, std::string_view operation) {
  return text(line_of(f, machine, operation, "verdict"), "verdict");
}

std::string before(const finished& f, const std::string& machine, std::string_view operation) {
  return text(line_of(f, machine, operation, "verdict"), "before");
}

std::string after(const finished& f, const std::string& machine, std::string_view operation) {
  std::string all;
  const auto line = line_of(f, machine, operation, "verdict");
  if (!line.contains("after")) return all;
  for (const auto& name : line.at("after").as_array()) all += (all.empty() ? "" : ", ") + std::string(name.as_string());
  return all;
}

std::string outcome(const finished& f, const std::string& machine, std::string_view operation) {
  return text(line_of(f, machine, operation, "outcome"), "outcome");
}

std::string all_with(const finished& f, const std::string& machine, std::string_view wanted_outcome) {
  std::string all;
  for (const auto& d : documents(f))
    if (text(d, "host") == "Machine:" + machine && text(d, "outcome") == wanted_outcome)
      all += (all.empty() ? "" : ", ") + text(d, "operation");
  return all;
}

json::object result(const finished& f, const std::string& machine) {
  json::object found;
  for (const auto& d : documents(f))
    if (d.contains("result") && text(d, "host") == "Machine:" + machine) found = d;
  return found;
}

std::string text(const json::object& o, std::string_view key) {
  return o.contains(key) && o.at(key).is_string() ? std::string(o.at(key).as_string()) : std::string();
}

std::int64_t number(const json::object& o, std::string_view key) {
  return o.contains(key) && o.at(key).is_number() ? o.at(key).to_number<std::int64_t>() : -1;
}

json::object summary(const finished& f) {
  const auto all = documents(f);
  return all.empty() ? json::object{} : all.back();
}

bool is_empty_plan(const finished& f) {
  std::size_t planned = 0;
  for (const auto& d : documents(f)) {
    if (text(d, "result") != "planned") continue;
    ++planned;
    if (number(d, "change") != 0 || number(d, "maybe") != 0) return false;
  }
  return planned != 0 && f.status == 0;
}

bool is_clean(std::string_view all) {
  std::string lines(all);
  std::erase(lines, '\n');
  return slipway::clean(lines) == lines;
}

}  // namespace hosts_test
