#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_REPLICA_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_REPLICA_H_

#include <semaphore>
#include <string>
#include <vector>

#include "services/parse/cache/caching_parser.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_cache.h"
#include "services/runtime/metrics.h"
#include "tests/benchmarks/redis/reading.h"

namespace gouji::benchmarks {

// What a pod of gouji-parse has between its calls and Redis, with `thread_count` calls at a time. Aborts when it does
// not connect. The reader must outlive it.
class Replica {
 public:
  Replica(const Reader& reader, const std::vector<parse::RedisAddress>& servers, int thread_count);

  // Waits until less than `thread_count` calls run, as in the server's queue. Aborts the program when the document
  // cannot be read.
  void Parse(const std::string& document);

  // Documents given out: "reader", "cache", "shared".
  double Documents(const std::string& source);
  // Look-ups: "hit", "miss", "error".
  double Lookups(const std::string& result);

 private:
  runtime::Metrics metrics_;
  std::counting_semaphore<> threads_;
  parse::RedisCache cache_;
  parse::CachingParser parser_;
};

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_REPLICA_H_
