#pragma once

#include <slipway/resources/timer.hpp>

namespace slipway::resources {

SLIPWAY_DECL std::string timer_resource::text() const {
  auto file = "# kept by slipway\n[Unit]\nDescription=Timer of " + std::string(name.text) + "\n\n[Timer]\n";
  file += "OnCalendar=" + std::string(calendar) + "\n";
  if (delay != 0) file += "RandomizedDelaySec=" + std::to_string(delay) + "\n";
  if (catches_up) file += "Persistent=true\n";
  if (!started.empty()) file += "Unit=" + std::string(started) + (has_unit_type(started) ? "" : ".service") + "\n";
  return file += "\n[Install]\nWantedBy=timers.target\n";
}

}  // namespace slipway::resources
