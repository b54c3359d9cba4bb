// Secrets from each source, in files of every kind.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::let, sw::op, sw::when;

constexpr auto folder = op<"Make the folder">(sw::files::directory("/srv/secrets").mode("0755"));

constexpr auto conf = op<"Configure the application">(sw::files::file("/srv/secrets/app.conf")
                                                          .from_template("host = {{host}}\npassword = {{password}}\n",
                                                                         let<"host">(sw::fact::hostname),
                                                                         let<"password">(sw::secret<"db_password">))
                                                          .mode("0600"));

constexpr auto signing_key = op<"Write the key">(sw::files::file("/srv/secrets/key").from_template("{{key}}").mode("0640"));

// long enough to be looked at
constexpr auto wait = op<"Take some time">(sw::server::shell("echo begun >/srv/secrets/begun; "
                                                             "until [ -e /srv/secrets/go ]; do sleep 0.1; done")
                                               .affects("/srv/secrets/begun"),
                                           when(changed(conf)));

constexpr auto fail = op<"Fail with what it knows">(
    sw::server::shell("ls /srv/secrets; exit 1").unless("test ! -e /srv/secrets/broken").affects_nothing_else());

inline constexpr auto application = sw::role(folder, conf, wait, signing_key, fail);

struct environment : sw::machine<"environment"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_environment("APP_")};
  static constexpr auto& operations = application;
};
struct files : sw::machine<"files"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_files("~/secrets/{{name}}")};
  static constexpr auto& operations = application;
};
struct command : sw::machine<"command"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_command("cat \"$HOME/secrets/{{name}}\"")};
  static constexpr auto& operations = application;
};
struct prompt : sw::machine<"prompt"> {
  static constexpr auto settings = sw::settings{.secrets = sw::secrets_from_prompt()};
  static constexpr auto& operations = application;
};

// without root
struct alone : sw::machine<"alone"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{}, .secrets = sw::secrets_from_files("~/secrets/{{name}}")};
  static constexpr auto operations =
      sw::role(op<"Keep it">(sw::files::file("/home/deploy/secret").from_template("{{key}}").mode("0600")),
               op<"Say where it is">(
                   sw::server::shell("ls -ld /run/user/*/slipway/* /dev/shm/slipway-*/* >/home/deploy/where 2>/dev/null; :")
                       .affects("/home/deploy/where")));
};

bool has_password(sw::context& context) { return context.has_secret("db_password"); }

struct everywhere : sw::enclave<"everywhere", environment, files, command, prompt, alone> {
  static constexpr auto settings = sw::settings{.auto_deploy = has_password};
};

struct site : sw::layout<"secrets.example.com", everywhere> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.become = sw::sudo}};
  static constexpr auto data = sw::data(let<"key">(sw::secret<"signing/key">));
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
