// File: proof/grounds.h
//
// A proof as data, for a program that shares nothing with the engine
// (src/oracle/checker.pl, docs/proofs.md): every call on which an answer rests,
// each with what it is said to give, and every act that those calls need.
//
//   Grounds grounds(law, record, atlas, known, instrument);
//   std::string text = grounds.text("1", situation, verdict);   // proof(...). or not_checked(...).
//
// Nothing here is trusted: what is wrong or left out, the checker refuses.
// Where several steps would do, those are taken that rest on acts which the
// printed proof names, and otherwise on as few acts as can be found.
#pragma once

#include <memory>
#include <string>

#include "engine/facts.h"
#include "engine/verdict.h"

namespace ratione {

class Evaluator;

class Grounds {
 public:
  // Law, record and atlas must outlive it.
  static Results<Grounds> make(const Law& law, const Record& record, const Atlas& atlas, Day known,
                               const LawInstrument& instrument);
  Grounds(Grounds&&) noexcept;
  Grounds& operator=(Grounds&&) noexcept;
  ~Grounds();

  // One Prolog term and a line end. The verdict is the engine's on that
  // situation, for the instrument's first question. An answer that was found by
  // filling in what is unknown is not checked, and the term says so.
  std::string text(const std::string& id, const Situation& situation, const Verdict& verdict);

 private:
  struct Inside;
  explicit Grounds(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace ratione
