#include <slipway/check/created_too_late.hpp>

#include <slipway/check/check.hpp>
#include <slipway/resources/apt.hpp>
#include <slipway/resources/directory.hpp>
#include <slipway/resources/file.hpp>
#include <slipway/resources/server.hpp>
#include <slipway/resources/systemd.hpp>

#include "catch.hpp"

using namespace slipway;
using namespace slipway::rules;

namespace {
constexpr auto conf = op<"Write it">(files::file("/srv/app/conf/app.conf").content("x").owner("app", "web"));
constexpr auto folder = op<"Make the folder">(files::directory("/srv/app"));
constexpr auto inner = op<"Make the inner folder">(files::directory("/srv/app/conf"));
constexpr auto user = op<"Make the user">(server::user("app"));
constexpr auto group = op<"Make the group">(server::group("web"));
constexpr auto unit = op<"Write the unit">(files::file("/etc/systemd/system/app.service").content("x"));
constexpr auto drop_in = op<"Write a drop-in">(files::file("/etc/systemd/system/app.service.d/a.conf").content("x"));
constexpr auto run = op<"Run it">(systemd::service("app").running());
constexpr auto stop = op<"Stop it">(systemd::service("app").stopped());
constexpr auto install = op<"Install it">(apt::packages("app").creates("/srv/app/**"));
constexpr auto gone = op<"Remove the folder">(files::directory("/srv/app/conf").absent());
constexpr auto call = op<"Call it">(server::shell("/usr/bin/app --version").affects_nothing_else());
constexpr auto fetch = op<"Unpack it">(server::shell("tar -x").affects("/srv/*", "/srv/app/**"));

inline constexpr auto forwards = role(group, user, folder, inner, conf, unit, run, drop_in);
inline constexpr auto backwards = role(conf, inner, folder, user, group);
inline constexpr auto folder_only = role(conf, folder);
inline constexpr auto inner_only = role(conf, inner);
inline constexpr auto unit_later = role(run, unit);
inline constexpr auto package_later = role(run, install);
inline constexpr auto program_later = role(call, install);
inline constexpr auto stopped_before = role(stop, unit);
inline constexpr auto brought_by_another = role(fetch, conf, inner);
inline constexpr auto removed_later = role(conf, gone);

template <const auto& Role>
std::vector<std::string> late() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i != found_in_role<Role>.count; ++i)
    if (const auto& f = found_in_role<Role>.items[i]; f.what == mistake::created_too_late)
      all.push_back(std::string(f.who[0].second) + " before " + std::string(f.who[1].second));
  return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("created_too_late: folders above, owner and group") {
  CHECK(late<forwards>() == lines{});
  CHECK(late<backwards>() == lines{"Write it before Make the inner folder", "Write it before Make the user",
                                   "Write it before Make the group", "Make the inner folder before Make the folder"});
  // who makes the one above alone must know that the other is there
  CHECK(late<folder_only>() == lines{});
  CHECK(late<inner_only>() == lines{"Write it before Make the inner folder"});
}

TEST_CASE("created_too_late: a unit's file, its package, a command's program") {
  CHECK(late<unit_later>() == lines{"Run it before Write the unit"});
  CHECK(late<package_later>() == lines{"Run it before Install it"});
  CHECK(late<program_later>() == lines{"Call it before Install it"});
  CHECK(late<stopped_before>() == lines{});
}

TEST_CASE("created_too_late: what an earlier operation brings, or a later one removes") {
  CHECK(late<brought_by_another>() == lines{});
  CHECK(late<removed_later>() == lines{});
}
