// expect: secret_name_is_not_valid
// at-most: 24
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define NAME "db password"
#else
#define NAME "site/db-password.2"
#endif
constexpr auto password = sw::let<"password">(sw::secret<NAME>);
// says: 12: the name in secret<...> cannot be one; use letters, digits
