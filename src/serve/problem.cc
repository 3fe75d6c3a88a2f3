#include "serve/problem.h"

#include <algorithm>

#include "answers/forms.h"
#include "errors/quoted.h"

namespace ratione::serve {

std::string_view phrase_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Payload Too Large";
    case 414:
      return "URI Too Long";
    case 416:
      return "Range Not Satisfiable";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

namespace {

// What stands in the path is a thing that is there or not; what stands behind
// the question mark is right or wrong.
int status_of(const answers::Stop& stop) {
  // What was sent with the question is the asker's, too.
  if (!stop.errors.empty() && stop.errors.front().code == Code::not_text) return 400;
  if (!stop.errors.empty() && stop.errors.front().code == Code::text_too_large) return 413;
  if (stop.fault != answers::Fault::asked_wrongly) return 500;
  switch (stop.errors.empty() ? Code::went_wrong : stop.errors.front().code) {
    case Code::unknown_instrument:
    case Code::law_missing:
    case Code::unknown_provision:
    case Code::act_not_found:
    case Code::no_such_address:
      return 404;
    case Code::unknown_state:
    case Code::ambiguous_state:
      return stop.word.empty() ? 404 : 400;
    default:
      return 400;
  }
}

}  // namespace

Reply problem(int status, Code code, std::string_view says, std::string_view target) {
  Reply reply;
  reply.status = status;
  reply.type = "application/problem+json";
  // A target that is no text cannot stand in JSON as it came.
  std::string instance = ratione::quoted(target, 500);
  instance = instance.substr(1, instance.size() - 2);
  reply.body = std::make_shared<const std::string>(
      answers::printed(answers::Json{{"type", "about:blank"},
                                     {"title", phrase_of(status)},
                                     {"status", status},
                                     {"detail", says},
                                     {"instance", instance},
                                     {"code", text_of(code)}}));
  if (status == 503) reply.headers.emplace_back("Retry-After", "2");
  if (status == 405) reply.headers.emplace_back("Allow", "GET, HEAD");
  return reply;
}

Reply problem(const answers::Stop& stop, std::string_view target) {
  std::string says;
  Code code = Code::went_wrong;
  if (!stop.errors.empty()) code = stop.errors.front().code;
  // Of many faults in a file the first ones tell enough.
  for (std::size_t i = 0; i < std::min<std::size_t>(stop.errors.size(), 5); ++i) {
    const Error& error = stop.errors[i];
    says += says.empty() ? "" : " ";
    says += error.place.file.empty() ? error.says : error.render();
  }
  return problem(status_of(stop), code, says, target);
}

}  // namespace ratione::serve
