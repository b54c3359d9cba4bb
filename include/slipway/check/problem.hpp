// The dictionary of mistakes: one type, never defined, for each. Its name is the claim, its arguments are the culprits.
#pragma once

#include <slipway/check/finding.hpp>

namespace slipway {

namespace problem {
/// `First` and `Second` have one name and say different things: give one of them another name.
template <auto First, auto Second>
struct duplicate_operation;

/// `First` and `Second` want different things of `Key`: drop one of them, or make them agree.
template <auto First, auto Second, auto Key>
struct conflicting_operations;

/// `Operation` depends on `Missing`, and its role has no operation of that name: add it, or drop the dependency.
template <auto Operation, auto Missing>
struct missing_dependency;

/// `Operation` depends on `Later`, which its role lists after it: the list is the order, so move one of them.
template <auto Operation, auto Later>
struct dependency_listed_later;

/// `Operation` depends on `Other`, which depends on it, perhaps by way of others: drop one of the dependencies.
template <auto Operation, auto Other>
struct dependency_cycle;

/// `Operation` needs what `Creator` creates (its folder, owner, group, unit or program) and comes before it: move one of them.
template <auto Operation, auto Creator>
struct created_too_late;

/// Nothing fills `{{Hole}}` in the text of `Operation` on `Machine`: misspelt, or missing in the data.
template <auto Operation, auto Hole, auto Machine>
struct unfilled_hole;

/// `{{#each List}}` in the text of `Operation` on `Machine` names one value: use `{{#if}}`, or fill it with a list.
template <auto Operation, auto List, auto Machine>
struct each_needs_a_list;

/// `{{Hole}}` in the text of `Operation` on `Machine` is filled with a list or a struct: use `{{#each}}`, or name a member.
template <auto Operation, auto Hole, auto Machine>
struct hole_needs_one_value;

/// The condition of `Operation` asks for the data `Name`, which `Machine` does not have: misspelt, or missing in the data.
template <auto Operation, auto Name, auto Machine>
struct missing_data;

/// The condition of `Operation` compares the data `Name` of `Machine` with a value of another type.
template <auto Operation, auto Name, auto Machine>
struct data_compared_with_another_type;

/// `Machine` has no operations: its struct needs `static constexpr auto operations = role(...)`.
template <auto Machine>
struct no_operations;

/// The operations, settings or data of `Owner` are not constant: `static constexpr` is missing.
template <auto Owner>
struct not_constant;

/// `Operation` does not work on `Platform`, which `Machine` runs: leave it out there, or correct the platform.
template <auto Operation, auto Platform, auto Machine>
struct wrong_platform;

/// `Operation` needs root, and the user who logs in to `Machine` is another: add `.become = sw::sudo`, or log in as root.
template <auto Operation, auto Machine>
struct needs_root;

/// `Operation` uses a fact about `Path`, which `Earlier` may change: facts are read before anything is changed. Move
/// `Operation` before it, or say what `Earlier` affects.
template <auto Operation, auto Earlier, auto Path>
struct fact_read_too_early;

/// `Operation` changes `Key`, by which the operator gets in: put it into guarded<"...">(...), or say unguarded("why").
template <auto Operation, auto Key>
struct unguarded_lockout_risk;

/// Nothing takes `Operation` back, as its guard `Guard` may have to: add .undo("..."), or say irreversible("why").
template <auto Operation, auto Guard>
struct not_restorable;

/// The guard `Inner` is in the guard `Outer`: guards do not nest, so drop one of them.
template <auto Inner, auto Outer>
struct guard_in_a_guard;

/// `Operation` begins another stage (it decides something, or restarts the host), and is in the guard `Guard`: move it out of it.
template <auto Operation, auto Guard>
struct stage_in_a_guard;

/// `Operation` puts the secret `Secret` where others may read it: give the file a mode such as 0600, whose last digit is 0 (a
/// block of a file that is not Slipway's alone has none: make it a file).
template <auto Operation, auto Secret>
struct exposed_secret;

/// Two deployables of the layout are called `Name`: give one another name.
template <auto Name>
struct duplicate_deployable;

/// `First` depends on `Second`, which depends on it, perhaps by way of others: drop one of the dependencies.
template <auto First, auto Second>
struct deployable_cycle;

/// `Deployable` depends on `Dependency`, which the layout does not hold: add it to the layout, or drop the dependency.
template <auto Deployable, auto Dependency>
struct dependency_outside_layout;

/// The pattern `Pattern` of the selection `Selection` matches no deployable of the layout: misspelt, or left over.
template <auto Selection, auto Pattern>
struct selection_matches_nothing;

/// No text of `Owner` uses the data `Name`: misspelt, or left over. A note: only `slipway check` asks for it.
template <auto Name, auto Owner>
struct unused_data;
}  // namespace problem

namespace rules {

/// From a mistake's value to its type.
template <mistake What>
struct problem_of;

#define SLIPWAY_PROBLEM(name, arguments)              \
  template <>                                         \
  struct problem_of<mistake::name> {                  \
    template <auto A, auto B, auto C>                 \
    using type = ::slipway::problem::name<arguments>; \
  };
#define SLIPWAY_1 A
#define SLIPWAY_2 A, B
#define SLIPWAY_3 A, B, C
SLIPWAY_PROBLEM(duplicate_operation, SLIPWAY_2)
SLIPWAY_PROBLEM(conflicting_operations, SLIPWAY_3)
SLIPWAY_PROBLEM(missing_dependency, SLIPWAY_2)
SLIPWAY_PROBLEM(dependency_listed_later, SLIPWAY_2)
SLIPWAY_PROBLEM(dependency_cycle, SLIPWAY_2)
SLIPWAY_PROBLEM(created_too_late, SLIPWAY_2)
SLIPWAY_PROBLEM(unfilled_hole, SLIPWAY_3)
SLIPWAY_PROBLEM(each_needs_a_list, SLIPWAY_3)
SLIPWAY_PROBLEM(hole_needs_one_value, SLIPWAY_3)
SLIPWAY_PROBLEM(missing_data, SLIPWAY_3)
SLIPWAY_PROBLEM(data_compared_with_another_type, SLIPWAY_3)
SLIPWAY_PROBLEM(no_operations, SLIPWAY_1)
SLIPWAY_PROBLEM(not_constant, SLIPWAY_1)
SLIPWAY_PROBLEM(wrong_platform, SLIPWAY_3)
SLIPWAY_PROBLEM(needs_root, SLIPWAY_2)
SLIPWAY_PROBLEM(fact_read_too_early, SLIPWAY_3)
SLIPWAY_PROBLEM(unguarded_lockout_risk, SLIPWAY_2)
SLIPWAY_PROBLEM(not_restorable, SLIPWAY_2)
SLIPWAY_PROBLEM(guard_in_a_guard, SLIPWAY_2)
SLIPWAY_PROBLEM(stage_in_a_guard, SLIPWAY_2)
SLIPWAY_PROBLEM(exposed_secret, SLIPWAY_2)
SLIPWAY_PROBLEM(duplicate_deployable, SLIPWAY_1)
SLIPWAY_PROBLEM(deployable_cycle, SLIPWAY_2)
SLIPWAY_PROBLEM(dependency_outside_layout, SLIPWAY_2)
SLIPWAY_PROBLEM(selection_matches_nothing, SLIPWAY_2)
SLIPWAY_PROBLEM(unused_data, SLIPWAY_2)
#undef SLIPWAY_PROBLEM
#undef SLIPWAY_1
#undef SLIPWAY_2
#undef SLIPWAY_3

}  // namespace rules
}  // namespace slipway
