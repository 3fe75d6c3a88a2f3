# A fingerprint of code, so that what other code wrote is not read:
#
#   ratione_code_fingerprint(ratione_compiled errors text calendar record law atlas compiled)
#
# gives the target "compiled/made_by.inc", a string: version and SHA-256 of every
# source of those folders of src/. Made again when one of them changes.
if(CMAKE_SCRIPT_MODE_FILE)
  set(sums "")
  string(REPLACE "," ";" folders "${FOLDERS}")
  foreach(folder IN LISTS folders)
    file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/${folder}/*)
    list(FILTER files EXCLUDE REGEX "_test\\.cc$")
    list(SORT files)
    foreach(file IN LISTS files)
      file(SHA256 ${SOURCE}/${file} sum)
      string(APPEND sums "${sum} ${file}\n")
    endforeach()
  endforeach()
  string(SHA256 sum "${sums}")
  file(WRITE ${OUT} "\"${VERSION} ${sum}\"\n")
  return()
endif()

set(fingerprint_script ${CMAKE_CURRENT_LIST_FILE})

function(ratione_code_fingerprint target)
  set(out ${PROJECT_BINARY_DIR}/generated/compiled/made_by.inc)
  set(sources "")
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${folder}/*)
    list(APPEND sources ${found})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  string(REPLACE ";" "," folders "${ARGN}")
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}/src -DFOLDERS=${folders}
            -DVERSION=${PROJECT_VERSION} -DOUT=${out} -P ${fingerprint_script}
    DEPENDS ${sources} ${fingerprint_script}
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
