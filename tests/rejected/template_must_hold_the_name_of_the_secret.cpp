// expect: template_must_hold_the_name_of_the_secret
// expect: pass show
#include <slipway/dsl.hpp>

namespace sw = slipway;

#ifdef WRONG
#define COMMAND "pass show site/{{nam}}"
#else
#define COMMAND "pass show site/{{name}}"
#endif
constexpr auto secrets = sw::secrets_from_command(COMMAND);
// says: 8: 'pass show site/{{nam}}' does not say where the name of the secret goes
