// File: answers/notices.h
//
// Notices that run, effects that lie ahead, declarations about to lapse.
//
//   NoticesAnswer answer = notices(desk, {.on = "2016-11-16"});
//   json_of(desk, answer); csv_of(desk, answer);
//   icalendar_of(desk, answer); atom_of(desk, answer);   // to be subscribed to
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "effects/ahead.h"

namespace ratione::answers {

struct NoticesAsked {
  std::string on, known, state;
};

struct NoticesAnswer {
  Day on, known;
  std::vector<Ahead> rows;
  std::vector<std::string> beyond;  // warnings
};

// The day of knowledge is that of `on` unless it is given.
NoticesAnswer notices(Desk& desk, const NoticesAsked& asked);
Json json_of(Desk& desk, const NoticesAnswer& answer);
std::string csv_of(Desk& desk, const NoticesAnswer& answer);

// RFC 5545: a day for each effect and lapse, and one for the last day on which a
// notice can be taken back. Their UIDs are those of the acts and stay the same.
std::string icalendar_of(Desk& desk, const NoticesAnswer& answer);
// RFC 4287: an entry for each row, with its sentences as content, dated by the day on
// which its act became known; the feed by the newest of these.
std::string atom_of(Desk& desk, const NoticesAnswer& answer);

// "Hungary: withdrawal notice takes effect".
std::string title_of(const Ahead& row, const States& states);

}  // namespace ratione::answers
