# Boost::headers and fmt::headers, on both sides. Boost::context, the compiled context switch, exists natively only: in the browser
# the functions behind it are wasm/fcontext.

# find_headers(variable header library)   sets the variable to the folder that holds the library's header
function(find_headers variable header library)
  find_path(${variable} ${header} NO_CMAKE_FIND_ROOT_PATH PATHS /usr/include /usr/local/include /opt/homebrew/include)
  if(NOT ${variable})
    message(FATAL_ERROR "${header} was not found: install ${library}, or say where it is by -D${variable}=FOLDER")
  endif()
endfunction()

find_headers(TULIP_BOOST_ROOT boost/context/fiber.hpp
             "Boost 1.81 or newer (on Debian libboost1.81-dev and libboost-context1.81-dev)")
find_headers(TULIP_FMT_ROOT fmt/format.h "{fmt} (on Debian libfmt-dev)")

if(NOT EMSCRIPTEN)
  # Into the program: a call of a shared library goes by way of a table, at each switch.
  set(Boost_USE_STATIC_LIBS ON)
  find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS headers context)
endif()

# The system's /usr/include may not be on the include path of a wasm build, where it would hide the headers of Emscripten's C
# library. So a folder that holds nothing but links to these libraries' headers stands in for it.
set(header_links ${PROJECT_BINARY_DIR}/header-links)
file(MAKE_DIRECTORY ${header_links})
file(CREATE_LINK ${TULIP_BOOST_ROOT}/boost ${header_links}/boost SYMBOLIC)
file(CREATE_LINK ${TULIP_FMT_ROOT}/fmt ${header_links}/fmt SYMBOLIC)

add_library(fmt::headers INTERFACE IMPORTED GLOBAL)
target_include_directories(fmt::headers SYSTEM INTERFACE ${header_links})
if(EMSCRIPTEN)
  add_library(Boost::headers INTERFACE IMPORTED GLOBAL)
  target_include_directories(Boost::headers SYSTEM INTERFACE ${header_links})
endif()
