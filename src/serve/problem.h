// File: serve/problem.h
//
// What went wrong with a request, as RFC 9457 has it.
//
//   {"type": "about:blank", "title": "Bad Request", "status": 400,
//    "detail": "on \"2016-02-30\" is not a day; February 2016 has 29.",
//    "instance": "/api/v1/status/...", "code": "calendar.003"}
#pragma once

#include <string>
#include <string_view>

#include "answers/stop.h"
#include "serve/reply.h"

namespace ratione::serve {

std::string_view phrase_of(int status);

Reply problem(int status, Code code, std::string_view says, std::string_view target);
// 404 for what is named in the path and is not there, 400 for other faults of
// the question, 500 for files and machine.
Reply problem(const answers::Stop& stop, std::string_view target);

}  // namespace ratione::serve
