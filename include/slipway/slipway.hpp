// Describes deployments and runs them: the one header of a program.
#pragma once

#include <slipway/config.hpp>
#include <slipway/dsl.hpp>
#include <slipway/front/run.hpp>

namespace slipway {

/// The program's main: checks the layout at compile time, then interprets the command line.
template <class Layout>
[[nodiscard]] int main(int argc, char** argv) {
  static_assert(check<Layout>);
  if constexpr (rules::found<Layout>.has(rules::mistake::not_constant)) return 2;
  else return front::run(program_of<Layout>, argc, argv);
}

}  // namespace slipway
