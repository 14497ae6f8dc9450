# Runs PROGRAM with the argument NAME; what it prints must be the file EXPECTED, byte by byte.
execute_process(COMMAND ${PROGRAM} ${NAME} OUTPUT_VARIABLE printed ERROR_VARIABLE errors RESULT_VARIABLE status)
file(READ ${EXPECTED} expected)
if(NOT status EQUAL 0 OR NOT "${printed}" STREQUAL "${expected}")
  message("--- expected\n${expected}--- printed\n${printed}--- on stderr\n${errors}")
  message(FATAL_ERROR "${NAME} ended with ${status}")
endif()
