#ifndef GOUJI_SERVICES_STATISTICS_TESTING_RANDOM_HISTORY_H_
#define GOUJI_SERVICES_STATISTICS_TESTING_RANDOM_HISTORY_H_

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/statistics/register/register.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics::testing {

// A random life of a register: reports of few agencies, years, documents and parsers, so that they are recorded, read
// again, left unchanged, moved and superseded; decisions, corrections, placements, withdrawals and rosters. The same
// seed does the same things to every register that holds the same. Not thread-safe.
class RandomHistory {
 public:
  RandomHistory(const Kernel& kernel, uint32_t seed) : kernel_(kernel), random_(seed) {}

  // Does one random thing. What the register refuses, as it should, changes nothing.
  void DoSomething(Register& reports);

  // All keys that a report ever had, ordered by year and unit.
  std::vector<v1::ReportKey> keys() const;

 private:
  void RecordSomething(Register& reports);
  void Decide(Register& reports);
  void Correct(Register& reports);
  void ImportRoster(Register& reports);
  v1::ReportKey SomeKey();
  void NoteKey(const v1::ReportKey& key) { keys_.emplace(key.year(), key.unit()); }
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(random_() % limit); }

  const Kernel& kernel_;
  std::mt19937 random_;
  std::set<std::pair<int, std::string>> keys_;
};

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_TESTING_RANDOM_HISTORY_H_
