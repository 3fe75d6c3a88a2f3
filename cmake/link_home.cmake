cmake_minimum_required(VERSION 3.25)
# Links law/, record/, atlas/ and DuckDB's library into a build folder, where
# the program looks for them. Those that are not there yet are passed over.
foreach(folder IN ITEMS law record atlas)
  if(IS_DIRECTORY ${SOURCE}/${folder} AND NOT EXISTS ${BUILD}/${folder})
    file(CREATE_LINK ${SOURCE}/${folder} ${BUILD}/${folder} SYMBOLIC)
  endif()
endforeach()
set(library ${SOURCE}/build/deps/lib/libduckdb.so)
if(EXISTS ${library} AND NOT EXISTS ${BUILD}/libduckdb.so)
  file(CREATE_LINK ${library} ${BUILD}/libduckdb.so SYMBOLIC)
endif()
