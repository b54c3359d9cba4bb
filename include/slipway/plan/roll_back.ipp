#pragma once

#include <slipway/core/quote.hpp>
#include <slipway/plan/orders.hpp>
#include <slipway/plan/roll_back.hpp>
#include <slipway/plan/script.hpp>
#include <slipway/plan/shell.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string roll_back_script(const deployable& host, const holdings& found, std::string_view name,
                                          const run_label& label, const run_about& about) {
  std::string text = detail::script_head(host, name, label, about);
  text += prelude_shell();
  text += folder_shell();
  text += detail::manifest_variables(host, found.machine);
  text += runner_shell();
  text += detail::variable("rolls_back", label.id);
  return text.append(roll_back_shell()).append("roll_back_run\nexit 0\n");
}

SLIPWAY_DECL std::string let_go_script(const deployable& host, std::string_view run_id, std::string_view nonce) {
  const auto of = "\"$base/runs/\"" + shell_quote(run_id), key = "-" + manifest_name(host).substr(0, 6) + "/undo.*";
  return detail::tell_script(host, run_name(host, run_id), nonce, "set +f; rm -rf -- " + of + key + " " + of + ".*" + key);
}

}  // namespace slipway::plan
