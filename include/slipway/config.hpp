// How the run-time half is built: in every program (the default), or once into the library slipway::runtime.
#pragma once

// A program that links the compiled runtime defines SLIPWAY_COMPILED (its CMake target does).
#if defined(SLIPWAY_COMPILED)
#define SLIPWAY_DECL
#else
#define SLIPWAY_HEADER_ONLY 1
#define SLIPWAY_DECL inline
#endif

// The library's one source defines this to get the bodies in a build that is otherwise compiled.
#if defined(SLIPWAY_HEADER_ONLY) || defined(SLIPWAY_RUNTIME_SOURCE)
#define SLIPWAY_BODIES 1
#endif

// Of the whole project: CMake reads it here.
#define SLIPWAY_VERSION "0.1.0"
