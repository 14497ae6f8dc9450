# GTest::gmock (GoogleTest with GoogleMock) and GTest::gmock_main (the same with a main function), compiled from the sources that
# Debian's package googletest installs: the prebuilt libraries are for libstdc++, and there are none for WebAssembly. GoogleTest's
# own CMake files are not used because their flags (-fexceptions, -pthread) are not ours.
find_path(TULIP_GOOGLETEST googletest/src/gtest-all.cc NO_CMAKE_FIND_ROOT_PATH
          PATHS /usr/src/googletest /usr/local/src/googletest)
if(NOT TULIP_GOOGLETEST)
  message(FATAL_ERROR "The tests need GoogleTest's sources: install them (on Debian googletest), say where they are by \
-DTULIP_GOOGLETEST=FOLDER, or leave the tests out by -DTULIP_TESTS=OFF")
endif()

add_library(tulip_gmock STATIC EXCLUDE_FROM_ALL
  ${TULIP_GOOGLETEST}/googletest/src/gtest-all.cc ${TULIP_GOOGLETEST}/googlemock/src/gmock-all.cc)
target_include_directories(tulip_gmock SYSTEM
  PUBLIC ${TULIP_GOOGLETEST}/googletest/include ${TULIP_GOOGLETEST}/googlemock/include
  PRIVATE ${TULIP_GOOGLETEST}/googletest ${TULIP_GOOGLETEST}/googlemock)
if(EMSCRIPTEN)
  # Programs in the browser have one thread.
  target_compile_definitions(tulip_gmock PUBLIC GTEST_HAS_PTHREAD=0)
  target_compile_options(tulip_gmock PRIVATE -O1)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(tulip_gmock PUBLIC Threads::Threads)
  # Compiled for these tests alone, which neither wait for it nor look for mistakes in it.
  target_compile_options(tulip_gmock PRIVATE -O0 -fno-sanitize=undefined)
endif()
add_library(GTest::gmock ALIAS tulip_gmock)

add_library(tulip_gmock_main STATIC EXCLUDE_FROM_ALL ${TULIP_GOOGLETEST}/googlemock/src/gmock_main.cc)
target_link_libraries(tulip_gmock_main PUBLIC tulip_gmock)
add_library(GTest::gmock_main ALIAS tulip_gmock_main)

# For gtest_discover_tests.
include(GoogleTest)
