# Embeds the page and the description of the API in the program.
#
#   ratione_embed_page(ratione_serve)
#
# gives the target the files that web/built/manifest.json lists (compressed, as
# they are kept) and docs/openapi.json, and the file "serve/page_files.inc" with
# one row for each:
#
#   PAGE_FILE(0, "/index.html", "text/html; charset=utf-8", "9f86...", false)
#
# and for each address of the page, as web/src/views.json lists them:
#
#   PAGE_VIEW("/law/{}")
#
# The page is made by `make web`; where it was not, the table is empty.
function(ratione_embed_page target)
  set(built ${PROJECT_SOURCE_DIR}/web/built)
  set(folder ${PROJECT_BINARY_DIR}/generated/serve)
  set(rows "// Made from web/built/manifest.json by cmake/embed_page.cmake.\n")
  set(bytes "${rows}")
  set(embedded "")
  macro(embed name file)
    string(APPEND bytes
      "asm(\".section .rodata\\n\"\n"
      "    \".global ratione_${name}, ratione_${name}_end\\n\"\n"
      "    \"ratione_${name}: .incbin \\\"${file}\\\"\\n\"\n"
      "    \"ratione_${name}_end: .byte 0\\n\"\n"
      "    \".previous\");\n")
    list(APPEND embedded ${file})
  endmacro()

  embed(openapi ${PROJECT_SOURCE_DIR}/docs/openapi.json)
  if(EXISTS ${built}/manifest.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${built}/manifest.json)
    file(READ ${built}/manifest.json manifest)
    string(JSON count LENGTH "${manifest}")
    math(EXPR last "${count} - 1")
    if(count GREATER 0)
      foreach(i RANGE ${last})
        foreach(key IN ITEMS path file type sha256 immutable)
          string(JSON ${key} GET "${manifest}" ${i} ${key})
        endforeach()
        if(file MATCHES "\\.\\.|^/|[^-A-Za-z0-9_./]")
          message(FATAL_ERROR "web/built/manifest.json names the file \"${file}\"; make it anew with `make web`.")
        endif()
        string(REPLACE "ON" "true" immutable "${immutable}")
        string(REPLACE "OFF" "false" immutable "${immutable}")
        string(APPEND rows "PAGE_FILE(${i}, \"${path}\", \"${type}\", \"${sha256}\", ${immutable})\n")
        embed(page_${i} ${built}/${file})
      endforeach()
    endif()
  endif()
  set(list ${PROJECT_SOURCE_DIR}/web/src/views.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  file(READ ${list} views)
  set(addresses "// Made from web/src/views.json by cmake/embed_page.cmake.\n")
  string(JSON count LENGTH "${views}")
  math(EXPR last "${count} - 1")
  foreach(i RANGE ${last})
    string(JSON view GET "${views}" ${i})
    string(APPEND addresses "PAGE_VIEW(\"${view}\")\n")
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/page_views.inc CONTENT "${addresses}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/page_files.inc CONTENT "${rows}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/page_bytes.cc CONTENT "${bytes}" @ONLY)
  set_source_files_properties(${folder}/page_bytes.cc PROPERTIES OBJECT_DEPENDS "${embedded}")
  target_sources(${target} PRIVATE ${folder}/page_bytes.cc)
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
