# One set of words, marks and colours for terminal, report and page. It stands in
# web/src/words.json and web/src/colours.css, and C++ gets it from there:
#
#   ratione_tokens(ratione_answers ratione_report)
#
# gives the first target "answers/faces.inc", a row for each conclusion and for
# each other word that has a colour, and the second one "report/colours.inc", a
# string:
#
#   CONCLUSION(yes, "✓", "+", green)
#   COLOURED("party", green)
function(ratione_tokens answers report)
  set(folder ${PROJECT_SOURCE_DIR}/web/src)
  set(generated ${PROJECT_BINARY_DIR}/generated)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/words.json
               ${folder}/colours.css)

  file(READ ${folder}/words.json words)
  set(rows "// Made from web/src/words.json by cmake/tokens.cmake.\n")
  macro(each_word list)
    string(JSON count LENGTH "${words}" ${list})
    math(EXPR last "${count} - 1")
    foreach(i RANGE ${last})
      string(JSON word GET "${words}" ${list} ${i} word)
      string(JSON colour GET "${words}" ${list} ${i} colour)
      if("${list}" STREQUAL "conclusions")
        string(JSON mark GET "${words}" ${list} ${i} mark)
        string(JSON ascii GET "${words}" ${list} ${i} ascii)
        string(APPEND rows "CONCLUSION(${word}, \"${mark}\", \"${ascii}\", ${colour})\n")
      elseif(NOT colour STREQUAL "")
        string(APPEND rows "COLOURED(\"${word}\", ${colour})\n")
      endif()
    endforeach()
  endmacro()
  each_word(conclusions)
  each_word(statuses)
  each_word(outcomes)
  each_word(claims)
  file(CONFIGURE OUTPUT ${generated}/answers/faces.inc CONTENT "${rows}" @ONLY)
  target_include_directories(${answers} PRIVATE ${generated})

  file(READ ${folder}/colours.css colours)
  file(CONFIGURE OUTPUT ${generated}/report/colours.inc CONTENT "R\"css(${colours})css\"\n" @ONLY)
  target_include_directories(${report} PRIVATE ${generated})
endfunction()
