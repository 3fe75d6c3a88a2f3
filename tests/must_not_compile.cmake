cmake_minimum_required(VERSION 3.25)
# A file of tests/must_not_compile must compile as it stands, and must not with
# MUST_NOT_COMPILE defined: then the compiler has to say what the file's line
#   // says: REGEX
# announces. Without the first half any typing mistake would pass for a success.
file(STRINGS ${SOURCE} says REGEX "^// says: ")
string(REGEX REPLACE "^// says: " "" says "${says}")
if(NOT says)
  message(FATAL_ERROR "${SOURCE} has no line \"// says: REGEX\".")
endif()
set(ENV{LC_ALL} C)
set(compile ${COMPILER} -std=c++20 -fsyntax-only -I ${INCLUDE} ${SOURCE})

execute_process(COMMAND ${compile} RESULT_VARIABLE code ERROR_VARIABLE error)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${SOURCE} must compile without MUST_NOT_COMPILE:\n${error}")
endif()
execute_process(COMMAND ${compile} -DMUST_NOT_COMPILE RESULT_VARIABLE code ERROR_VARIABLE error)
if(code EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles, and must not.")
endif()
if(NOT error MATCHES "${says}")
  message(FATAL_ERROR "${SOURCE} fails as it should, but the compiler does not say \"${says}\":\n${error}")
endif()
