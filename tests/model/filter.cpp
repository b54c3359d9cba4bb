#include <slipway/model/filter.hpp>

#include "catch.hpp"

using namespace slipway;

namespace {
std::optional<bool> undecided(context&) { return std::nullopt; }
constexpr awaitable_filter_function later = nullptr;

static_assert(!filter{}.is_set());
static_assert(filter(undecided).function == undecided && filter(undecided).is_set());
static_assert(!filter(later).is_set());  // takes a function that is awaited, too
static_assert(filter([](context&) -> std::optional<bool> { return true; }).is_set());
static_assert(detail::is_filter<filter_function> && !detail::is_filter<bool> && !detail::is_filter<policy_function>);
}  // namespace

TEST_CASE("filter: is called as it was given") { CHECK(filter(undecided).function != nullptr); }
