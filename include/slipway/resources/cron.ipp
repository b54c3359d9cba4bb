#pragma once

#include <slipway/resources/cron.hpp>

namespace slipway::resources {

SLIPWAY_DECL std::string cron_job_resource::text() const {
  auto file = "# kept by slipway\n" + std::string(schedule) + " " + std::string(user) + " ";
  for (char c : command) file += c == '%' ? std::string("\\%") : std::string(1, c);
  return file += "\n";
}

}  // namespace slipway::resources
