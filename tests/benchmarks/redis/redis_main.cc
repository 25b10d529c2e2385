// What Redis is worth as a cache of reports, and what it costs when it is empty, dead or hangs. Starts servers of its
// own (redis-server) on the loopback. Prints Markdown tables.
//
//   gouji_redis_benchmark [--parts=stampede,restart,values,lookups] [--documents=100] [--clients=64] [--phase=2s]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/time.h"
#include "services/parse/cache/testing/redis_server.h"
#include "tests/benchmarks/redis/lookups.h"
#include "tests/benchmarks/redis/reading.h"
#include "tests/benchmarks/redis/restart.h"
#include "tests/benchmarks/redis/stampede.h"
#include "tests/benchmarks/redis/values.h"

ABSL_FLAG(std::vector<std::string>, parts, (std::vector<std::string>{"stampede", "restart", "values", "lookups"}),
          "what to measure");
ABSL_FLAG(int, documents, 100, "documents that are asked for");
ABSL_FLAG(int, clients, 64, "clients of the stampede");
ABSL_FLAG(absl::Duration, phase, absl::Seconds(2), "length of each phase of restart");
ABSL_FLAG(std::string, folder, "", "where the part values writes the reports");

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  if (!gouji::parse::testing::RedisServer::IsInstalled()) {
    std::fputs("Skipped: there is no redis-server\n", stderr);
    return 77;
  }
  constexpr int kRestartClients = 4;  // the threads of gouji-parse on two processors
  const std::vector<std::string> parts = absl::GetFlag(FLAGS_parts);
  const auto wanted = [&parts](const char* part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
  const int count = absl::GetFlag(FLAGS_documents);
  const std::vector<std::string> documents = gouji::benchmarks::GeneratedDocuments("html", count);
  if (wanted("stampede")) gouji::benchmarks::MeasureStampede(documents, absl::GetFlag(FLAGS_clients));
  if (wanted("restart")) gouji::benchmarks::MeasureRestart(documents, kRestartClients, absl::GetFlag(FLAGS_phase));
  if (wanted("values")) gouji::benchmarks::MeasureValues(count, absl::GetFlag(FLAGS_folder));
  if (wanted("lookups")) gouji::benchmarks::MeasureLookups(count);
  return EXIT_SUCCESS;
}
