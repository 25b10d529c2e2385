# Run by `cmake --install` and cpack for each component: writes and installs what depends on the program or on the places of the installation.
# GoujiInstall.cmake sets `text_component`, `text_program` (gouji as it was built), `deb` (deploy/debian), `scratch`, and the folders below the prefix.
set(scratch ${scratch}/${text_component})
file(REMOVE_RECURSE ${scratch})
file(MAKE_DIRECTORY ${scratch})

# install_printed(PLACE COMMAND...): what a command prints, in PLACE, a file below the prefix.
function(install_printed place)
  get_filename_component(folder ${place} DIRECTORY)
  file(MAKE_DIRECTORY ${scratch}/${folder})
  execute_process(COMMAND ${ARGN} OUTPUT_FILE ${scratch}/${place} COMMAND_ERROR_IS_FATAL ANY)
  file(INSTALL ${scratch}/${place} DESTINATION ${CMAKE_INSTALL_PREFIX}/${folder})
endfunction()

# The same for a file, or what a command prints, compressed as Debian wants it: without name and time.
function(install_compressed place file)
  install_printed(${place}.gz gzip -9 --no-name --stdout ${file})
endfunction()

if(text_component STREQUAL "gouji")
  foreach(language en zh)
    execute_process(COMMAND ${text_program} manual --lang=${language} OUTPUT_FILE ${scratch}/gouji.${language} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  install_compressed(${man}/man1/gouji.1 ${scratch}/gouji.en)
  install_compressed(${man}/zh_CN/man1/gouji.1 ${scratch}/gouji.zh)
  install_compressed(${man}/man1/gouji-ocr.1 ${deb}/man/gouji-ocr.1)
  install_compressed(${doc}/gouji/changelog ${deb}/changelog)
  install_printed(${data}/bash-completion/completions/gouji ${text_program} completion bash)
  install_printed(${data}/fish/vendor_completions.d/gouji.fish ${text_program} completion fish)
  install_printed(${data}/zsh/vendor-completions/_gouji ${text_program} completion zsh)
  return()
endif()

install_compressed(${man}/man8/gouji-server.8 ${deb}/man/gouji-server.8)
install_compressed(${doc}/gouji-server/changelog ${deb}/changelog)

# As GNUInstallDirs has it, but of this prefix.
set(BINDIR ${CMAKE_INSTALL_PREFIX}/${bin})
set(SYSCONFDIR ${CMAKE_INSTALL_PREFIX}/etc)
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(SYSCONFDIR /etc)
endif()

# Settings that are there already are the administrator's.
function(install_settings name)
  if(NOT EXISTS $ENV{DESTDIR}${SYSCONFDIR}/gouji/${name}.conf)
    file(INSTALL ${deb}/etc/${name}.conf DESTINATION ${SYSCONFDIR}/gouji)
  endif()
endfunction()

# install_unit(NAME DESCRIPTION REFUSED_CALLS AFTER FURTHER)
function(install_unit NAME DESCRIPTION REFUSED_CALLS AFTER FURTHER)
  configure_file(${deb}/gouji-server.service.in ${scratch}/gouji-${NAME}.service @ONLY)
  file(INSTALL ${scratch}/gouji-${NAME}.service DESTINATION ${CMAKE_INSTALL_PREFIX}/lib/systemd/system)
  install_settings(${NAME})
  file(MAKE_DIRECTORY ${scratch}/secrets/${NAME})
  file(INSTALL ${scratch}/secrets/${NAME} DESTINATION ${SYSCONFDIR}/gouji/secrets DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  install_compressed(${man}/man8/gouji-${NAME}.8 ${deb}/man/servers.8)
endfunction()

# Addresses, not localhost: gRPC asks name servers where /etc/hosts does not have it.
install_unit(gateway "the public door" "~@privileged @resources" " gouji-parse.service gouji-statistics.service gouji-validate.service"
             "Environment=GOUJI_PARSE=127.0.0.1:7401 GOUJI_VALIDATE=127.0.0.1:7402 GOUJI_STATISTICS=127.0.0.1:7403\n")
# It limits its converters (setrlimit), and outlives one that took too much memory.
install_unit(parse "reads documents" "~@privileged" " redis-server.service" "OOMPolicy=continue\n")
install_unit(validate "checks reports" "~@privileged @resources" "" "")
# The register is register.db in its working folder unless a database is named.
install_unit(statistics "the register of reports" "~@privileged @resources" " postgresql.service"
             "StateDirectory=gouji\nStateDirectoryMode=0700\nWorkingDirectory=/var/lib/gouji\n")
install_settings(server)
