// File: serve/reply.h
//
// What the server is asked and what it says, without the wire.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ratione::serve {

struct Request {
  std::string method;
  std::string target;  // as it came: path and query
  std::string accept, accept_encoding, if_none_match;
  bool body = false;  // one was announced
  std::string text;   // what was sent, to an address that reads it
};

using Bytes = std::shared_ptr<const std::string>;

struct Reply {
  int status = 200;
  std::string type;
  Bytes body;
  std::vector<std::pair<std::string, std::string>> headers;
  // The body's parts as they come, in place of `body`; nothing at the end. Throws
  // answers::Stop when the rest cannot be had.
  std::function<std::optional<std::string>()> next;
};

}  // namespace ratione::serve
