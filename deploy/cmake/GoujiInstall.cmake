# What `cmake --install` puts where (GNUInstallDirs), and the Debian packages that `cpack -G DEB` makes of it: `gouji`, the program with the helper that
# reads scans, and `gouji-server`, the four servers with their units. deploy/debian/README.md tells an administrator about them.
include(GNUInstallDirs)

install(TARGETS gouji gouji-ocr RUNTIME COMPONENT gouji)
install(TARGETS gouji-gateway gouji-parse gouji-statistics gouji-validate RUNTIME COMPONENT server)

set(deb ${PROJECT_SOURCE_DIR}/deploy/debian)
set(doc ${CMAKE_INSTALL_DATAROOTDIR}/doc)
install(FILES README.md README.zh-CN.md ${deb}/copyright DESTINATION ${doc}/gouji COMPONENT gouji)
install(FILES ${deb}/README.md ${deb}/README.zh-CN.md ${deb}/copyright DESTINATION ${doc}/gouji-server COMPONENT server)
install(FILES ${deb}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides RENAME gouji-server COMPONENT server)
# Debian has the text already: /usr/share/common-licenses.
install(FILES LICENSE DESTINATION ${doc}/gouji COMPONENT licence)

# What is written while it is installed: pages and completions, by the program itself, and units, with the places of this installation.
foreach(component gouji server)
  install(
    CODE "set(text_component ${component})
set(text_program \"$<TARGET_FILE:gouji>\")
set(deb ${deb})
set(scratch ${CMAKE_BINARY_DIR}/install)
set(bin ${CMAKE_INSTALL_BINDIR})
set(doc ${doc})
set(man ${CMAKE_INSTALL_MANDIR})
set(data ${CMAKE_INSTALL_DATAROOTDIR})"
    COMPONENT ${component})
  install(SCRIPT ${PROJECT_SOURCE_DIR}/deploy/cmake/install_texts.cmake COMPONENT ${component})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL gouji server)
set(CPACK_DEB_COMPONENT_INSTALL ON)
# Units and settings have places outside of the prefix.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Gouji maintainers <maintainers@gouji.invalid>")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_GOUJI_PACKAGE_NAME gouji)
set(CPACK_DEBIAN_GOUJI_PACKAGE_SECTION text)
set(CPACK_DEBIAN_GOUJI_DESCRIPTION "checks and totals annual reports on open government information
Gouji reads the annual reports that Chinese government agencies publish on
their work of open government information, checks every number in them
against every relation that must hold, and adds up a province.
.
This package has the program gouji, which works without a server, and the
helper that reads scans.")
# What it starts as children, and their data; deploy/image/contents.txt has the same.
set(CPACK_DEBIAN_GOUJI_PACKAGE_DEPENDS "poppler-utils, poppler-data, tesseract-ocr-chi-sim, tesseract-ocr-eng")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME gouji-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "servers that check and total annual reports on open government information
Gouji reads the annual reports that Chinese government agencies publish on
their work of open government information, checks every number in them
against every relation that must hold, and adds up a province.
.
This package has the four gRPC servers (gateway, parse, validate and
statistics), with hardened systemd units. They listen on this machine only
until they are told otherwise.")
# gouji brings the programs that gouji-parse starts, and administers the register.
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "gouji (= ${PROJECT_VERSION}), init-system-helpers (>= 1.54), systemd (>= 250)")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "postgresql, prometheus, redis-server")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA "${deb}/conffiles;${deb}/postinst;${deb}/postrm;${deb}/prerm")
include(CPack)
