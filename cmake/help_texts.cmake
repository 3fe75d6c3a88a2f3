# Embeds docs/cli/*.md, so that help texts may name treaties and C++ need not.
#
#   ratione_embed_help(ratione_cli)
#
# gives the target the file "cli/help_texts.inc", one entry a page, in the order
# of their names:
#
#   {"status", R"help(...)help"},
function(ratione_embed_help target)
  file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/cli/*.md)
  set(out ${PROJECT_BINARY_DIR}/generated/cli/help_texts.inc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/docs/cli -DOUT=${out}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_help.cmake
    DEPENDS ${pages} ${PROJECT_SOURCE_DIR}/cmake/embed_help.cmake
    VERBATIM)
  add_custom_target(${target}_help DEPENDS ${out})
  add_dependencies(${target} ${target}_help)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    target_include_directories(${target} INTERFACE ${PROJECT_BINARY_DIR}/generated)
  else()
    target_include_directories(${target} PUBLIC ${PROJECT_BINARY_DIR}/generated)
  endif()
endfunction()
