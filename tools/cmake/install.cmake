# What is installed, the same whether by `cmake --install` or in a package; nothing of it names the folders of this build.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/slipway)

install(TARGETS slipway slipway_runtime EXPORT slipway-targets FILE_SET HEADERS)
install(DIRECTORY include/slipway TYPE INCLUDE FILES_MATCHING PATTERN *.ipp)
# the reference of facts, from the headers that declare them
set(facts_reference ${PROJECT_BINARY_DIR}/facts.md)
file(GLOB facts_reference_sources CONFIGURE_DEPENDS
  include/slipway/facts/*.hpp include/slipway/facts/*.ipp tools/facts_reference tools/facts_reference.d/*.py)
add_custom_command(OUTPUT ${facts_reference} COMMAND ${PROJECT_SOURCE_DIR}/tools/facts_reference > ${facts_reference}
  DEPENDS ${facts_reference_sources} COMMENT "Writing facts.md" VERBATIM)
add_custom_target(slipway_facts_reference ALL DEPENDS ${facts_reference})
install(FILES README.md LICENSE ${facts_reference} TYPE DOC)

install(EXPORT slipway-targets NAMESPACE slipway:: DESTINATION ${package_folder})
# below 1.0 each minor version may break programs
write_basic_package_version_file(slipway-config-version.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES ${CMAKE_CURRENT_LIST_DIR}/slipway-config.cmake ${CMAKE_CURRENT_LIST_DIR}/slipway_add_deployment.cmake
    ${PROJECT_BINARY_DIR}/slipway-config-version.cmake
  DESTINATION ${package_folder})

file(RELATIVE_PATH from_pkgconfig_to_include ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(${CMAKE_CURRENT_LIST_DIR}/slipway.pc.in slipway.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/slipway.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(PROGRAMS tools/slipway TYPE BIN)
# where tools/slipway looks for it, whatever the layout of the system
install(TARGETS slipway_flake DESTINATION libexec/slipway)
install(DIRECTORY tools/slipway.d/ DESTINATION ${CMAKE_INSTALL_DATADIR}/slipway USE_SOURCE_PERMISSIONS
  PATTERN __pycache__ EXCLUDE)
