# `cpack` in the build folder makes the Debian package libslipway-dev.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME libslipway-dev)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DESCRIPTION
"Machines are types, operations are a constexpr graph: the compiler refuses a
wrong deployment and names the operations at fault. The program that it builds
shows exactly what it would do on every host, and then does it, over SSH, on
many hosts at once.
.
This package holds the headers and the compiled run-time library.")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Slipway maintainers <maintainers@slipway.example>")
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_VERBATIM_VARIABLES ON)

# one file of each dependency
set(CPACK_SLIPWAY_USED
  ${boost_headers_DIR}/boost_headers-config.cmake
  ${boost_json_DIR}/boost_json-config.cmake
  ${CLI11_DIR}/CLI11Config.cmake
  ${fmt_DIR}/fmt-config.cmake
  ${OPENSSL_INCLUDE_DIR}/openssl/crypto.h
  ${PKG_CONFIG_EXECUTABLE}
  ${SLIPWAY_DTL_INCLUDE_DIR}/dtl/dtl.hpp
  ${SLIPWAY_LIBSSH2_INCLUDEDIR}/libssh2.h)
set(CPACK_DEBIAN_PACKAGE_DEPENDS python3-minimal)
set(CPACK_SLIPWAY_DOC_FOLDER ${CMAKE_INSTALL_DOCDIR})
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
include(CPack)
