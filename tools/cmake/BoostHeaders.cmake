# Boost::headers, on both sides. Boost::context, the compiled context switch, exists natively only: in the browser the functions
# behind it are wasm/fcontext.
if(NOT EMSCRIPTEN)
  find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS headers context)
  return()
endif()

# The system's /usr/include may not be on the include path of a wasm build, where it would hide the headers of Emscripten's C
# library. So a folder that holds nothing but a link to Boost's headers stands in for it.
find_path(TULIP_BOOST_ROOT boost/context/fiber.hpp REQUIRED NO_CMAKE_FIND_ROOT_PATH
          PATHS /usr/include /usr/local/include /opt/homebrew/include)
set(boost_include ${PROJECT_BINARY_DIR}/boost-include)
file(MAKE_DIRECTORY ${boost_include})
file(CREATE_LINK ${TULIP_BOOST_ROOT}/boost ${boost_include}/boost SYMBOLIC)

add_library(Boost::headers INTERFACE IMPORTED GLOBAL)
target_include_directories(Boost::headers SYSTEM INTERFACE ${boost_include})
