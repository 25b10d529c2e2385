# gouji_protos(NAME FILES a.proto …): the messages of the files; NAME_grpc: the services of those in GRPC_FILES. Generated code is SYSTEM: our
# warnings do not apply to it.
function(gouji_protos name)
  cmake_parse_arguments(ARG "" "" "FILES;GRPC_FILES" ${ARGN})
  set(gen ${CMAKE_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${gen})
  set(sources "")
  foreach(file ${ARG_FILES})
    string(REGEX REPLACE "\\.proto$" ".pb" base ${file})
    add_custom_command(
      OUTPUT ${gen}/${base}.cc ${gen}/${base}.h
      COMMAND protobuf::protoc -I ${CMAKE_CURRENT_SOURCE_DIR} --cpp_out=${gen} ${file}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file}
      VERBATIM)
    list(APPEND sources ${gen}/${base}.cc)
  endforeach()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} SYSTEM PUBLIC ${gen})
  target_link_libraries(${name} PUBLIC gouji_compile protobuf::libprotobuf)

  set(grpc_sources "")
  foreach(file ${ARG_GRPC_FILES})
    string(REGEX REPLACE "\\.proto$" ".grpc.pb" base ${file})
    add_custom_command(
      OUTPUT ${gen}/${base}.cc ${gen}/${base}.h
      COMMAND protobuf::protoc -I ${CMAKE_CURRENT_SOURCE_DIR} --grpc_out=${gen} --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> ${file}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file}
      VERBATIM)
    list(APPEND grpc_sources ${gen}/${base}.cc)
  endforeach()
  add_library(${name}_grpc STATIC ${grpc_sources})
  # The private names of generated code are the same in every unit.
  set_target_properties(${name} ${name}_grpc PROPERTIES UNITY_BUILD OFF)
  target_link_libraries(${name}_grpc PUBLIC ${name} gRPC::grpc++)
endfunction()
