# Refuses a compiler that cannot build the library in one sentence, where the compiler itself would need hundreds of lines.
include(CheckCXXSourceCompiles)
check_cxx_source_compiles("#include <version>
  #if !__has_include(<format>) || !defined(__cpp_lib_expected)
  #error an older standard library
  #endif
  int main() {}" TULIP_HAS_STANDARD_LIBRARY)
set(compiler "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
if(NOT TULIP_HAS_STANDARD_LIBRARY OR NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang" OR
   (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19))
  # Asked again next time, as the flags may be others then.
  unset(TULIP_HAS_STANDARD_LIBRARY CACHE)
  message(FATAL_ERROR "asyncio, and what uses it, needs clang 19 or newer with libc++, and this is ${compiler}: configure a new build \
folder with \
-DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_CXX_FLAGS=-stdlib=libc++")
endif()
