# Run by cpack on what it installed: Debian names the folder of documents after the package, and the licence copyright.
set(prefix ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX})
cmake_path(APPEND prefix ${CPACK_SLIPWAY_DOC_FOLDER} OUTPUT_VARIABLE documents)
cmake_path(REPLACE_FILENAME documents ${CPACK_PACKAGE_NAME} OUTPUT_VARIABLE package_documents)
file(RENAME ${documents} ${package_documents})
file(RENAME ${package_documents}/LICENSE ${package_documents}/copyright)
# the umask of whoever packs is no part of a package
file(CHMOD_RECURSE ${CPACK_TEMPORARY_INSTALL_DIRECTORY} DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
