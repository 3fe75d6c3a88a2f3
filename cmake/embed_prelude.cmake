# Embeds a text in C++: ratione_embed_prelude(ratione_oracle oracle/prelude.pl)
# gives the target "oracle/prelude.inc", one raw string.
function(ratione_embed_prelude target file)
  set(source ${PROJECT_SOURCE_DIR}/src/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} text)
  string(REGEX REPLACE "\\.[a-z]+$" ".inc" out ${file})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${out}
       CONTENT "R\"prelude(@text@)prelude\"" @ONLY)
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
