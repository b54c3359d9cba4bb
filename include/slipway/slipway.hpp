// Describes deployments and runs them: the one header of a program.
#pragma once

#include <slipway/config.hpp>
#include <slipway/dsl.hpp>
#include <slipway/front/run.hpp>

namespace slipway {

/// Not defined, so that no program is built which computes these only when it runs: write `static constexpr` before them.
int operations_settings_and_data_must_be_constexpr();

/// The program's main: checks the layout at compile time, then interprets the command line.
template <class Layout>
[[nodiscard]] int main(int argc, char** argv) {
  static_assert(check<Layout>);
  if constexpr (!rules::found<Layout>.is_complete) return operations_settings_and_data_must_be_constexpr();
  else return front::run(program_of<Layout>, argc, argv);
}

}  // namespace slipway
