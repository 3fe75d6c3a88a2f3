// File: serve/service.h
//
// From a request to its reply, without the wire: pages, answers, problems,
// ETags, what is kept.
//
//   Service service(house);
//   Reply reply = service.reply({"GET", "/api/v1/state/CHE?on=2002-07-01"});
//
// For several threads. What is computed at a time is bounded; who waits too
// long for a turn is told that the server is busy.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "answers/engines.h"
#include "answers/house.h"
#include "answers/search.h"
#include "serve/kept_answers.h"
#include "serve/metrics.h"
#include "serve/reply.h"
#include "serve/routes.h"
#include "serve/turns.h"

namespace ratione::serve {

class Service {
 public:
  // Reads law, record and atlas, so that what is wrong with them shows at once.
  // The house must outlive the service.
  explicit Service(answers::House& house);

  Reply reply(const Request& request);
  // Whether its address takes a text that is sent with it.
  bool reads_text(const Request& request) const;

  // From now on /ready says no, and streams end early.
  void stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }
  Metrics& metrics() { return metrics_; }

 private:
  Reply found(const Request& request, std::string_view& route);
  Reply page(const Request& request, const Target& target);
  Reply api(const Request& request, const Target& target, std::string_view& route);
  Reply world(const Request& request, const Words& words, const std::string& key,
              const std::string& etag);
  Reply of_text(const Request& request, const Route& route, const Words& words, Form form);
  Reply given(const Request& request, const std::string& key, KeptAnswer answer);
  Reply health(const Target& target);
  std::string gauges() const;

  answers::House& house_;
  answers::Engines engines_;
  std::unique_ptr<const answers::Index> index_;
  std::string made_of_;  // program, law, record, atlas: of every ETag
  KeptAnswers kept_{20'000, 64u << 20};
  Turns turns_;
  std::atomic<int> worlds_ = 0;
  std::atomic<bool> stopping_ = false;
  Metrics metrics_;
};

}  // namespace ratione::serve
