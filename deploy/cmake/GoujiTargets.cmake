# Target helpers. Every target of Gouji is made by one of them, so that warnings, sanitizers and include paths stand in one place.
#
#   gouji_library(NAME SOURCES a.cc b.cc DEPS other)            a static library
#   gouji_program(NAME SOURCES main.cc DEPS lib)                a program in build/<preset>/bin
#   gouji_test(NAME LABEL unit SOURCES a_test.cc DEPS lib)      a GoogleTest program, one ctest test
#   gouji_benchmark(NAME SOURCES b.cc DEPS lib)                 a Google Benchmark program, with a smoke run in ctest (label bench); none under sanitizers
#   gouji_fuzzer(NAME SOURCES f.cc DEPS lib CORPUS dir...)      a fuzz target; outside the preset fuzz it replays its corpus in ctest (label fuzz)
#   gouji_embed(NAME NAMESPACE a::b FILES x.textproto)          a library that holds files as std::string_view constants
#
# The preset asan compiles eight units of a target as one (CMAKE_UNITY_BUILD), which takes about half the time: most of a unit is headers. So do
# tests/run.sh and the preset dev when they start from nothing; that each unit compiles by itself is seen by clang-tidy.
# A unit whose private names collide with those of another in its target stands under ALONE, in the first four of these calls, and is compiled by itself.
option(GOUJI_WERROR "Treat warnings as errors" OFF)
option(GOUJI_FUZZ "Build fuzz targets with libFuzzer" OFF)
set(GOUJI_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The base directory makes the cache serve several checkouts and presets of one tree.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()

# What every unit is compiled with, generated ones included.
add_library(gouji_compile INTERFACE)
target_compile_features(gouji_compile INTERFACE cxx_std_20)
if(GOUJI_SANITIZE)
  # clang takes half the time over instrumented code when it does not optimise it, which is more than the tests lose by that.
  target_compile_options(
    gouji_compile INTERFACE $<$<CONFIG:Debug>:-O0> -fsanitize=${GOUJI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(gouji_compile INTERFACE -fsanitize=${GOUJI_SANITIZE})
else()
  target_compile_options(gouji_compile INTERFACE $<$<CONFIG:Debug>:-Og>)
endif()
if(GOUJI_FUZZ)
  target_compile_options(gouji_compile INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What our own units are compiled with besides.
add_library(gouji_warnings INTERFACE)
target_compile_options(
  gouji_warnings
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
            $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety -Wimplicit-fallthrough>
            # g++ says it of a private type in a unit that is included in another, as units that are compiled as one are.
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage> $<$<BOOL:${GOUJI_WERROR}>:-Werror>)

# Programs allocate with mimalloc: reading a report makes hundreds of small strings (tests/benchmarks/README.md has the difference).
# Sanitizers bring an allocator of their own.
add_library(gouji_allocator INTERFACE)
if(NOT GOUJI_SANITIZE)
  target_link_libraries(gouji_allocator INTERFACE mimalloc)
endif()

function(_gouji_target name)
  cmake_parse_arguments(ARG "" "" "ALONE" ${ARGN})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC gouji_compile PRIVATE gouji_warnings)
  if(ARG_ALONE)
    target_sources(${name} PRIVATE ${ARG_ALONE})
    set_source_files_properties(${ARG_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

function(gouji_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ALONE;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  _gouji_target(${name} ALONE ${ARG_ALONE})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
endfunction()

function(gouji_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ALONE;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  _gouji_target(${name} ALONE ${ARG_ALONE})
  target_link_libraries(${name} PRIVATE gouji_allocator ${ARG_DEPS})
endfunction()

function(gouji_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;ALONE;DEPS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT ARG_LABEL)
    message(FATAL_ERROR "gouji_test(${name}): LABEL is missing (unit, rpc, integration, e2e)")
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600) # a guard against hangs, far beyond what a slow and busy machine needs
  endif()
  add_executable(${name} ${ARG_SOURCES})
  _gouji_target(${name} ALONE ${ARG_ALONE})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE GOUJI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(
    ${name}
    PROPERTIES LABELS ${ARG_LABEL}
               TIMEOUT ${ARG_TIMEOUT}
               # A test with some skipped cases has still passed; only a wholly skipped one is reported as skipped. One whose
               # cases all fail says "0 tests" too, and lists them at the end.
               SKIP_REGULAR_EXPRESSION "\\[  PASSED  \\] 0 tests\\.[\n]+(\\[  SKIPPED \\] [^\n]*[\n]+)+$"
               ENVIRONMENT "GOUJI_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()

function(gouji_benchmark name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ALONE;DEPS" ${ARGN})
  if(NOT BUILD_TESTING OR NOT benchmark_FOUND OR GOUJI_SANITIZE)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  _gouji_target(${name} ALONE ${ARG_ALONE})
  target_link_libraries(${name} PRIVATE gouji_allocator ${ARG_DEPS} benchmark::benchmark benchmark::benchmark_main)
  target_compile_definitions(${name} PRIVATE GOUJI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} --benchmark_min_time=0.01)
  set_tests_properties(${name} PROPERTIES LABELS bench TIMEOUT 600)
endfunction()

function(gouji_fuzzer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;CORPUS" ${ARGN})
  if(NOT BUILD_TESTING)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  _gouji_target(${name})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  if(GOUJI_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${name} COMMAND ${name} -runs=0 ${ARG_CORPUS})
  else()
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cc)
    add_test(NAME ${name} COMMAND ${name} ${ARG_CORPUS})
  endif()
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 600)
endfunction()

function(gouji_embed name)
  cmake_parse_arguments(ARG "" "NAMESPACE" "FILES" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  set(inputs "")
  foreach(file ${ARG_FILES})
    cmake_path(ABSOLUTE_PATH file)  # as seen from the folder of the sources; what is made while building has a path of its own
    list(APPEND inputs ${file})
  endforeach()
  string(REPLACE ";" "|" joined "${inputs}")
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=${ARG_NAMESPACE} "-DFILES=${joined}" -P
            ${PROJECT_SOURCE_DIR}/deploy/cmake/embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/deploy/cmake/embed.cmake
    VERBATIM)
  add_library(${name} STATIC ${out})
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  target_link_libraries(${name} PUBLIC gouji_compile)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()
