# What is installed, the same whether by `cmake --install` or in a package; nothing of it names the folders of this build.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/slipway)

install(TARGETS slipway slipway_runtime EXPORT slipway-targets FILE_SET HEADERS)
install(DIRECTORY include/slipway TYPE INCLUDE FILES_MATCHING PATTERN *.ipp)
install(FILES README.md LICENSE TYPE DOC)

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
