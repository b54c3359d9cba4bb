// expect: text_must_be_shorter_than_100000_bytes
// expect: long_text
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr std::size_t size = 100000;
#else
constexpr std::size_t size = 99999;
#endif
constexpr auto many = [] {
  std::array<char, size> letters{};
  for (auto& c : letters) c = 'x';
  return letters;
}();
constexpr std::string_view long_text(many.data(), size);
constexpr auto a = sw::files::line("/etc/hosts", long_text);
// says: 18: a text has 100,000 bytes or more
