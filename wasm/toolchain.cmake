# WebAssembly builds: static libraries (and, for tests, programs) compiled by the Emscripten that tools/toolchain.ts found or
# installed and recorded in build/toolchain.json.
#
# Linking into a self-contained program is not done by emcc but as the page does it, by plain wasm-ld: see wasm/sdk.

cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH tulip_root)
set(record ${tulip_root}/build/toolchain.json)
if(NOT EXISTS ${record})
  message(FATAL_ERROR "There is no build/toolchain.json: `npm run build` installs the toolchain and writes it.")
endif()
file(READ ${record} toolchain)
string(JSON emscripten GET ${toolchain} emscripten)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${record})

# Emscripten's own description of the platform: compilers, archiver, file suffixes, where to look for packages.
include(${emscripten}/cmake/Modules/Platform/Emscripten.cmake)

string(JOIN " " CMAKE_CXX_FLAGS_INIT
  # Native WebAssembly exceptions. The other kind (-fexceptions) throws through JavaScript frames, over which a fiber cannot be
  # suspended. The system libraries that belong to this are the `-except` ones.
  -fwasm-exceptions
  # No -pthread, here or anywhere: it needs SharedArrayBuffer, which a page that is embedded in another site does not get.
)

# Everything above -O2 makes programs larger and was not measurably faster; size is download time here.
set(CMAKE_CXX_FLAGS_RELEASE_INIT "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "Flags of the release build")
