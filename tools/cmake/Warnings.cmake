# tulip::warnings: every target of the project links it privately, so that the flags do not reach code that is not ours.
add_library(tulip_warnings INTERFACE)
add_library(tulip::warnings ALIAS tulip_warnings)
target_compile_options(tulip_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# In somebody else's build a newer compiler's new warning is no reason to stop.
if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(tulip_warnings INTERFACE -Werror)
endif()
