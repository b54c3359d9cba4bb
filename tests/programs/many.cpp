// Two hundred operations on one machine.
#include <cstddef>
#include <utility>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::op;

template <std::size_t I>
inline constexpr auto digits = [] {
  sw::fixed_string number("000");
  for (std::size_t place = 3, rest = I; place-- != 0; rest /= 10) number.text[place] = static_cast<char>('0' + rest % 10);
  return number;
}();

template <std::size_t I>
constexpr auto one() {
  constexpr auto path = sw::joined<"/srv/many/", digits<I>>;
  if constexpr (I % 4 == 3) return op(sw::named(sw::joined<"Link ", digits<I>>), sw::files::link(path).to(digits<I - 1>.view()));
  else return op(sw::named(sw::joined<"Write ", digits<I>>), sw::files::file(path).content(digits<I>.view()).mode("0640"));
}

inline constexpr auto everything = []<std::size_t... I>(std::index_sequence<I...>) {
  return sw::role(op<"Make the folder">(sw::files::directory("/srv/many")), one<I>()...);
}(std::make_index_sequence<199>{});

struct many : sw::machine<"many"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
  static constexpr auto& operations = everything;
};

struct site : sw::layout<"many", many> {};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
