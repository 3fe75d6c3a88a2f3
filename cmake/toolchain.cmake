# The compiler's settings and the libraries that every part may use.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)  # the SQL extension is a shared library
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# A linker that is quicker than the default, where there is one.
include(CheckCXXSourceCompiles)
foreach(linker IN ITEMS lld mold)
  set(CMAKE_REQUIRED_LINK_OPTIONS -fuse-ld=${linker})
  check_cxx_source_compiles("int main() {}" RATIONE_LINKS_WITH_${linker})
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(RATIONE_LINKS_WITH_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()

if(RATIONE_SANITIZE)
  add_compile_options(-fsanitize=${RATIONE_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${RATIONE_SANITIZE})
endif()
if(RATIONE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "The fuzz targets need clang; use the preset: cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)

add_library(ratione_settings INTERFACE)
target_include_directories(ratione_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(ratione_settings INTERFACE
  RATIONE_VERSION="${PROJECT_VERSION}")
target_compile_options(ratione_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  # GCC 12 warns wrongly about "text" + std::string (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # clang takes a sign change for a conversion; GCC, whose word counts, does not.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>
  $<$<BOOL:${RATIONE_WERROR}>:-Werror>)
target_link_libraries(ratione_settings INTERFACE fmt::fmt tl::expected)

# DuckDB: the header alone. The library is opened by name when a command needs it.
add_library(duckdb_header INTERFACE)
target_include_directories(duckdb_header SYSTEM INTERFACE ${PROJECT_SOURCE_DIR}/third_party/duckdb)
