// The library dtl, which needs some help to compile: its warnings are not ours, and Clang rejects a line of it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <list>
#include <map>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace slipway::plan::detail {

template <class T>
T* without_const(const T* object) {
  return const_cast<T*>(object);
}

}  // namespace slipway::plan::detail

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wunused-parameter"
// dtl 1.20 assigns to a member in a const function, which nobody calls; Clang 19 looks at it even so
#if defined(__clang__)
#pragma GCC diagnostic ignored "-Wkeyword-macro"
#define this ::slipway::plan::detail::without_const(this)
#endif
#include <dtl/dtl.hpp>
#if defined(__clang__)
#undef this
#endif
#pragma GCC diagnostic pop
