// expect: secret_name_is_not_valid
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
constexpr auto password = sw::let<"password">(sw::secret<"db password">);
#else
constexpr auto password = sw::let<"password">(sw::secret<"site/db-password.2">);
#endif
// says: 7: the name in secret<...> cannot be one; use letters, digits
