#include <slipway/core/given_text.hpp>

#include "catch.hpp"

using slipway::fault_in_given_text;

static_assert(!fault_in_given_text("a") && !fault_in_given_text("two\nlines"));
static_assert(fault_in_given_text("").says == slipway::text_must_not_be_empty);
static_assert(fault_in_given_text({"a\0b", 3}).says == slipway::text_must_not_contain_nul);
static_assert(fault_in_given_text({"a\0b", 3}).text.size() == 3);
