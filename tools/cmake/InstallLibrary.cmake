# `cmake --install`: the headers, the static libraries, and a package that other projects find with `find_package(asyncio)`.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/asyncio)
install(TARGETS asyncio asyncio_engine asyncio_native
  EXPORT asyncio
  FILE_SET HEADERS
  ARCHIVE)
install(EXPORT asyncio NAMESPACE asyncio:: FILE asyncio-targets.cmake DESTINATION ${package_folder})
# What uses the library needs the same standard library, which its package checks.
include(CheckCXXSourceCompiles)
check_cxx_source_compiles("#include <version>
  #ifndef _LIBCPP_VERSION
  #error another standard library
  #endif
  int main() {}" ASYNCIO_HAS_LIBCXX)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/asyncio-config.cmake.in
  ${PROJECT_BINARY_DIR}/package/asyncio-config.cmake
  INSTALL_DESTINATION ${package_folder})
# While the first number is 0, the second one changes what programs see.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/asyncio-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/asyncio-config.cmake
  ${PROJECT_BINARY_DIR}/package/asyncio-config-version.cmake
  DESTINATION ${package_folder})
# For builds without CMake: c++ $(pkg-config --cflags asyncio) main.cpp $(pkg-config --libs asyncio)
if(ASYNCIO_HAS_LIBCXX)
  set(standard_library_flag -stdlib=libc++)
endif()
file(RELATIVE_PATH prefix_from_pkgconfig /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(${CMAKE_CURRENT_LIST_DIR}/asyncio.pc.in ${PROJECT_BINARY_DIR}/package/asyncio.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/package/asyncio.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/asyncio)
