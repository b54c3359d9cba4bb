#pragma once

#include <slipway/plan/shell.hpp>
#include <slipway/plan/shell/answer.ipp>
#include <slipway/plan/shell/folder.ipp>
#include <slipway/plan/shell/guard.ipp>
#include <slipway/plan/shell/health.ipp>
#include <slipway/plan/shell/history.ipp>
#include <slipway/plan/shell/journal.ipp>
#include <slipway/plan/shell/lock.ipp>
#include <slipway/plan/shell/manifest.ipp>
#include <slipway/plan/shell/owner.ipp>
#include <slipway/plan/shell/prelude.ipp>
#include <slipway/plan/shell/prune.ipp>
#include <slipway/plan/shell/receive.ipp>
#include <slipway/plan/shell/restore.ipp>
#include <slipway/plan/shell/roll_back.ipp>
#include <slipway/plan/shell/saved_state.ipp>
#include <slipway/plan/shell/secrets.ipp>
#include <slipway/plan/shell/steps.ipp>
#include <slipway/plan/shell/unlock.ipp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view prelude_shell() { return detail::prelude_text; }
SLIPWAY_DECL std::string answer_shell() { return std::string(detail::manifest_answer_text).append(detail::answer_text); }
SLIPWAY_DECL std::string_view folder_shell() { return detail::folder_text; }
SLIPWAY_DECL std::string_view secrets_shell() { return detail::secrets_text; }
SLIPWAY_DECL std::string_view owner_shell() { return detail::owner_text; }
SLIPWAY_DECL std::string_view receive_shell() { return detail::receive_text; }
SLIPWAY_DECL std::string_view history_shell() { return detail::history_text; }
SLIPWAY_DECL std::string_view unlock_shell() { return detail::unlock_text; }
SLIPWAY_DECL std::string_view health_shell() { return detail::health_text; }
SLIPWAY_DECL std::string guard_shell() { return std::string(detail::saved_state_text).append(detail::guard_text); }
SLIPWAY_DECL std::string restore_shell() {
  return std::string(detail::owner_text)
      .append(detail::journal_text)
      .append(detail::saved_state_text)
      .append(detail::restore_text);
}
SLIPWAY_DECL std::string_view roll_back_shell() { return detail::roll_back_text; }
SLIPWAY_DECL std::string runner_shell() {
  return std::string(detail::owner_text)
      .append(detail::journal_text)
      .append(detail::lock_text)
      .append(detail::prune_text)
      .append(detail::manifest_text)
      .append(detail::secrets_of_a_run_text)
      .append(detail::steps_text);
}

}  // namespace slipway::plan
