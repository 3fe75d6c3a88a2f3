# One static library per folder of src/, and what may rest on what.
#
#   ratione_folder(engine USES law record atlas LINKS OpenSSL::Crypto)
#
# gives the library ratione_engine from every engine/**.cc, the GoogleTest
# program engine_test from every engine/**_test.cc, and the benchmark program
# engine_bench (not built by default) from every engine/**_bench.cc. A folder
# that does not exist yet is passed over. USES names folders that were given
# before: imports only run downward, and tests/imports.cmake holds the #include
# lines to the same table.

set_property(GLOBAL PROPERTY RATIONE_FOLDERS)

function(ratione_folder name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS")
  set(folder ${PROJECT_SOURCE_DIR}/src/${name})

  # What the folder may include: itself, what it uses, and what those use.
  set(reach ${name})
  foreach(used IN LISTS arg_USES)
    get_property(below GLOBAL PROPERTY RATIONE_REACH_${used})
    if(NOT below)
      message(FATAL_ERROR "src/${name} uses src/${used}, which stands above it in src/CMakeLists.txt")
    endif()
    list(APPEND reach ${below})
  endforeach()
  list(REMOVE_DUPLICATES reach)
  set_property(GLOBAL PROPERTY RATIONE_REACH_${name} "${reach}")
  set_property(GLOBAL APPEND PROPERTY RATIONE_FOLDERS ${name})

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cc$")
  list(FILTER sources EXCLUDE REGEX "(_test|_bench|_fuzz|/main)\\.cc$")

  set(links ratione_settings ${arg_LINKS})
  foreach(used IN LISTS arg_USES)
    list(APPEND links ratione_${used})
  endforeach()
  if(sources)
    add_library(ratione_${name} STATIC ${sources})
    target_link_libraries(ratione_${name} PUBLIC ${links})
  else()
    add_library(ratione_${name} INTERFACE)
    target_link_libraries(ratione_${name} INTERFACE ${links})
  endif()

  if(tests AND RATIONE_TESTS)
    ratione_unit_test(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ratione_${name})
  endif()
  if(benches)
    ratione_bench(${name}_bench ${benches})
    if(TARGET ${name}_bench)
      target_link_libraries(${name}_bench PRIVATE ratione_${name})
    endif()
  endif()
endfunction()

# A GoogleTest program whose tests ctest knows by name. They run in the source
# folder, so that law/, record/ and tests/ are named relative to it.
function(ratione_unit_test name)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  include(GoogleTest)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE GTest::gtest GTest::gtest_main rapidcheck)
  target_compile_definitions(${name} PRIVATE RATIONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # Test macros and generators shadow and convert as they please.
  target_compile_options(${name} PRIVATE -Wno-conversion -Wno-shadow)
  gtest_discover_tests(${name}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS unit TIMEOUT 900)
  if(NOT TARGET unit_tests)
    add_custom_target(unit_tests)
  endif()
  add_dependencies(unit_tests ${name})
endfunction()

# A Google Benchmark program: built by the target `benches`, never by default.
function(ratione_bench name)
  find_package(benchmark QUIET)
  if(NOT benchmark_FOUND)
    return()
  endif()
  add_executable(${name} EXCLUDE_FROM_ALL ${ARGN})
  target_link_libraries(${name} PRIVATE benchmark::benchmark benchmark::benchmark_main)
  target_compile_definitions(${name} PRIVATE RATIONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(NOT TARGET benches)
    add_custom_target(benches)
  endif()
  add_dependencies(benches ${name})
endfunction()
