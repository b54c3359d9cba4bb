#include <slipway/transport/ssh_memory.hpp>

#include <cstring>
#include <vector>

#include "catch.hpp"

using slipway::transport::ssh_memory;

TEST_CASE("ssh_memory: counts, moves and gives back") {
  ssh_memory memory;
  const volatile std::size_t eight = 8;  // g++ 12 does not see that a piece knows its size, and warns
  auto* first = static_cast<char*>(memory.allocate(eight));
  void* second = memory.allocate(0);
  void* third = memory.allocate(100);
  CHECK(memory.used() == 108);
  std::memcpy(first, "content", 8);
  first = static_cast<char*>(memory.reallocate(first, 64));
  CHECK(std::strcmp(first, "content") == 0);
  CHECK(memory.used() == 164);
  memory.release(second);
  memory.release(third);
  memory.release(first);
  memory.release(nullptr);
  CHECK(memory.used() == 0);
  CHECK(memory.reallocate(nullptr, 5) != nullptr);  // which goes with the rest
}

TEST_CASE("ssh_memory: has a limit") {
  ssh_memory memory;
  CHECK(memory.allocate(ssh_memory::limit + 1) == nullptr);
  CHECK(memory.allocate(static_cast<std::size_t>(-1)) == nullptr);
  void* most = memory.allocate(ssh_memory::limit - 10);
  REQUIRE(most != nullptr);
  CHECK(memory.allocate(11) == nullptr);
  CHECK(memory.reallocate(most, 11) == nullptr);
  memory.release(most);
  CHECK(memory.allocate(11) != nullptr);
}
