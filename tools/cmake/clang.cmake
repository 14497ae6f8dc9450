# Native builds: clang 19 or newer with libc++, so that the standard library is the one of the browser build.
foreach(version 19 20 21 22)
  list(APPEND clang_names clang++-${version})
endforeach()
find_program(CMAKE_CXX_COMPILER NAMES ${clang_names} clang++ NAMES_PER_DIR REQUIRED PATHS /opt/homebrew/opt/llvm/bin)
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++")
if(NOT CMAKE_HOST_APPLE)
  set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld")
endif()
