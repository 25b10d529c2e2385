#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_SAMPLE_PROSE_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_SAMPLE_PROSE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/report/report.h"

// For tests and benchmarks: prose made of words in a random order, and copies of it with changes. The same seed gives
// the same text, on every machine.
namespace gouji::validate::sample {

// Numbers from a seed.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  // 0 to bound - 1.
  uint64_t Below(uint64_t bound) { return Next() % bound; }
  bool Percent(uint64_t percent) { return Below(100) < percent; }

 private:
  uint64_t state_;
};

// Sentences of one author: of some 40 characters, with the agency's name, the year and counts in some of them. About
// `stock_percent` of them are stock sentences that every author uses alike.
std::vector<std::string> Sentences(uint64_t author, const std::string& agency, int year, int count, int stock_percent);

// What an office changes that copies: names, years and counts in every sentence, and `percent` of the sentences are
// written anew.
std::vector<std::string> Copied(uint64_t original_author, const std::string& agency, int year, int count,
                                int stock_percent, uint64_t copier, int changed_percent);

// A report of the form ogi-2021 with this prose, five sentences a paragraph.
report::Report ReportWith(const std::string& agency, int year, const std::vector<std::string>& sentences);

}  // namespace gouji::validate::sample

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_SAMPLE_PROSE_H_
