// File: serve/routes.h
//
// The addresses below /api/v1, each with its parameters and what answers it.
// docs/openapi.json describes them; a test holds the two together.
//
//   Matched matched = match({"status", "lakes-accord"});
//   matched.route->answer(desk, {matched.named, query}, Form::json);
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answers/assess.h"
#include "answers/desk.h"
#include "answers/search.h"
#include "serve/target.h"

namespace ratione::serve {

enum class Form { json, csv, ics, atom };

struct Written {
  std::string type;
  std::string body;
};

// What an address asks: the named parts of its path, in order, and its
// parameters.
class Words {
 public:
  Words(std::vector<std::string> named, const std::vector<Parameter>& query,
        const std::string& text)
      : named_(std::move(named)), query_(query), text_(text) {}

  const std::string& named(std::size_t index) const { return named_[index]; }
  // Empty when it was not given.
  std::string one(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  // What was sent after the head.
  const std::string& text() const { return text_; }
  // Refuses what is not there: it is needed.
  std::string needed(std::string_view name) const;

 private:
  std::vector<std::string> named_;
  const std::vector<Parameter>& query_;
  const std::string& text_;
};

struct Accepted {
  std::string_view name;
  bool several = false;
};

// What answers need besides a desk, made once.
struct Shelf {
  const answers::Index& index;
};

struct Route {
  std::string_view name;               // of metrics
  std::vector<std::string_view> path;  // below /api/v1; "{}" is a named part
  std::vector<Accepted> accepted;      // besides format
  bool csv = false;
  Written (*answer)(answers::Desk&, const Shelf&, const Words&, Form) = nullptr;  // null: a stream
  // Of a question that may take seconds; null: none does.
  bool (*takes_long)(const Words&) = nullptr;
  bool feeds = false;        // a calendar and a feed, too
  bool on_is_today = false;  // unless it is given; elsewhere it is the day of knowledge
  bool reads_text = false;   // it is about a text that is sent with POST
};

std::span<const Route> routes();

struct Matched {
  const Route* route = nullptr;  // null: no such address
  std::vector<std::string> named;
};
Matched match(std::span<const std::string> path);

// Refuses parameters that the route does not take, that are given twice, or
// that are empty.
void check(const Route& route, const std::vector<Parameter>& query);

// The question of assess, from its parameters.
answers::AssessAsked asked_of(const Words& words);

}  // namespace ratione::serve
