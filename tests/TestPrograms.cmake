# add_program(name source...)        a program linked with the engine
# add_test_program(name [SHARDS number] source...)
#   the same with GoogleTest, and a main function that finds leaks after each test. Each test is a process of its own, natively; with
#   SHARDS so many processes share them.

if(EMSCRIPTEN)
  # As the page links: one self-contained file, without the JavaScript that emcc would write.
  set(link_script ${CMAKE_CURRENT_SOURCE_DIR}/support/link.ts)
  set(CMAKE_CXX_LINK_EXECUTABLE
    "${PROJECT_SOURCE_DIR}/node_modules/.bin/node ${link_script} <TARGET> <OBJECTS> <LINK_LIBRARIES>")
  set(CMAKE_EXECUTABLE_SUFFIX .wasm)
  set(CMAKE_EXECUTABLE_SUFFIX_CXX .wasm)
else()
  find_package(OpenSSL REQUIRED)
endif()

function(add_program name)
  add_executable(${name} ${ARGN})
  # Tests of the parts include the parts' own headers.
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/engine)
  target_link_libraries(${name} PRIVATE tulip::warnings asyncio)
  if(EMSCRIPTEN)
    set_target_properties(${name} PROPERTIES LINK_DEPENDS
      "${link_script};${PROJECT_SOURCE_DIR}/wasm/sdk/arguments.ts;${PROJECT_SOURCE_DIR}/wasm/sdk/libraries.ts")
  endif()
endfunction()

# What nearly every test includes, compiled once for all test programs.
add_library(tulip_test_headers OBJECT EXCLUDE_FROM_ALL support/precompiled.cpp)
target_link_libraries(tulip_test_headers PRIVATE tulip::warnings asyncio GTest::gmock Boost::headers)
target_precompile_headers(tulip_test_headers PRIVATE support/precompiled.hpp)
# How a test is compiled, for the sake of the time that it takes; the library itself is not spared. For a browser as the page compiles a
# reader's program. Natively without optimization, which takes longer than all else, and, of all that the sanitizer looks at, without what
# costs a third of the time.
if(EMSCRIPTEN)
  set(test_options -O1)
else()
  set(test_options -O0 -fno-sanitize=object-size,vptr)
endif()
target_compile_options(tulip_test_headers PRIVATE ${test_options})

function(add_test_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" SHARDS "")
  add_program(${name} ${arg_UNPARSED_ARGUMENTS} support/main.cpp)
  target_link_libraries(${name} PRIVATE GTest::gmock Boost::headers)
  target_precompile_headers(${name} REUSE_FROM tulip_test_headers)
  target_compile_options(${name} PRIVATE ${test_options})
  # Several sources at a time: what a test costs is mostly the templates of the library, which each would compile for itself.
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  if(EMSCRIPTEN)
    return()
  endif()
  if(NOT arg_SHARDS)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)
    return()
  endif()
  foreach(shard RANGE 1 ${arg_SHARDS})
    math(EXPR index "${shard} - 1")
    add_test(NAME ${name}.${shard} COMMAND ${name})
    # Each writes what became of its tests to a report, which tools/test.ts reads.
    set_tests_properties(${name}.${shard} PROPERTIES
      TIMEOUT 300
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${arg_SHARDS};GTEST_SHARD_INDEX=${index};GTEST_OUTPUT=xml:${CMAKE_BINARY_DIR}/reports/${name}.${shard}.xml")
  endforeach()
endfunction()
