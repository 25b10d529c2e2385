#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_STAMPEDE_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_STAMPEDE_H_

#include <string>
#include <vector>

namespace gouji::benchmarks {

// Prints how many readings it takes until `clients` threads, spread over replicas, have all documents: with an empty
// Redis and with a full one, all in the same order and each in an order of its own.
void MeasureStampede(const std::vector<std::string>& documents, int clients);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_STAMPEDE_H_
