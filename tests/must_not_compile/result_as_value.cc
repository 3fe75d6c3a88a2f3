// A result holds a value or an error: it is no truth and no value by itself.
// says: conversion from .* requested|no viable conversion
#include "calendar/day.h"

ratione::Day example() {
#ifdef MUST_NOT_COMPILE
  ratione::Day day = ratione::Day::parse("2016-11-16");
#else
  ratione::Day day = ratione::Day::parse("2016-11-16").value_or(ratione::Day::first());
#endif
  return day;
}
