#ifndef GOUJI_TESTS_ACCURACY_READING_TRIAL_H_
#define GOUJI_TESTS_ACCURACY_READING_TRIAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/parse/parser.h"
#include "services/report/report.h"
#include "tests/accuracy/damage.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"

namespace gouji {

// What became of the cells of some reports. Every cell of a report is printed, blank or lost.
struct ReadingCounts {
  int64_t reports = 0;
  int64_t exact_reports = 0;  // every cell, the agency, year, date and form as they should be
  int64_t refused = 0;        // an error, or not taken for a report
  int64_t form_right = 0;
  int64_t agency_right = 0;
  int64_t year_right = 0;
  int64_t date_right = 0;

  int64_t printed = 0;        // cells whose figure is printed in a place that the page makes plain
  int64_t exact = 0;          // … read with this value: plainly, or recognised from a scan (UNCONFIRMED)
  int64_t marked = 0;         // … not so: no value, or the true one with another note
  int64_t unclear = 0;        // cells whose figure is printed in a place that may rightly stay open (Fate::kUnclear)
  int64_t unclear_exact = 0;  // … read nevertheless, with this value
  int64_t silent_wrong =
      0;  // cells of any kind with a value that is not the true one, whatever their note but UNCONFIRMED
  int64_t unconfirmed = 0;        // cells of any kind that are UNCONFIRMED: recognised, and no relation confirms them
  int64_t unconfirmed_wrong = 0;  // … with a value that is not the true one
  int64_t blank = 0;              // cells printed empty or with a marker such as "/"
  int64_t blank_as_zero = 0;      // … that hold a value
  int64_t lost = 0;               // cells whose figure damage took
  int64_t determined = 0;         // … and that arithmetic gives back
  int64_t recovered = 0;          // … with their true value, INFERRED
  int64_t guessed = 0;            // lost cells that arithmetic leaves open and that hold a value nevertheless
  int64_t bytes = 0;

  void Add(const ReadingCounts& other);
};

// A document as it was read, with what is wrong about it.
struct ReadingTrial {
  ReadingCounts counts;
  std::string file_name;
  std::string bytes;
  std::vector<std::string> differences;  // a line each; empty when the report is exact
};

// Which report, printed how, damaged how.
struct TrialCase {
  const report::Form* form = nullptr;
  generator::Layout layout;
  Damage damage = Damage::kNone;
  uint64_t seed = 0;
  uint64_t index = 0;
};

// Generates a report of full variety, prints and damages it.
struct PreparedTrial {
  generator::GeneratedReport truth;
  DamagedDocument damaged;
  std::string file_name;
  std::string bytes;
};
PreparedTrial Prepare(const TrialCase& trial);

// Compares a reading with what is printed; `read` is null for a document that was refused, for `refusal`.
ReadingTrial Judge(const PreparedTrial& prepared, const report::Report* read, const std::string& refusal);

// Reads the bytes of a prepared document and judges the reading.
ReadingTrial ReadAndJudge(const parse::Parser& parser, PreparedTrial prepared);

// Prepares, reads and judges.
ReadingTrial TryReading(const parse::Parser& parser, const TrialCase& trial);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_READING_TRIAL_H_
