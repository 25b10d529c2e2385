# The libraries of Debian 12 that Gouji uses, as imported targets. Newer versions work too.
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(absl REQUIRED CONFIG)
find_package(gRPC REQUIRED CONFIG)  # brings re2::re2
find_package(Boost 1.74 REQUIRED)  # headers alone
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(prometheus-cpp REQUIRED CONFIG)
find_package(CLI11 REQUIRED)
find_package(pugixml REQUIRED CONFIG)
find_package(mimalloc REQUIRED CONFIG)
find_package(GTest QUIET)
find_package(benchmark QUIET)

# Debian's CMake configurations of hiredis and libzip are broken; pkg-config is right.
find_package(PkgConfig REQUIRED)
pkg_check_modules(hiredis REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(libseccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
# For gouji-ocr; tesseract comes without a CMake configuration.
pkg_check_modules(leptonica REQUIRED IMPORTED_TARGET lept)
pkg_check_modules(tesseract REQUIRED IMPORTED_TARGET tesseract)
