#ifndef GOUJI_SERVICES_VALIDATE_PHRASE_SET_H_
#define GOUJI_SERVICES_VALIDATE_PHRASE_SET_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "re2/re2.h"
#include "re2/set.h"
#include "services/report/report.h"

namespace gouji::validate {

// Which patterns of a set may occur in which sections of a report.
class PhraseScan {
 public:
  // False only when the pattern occurs nowhere in the section; true for every pattern that is not of the set.
  bool MayOccur(const re2::RE2& pattern, size_t section) const;

 private:
  friend class PhraseSet;
  PhraseScan(const std::vector<const re2::RE2*>& patterns, size_t section_count)
      : patterns_(patterns), may_occur_(patterns.size() * section_count) {}

  const std::vector<const re2::RE2*>& patterns_;
  std::vector<bool> may_occur_;  // by section, then pattern
};

// The patterns that the rules of a form look for in the prose. Most of them occur in few reports: one scan for all of
// them tells which, instead of one for each rule.
//
//   const PhraseScan scan = phrases.Scan(report);
//   if (scan.MayOccur(*pattern, 0)) … re2::RE2::PartialMatch(report.sections[0].text, *pattern) …
//
// Immutable after construction; thread-safe. The patterns must outlive it, and it the scans.
class PhraseSet {
 public:
  PhraseSet() = default;
  explicit PhraseSet(std::vector<const re2::RE2*> patterns);

  PhraseScan Scan(const report::Report& report) const;

 private:
  std::vector<const re2::RE2*> patterns_;
  std::unique_ptr<const re2::RE2::Set> set_;  // null when there are no patterns, or they are too large together
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_PHRASE_SET_H_
