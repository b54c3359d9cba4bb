// The shell text that every session shares: what probes call, how an answer is framed, how a change is received, started,
// carried out, recorded and followed.
#pragma once

#include <string>
#include <string_view>

#include <slipway/config.hpp>

namespace slipway::plan {

/// Functions that probes and steps call: `state INDEX TEXT`, `hidden PATH`, `show_content INDEX WHEN FILE`, `word TEXT`,
/// `probe INDEX...`; variables user_id, newline.
[[nodiscard]] SLIPWAY_DECL std::string_view prelude_shell();

/// Prints the answer of phase one: states, marks, facts, manifests, each line framed by $nonce.
[[nodiscard]] SLIPWAY_DECL std::string answer_shell();

/// Finds and guards the folder of journals, manifests, locks and marks: sets $base; `state_folder` makes it and $run, or sets $refusal.
[[nodiscard]] SLIPWAY_DECL std::string_view folder_shell();

/// `secret_file` makes the file of a run's secrets, `forget_secrets` removes what runs left that are over.
[[nodiscard]] SLIPWAY_DECL std::string_view secrets_shell();

/// Who carries out a run and whether it still lives: `life_of OWNER`, `is_held OWNER`, `clock`.
[[nodiscard]] SLIPWAY_DECL std::string_view owner_shell();

/// `receive`: waits for an order on standard input, stores the script, starts it detached and follows its journal; `attach` and
/// `resume` follow the journal of a run that was started before. Needs what `owner_shell` and `folder_shell` define.
[[nodiscard]] SLIPWAY_DECL std::string_view receive_shell();

/// `tell_history`: prints what the host remembers of its runs. Needs what `owner_shell` and `folder_shell` define.
[[nodiscard]] SLIPWAY_DECL std::string_view history_shell();

/// `unlock`: breaks the lock and records it. Needs what `owner_shell` and `folder_shell` define.
[[nodiscard]] SLIPWAY_DECL std::string_view unlock_shell();

/// `print_health`, and for a change `remember_health` and `stay_well`; it calls health_N for each N of $health_numbers.
[[nodiscard]] SLIPWAY_DECL std::string_view health_shell();

/// `guard_begin N` and `guard_end`: what stands between them is settled before anything else is done, or taken back.
[[nodiscard]] SLIPWAY_DECL std::string guard_shell();

/// What takes a guard's steps back; behind it goes nothing.
[[nodiscard]] SLIPWAY_DECL std::string restore_shell();

/// `roll_back_run`: puts back, under the lock, what confirmed guards of the run $rolls_back have kept. Needs what `runner_shell` and
/// `folder_shell` define.
[[nodiscard]] SLIPWAY_DECL std::string_view roll_back_shell();

/// `main`: lock, check, steps, final check, all recorded in the journal. Steps may call `say`, `note` and `limited`.
/// $sequence goes up when a step of another family comes: what a family remembers of the host holds that long.
/// Variables of one letter and an index (`s_0`, `w_0`) are the runner's; families name theirs with whole words.
[[nodiscard]] SLIPWAY_DECL std::string runner_shell();

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/shell.ipp>
#endif
