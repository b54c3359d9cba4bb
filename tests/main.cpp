// The main function of every program of tests.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
#else
#include "catch.hpp"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
#endif
