// A database's password and a key: known to two files on the host, and to nobody else.
#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::let, sw::op;

constexpr auto user = op<"Create the application user">(
    sw::server::user("app").home("/srv/app").system());

constexpr auto folder = op<"Create its folder">(
    sw::files::directory("/srv/app").owner("app", "app").mode("0750"));

constexpr auto conf = op<"Configure the application">(
    sw::files::file("/srv/app/app.conf")
        .from_template("host = {{database}}\npassword = {{password}}\n",
                       let<"password">(sw::secret<"db_password">))
        .owner("app", "app")
        .mode("0600"));

// The whole file is the secret: a hole of the machine's data.
constexpr auto signing_key = op<"Write the signing key">(
    sw::files::file("/srv/app/signing.key")
        .from_template("{{signing_key}}")
        .owner("app", "app")
        .mode("0400"));

struct app : sw::machine<"app.example.com"> {
    static constexpr auto settings = sw::settings{
        .platform = sw::debian(12),
        .connection = sw::ssh{.user = "deploy", .become = sw::sudo},
        .secrets = sw::secrets_from_command("pass show example.com/{{name}}")};
    static constexpr auto data = sw::data(
        let<"database">("db.example.com"),
        let<"signing_key">(sw::secret<"keys/signing">));
    static constexpr auto operations = sw::role(user, folder, conf, signing_key);
};

struct site : sw::layout<"example.com", app> {};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
