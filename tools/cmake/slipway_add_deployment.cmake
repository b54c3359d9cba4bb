# slipway_add_deployment(NAME SOURCE...): a program that deploys, linked to the compiled runtime. The target NAME-check, which is
# not in `all`, only type-checks its sources: that is where a deployment is accepted or rejected. What add_executable takes may
# follow NAME; what this directory sets on NAME afterwards, NAME-check has too.
function(slipway_add_deployment name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE slipway::runtime)

  add_library(${name}-check OBJECT EXCLUDE_FROM_ALL)
  # without OPTIMIZE_DEPENDENCIES Makefiles build the runtime first
  set_target_properties(${name}-check PROPERTIES EXPORT_COMPILE_COMMANDS OFF OPTIMIZE_DEPENDENCIES ON)
  cmake_language(EVAL CODE "cmake_language(DEFER CALL slipway_check_like_program [[${name}]])")
endfunction()

function(slipway_check_like_program name)
  foreach(property IN ITEMS SOURCES LINK_LIBRARIES INCLUDE_DIRECTORIES COMPILE_DEFINITIONS COMPILE_FEATURES COMPILE_OPTIONS
      CXX_STANDARD CXX_STANDARD_REQUIRED CXX_EXTENSIONS)
    get_property(is_set TARGET ${name} PROPERTY ${property} SET)
    if(is_set)
      get_property(value TARGET ${name} PROPERTY ${property})
      set_property(TARGET ${name}-check PROPERTY ${property} "${value}")
    endif()
  endforeach()
  target_compile_options(${name}-check PRIVATE -fsyntax-only)
endfunction()
