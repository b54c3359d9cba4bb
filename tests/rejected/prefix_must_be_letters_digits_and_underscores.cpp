// expect: prefix_must_be_letters_digits_and_underscores
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define PREFIX "SITE-"
#else
#define PREFIX "SITE_"
#endif
constexpr auto secrets = sw::secrets_from_environment(PREFIX);
// says: 7: the prefix 'SITE-' cannot begin the name of an environment variable
