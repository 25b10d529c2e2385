#ifndef GOUJI_TESTS_LOAD_LOAD_RUNS_H_
#define GOUJI_TESTS_LOAD_LOAD_RUNS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/load/gateway_load.h"
#include "tests/load/measured_suite.h"
#include "tests/load/open_loop.h"

namespace gouji::load {

struct LoadOptions {
  int replica_count = 1;
  absl::Duration duration = absl::Seconds(10);  // of each rate of a curve, and of a flood
  absl::Duration min_ready = absl::Seconds(3);  // in rolling, between a server that serves again and the next's end
  std::string csv_path;                         // the points of curves are added to it; empty: nowhere
};

// Measurements of a suite under a mixed load: of the documents half are checked, a call each; half come in batches of
// 20, through a stream each; there is one summary of everything for 50 documents. Each method prints Markdown and
// returns whether all answers were as they must be. Not thread-safe.
class LoadRuns {
 public:
  // Both must outlive it.
  LoadRuns(MeasuredSuite& suite, const std::vector<NamedDocument>& documents, LoadOptions options);

  // Each rate in turn: documents a second of the mixed load, then empty calls a second.
  bool RunCurve(const std::vector<double>& rates, const std::vector<double>& empty_rates);

  // Calm (30 % of `sustainable`, documents a second), three times `sustainable`, calm again; first everything is
  // three times as much, then the batches alone, beside calm checks.
  bool RunFlood(double sustainable);

  // Imports all files below folders by `gouji import`, and once more. Also false when it does not end with 0.
  bool RunImports(const std::vector<std::string>& folders);

  // Ends every server by SIGTERM and starts it again, one after another, under `rate`. Also false when a call failed.
  bool RunRolling(double rate);

 private:
  std::vector<Outcome> Offer(const std::vector<ArrivalKind>& kinds, const std::vector<double>& rates);
  void PrintPoint(const std::string& load, double rate, const std::vector<ArrivalKind>& kinds,
                  const std::vector<Outcome>& outcomes) const;
  void PrintFlood(const std::string& what, double sustainable, const std::vector<Phase>& phases,
                  const std::vector<Outcome>& outcomes) const;

  MeasuredSuite& suite_;
  const LoadOptions options_;
  const std::vector<ArrivalKind> mixed_;
};

}  // namespace gouji::load

#endif  // GOUJI_TESTS_LOAD_LOAD_RUNS_H_
