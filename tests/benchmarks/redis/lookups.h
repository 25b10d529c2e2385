#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_LOOKUPS_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_LOOKUPS_H_

namespace gouji::benchmarks {

// Prints what a look-up of one of `count` values costs, client and server, one by one over connections of threads'
// own, in pipelines and with MGET.
void MeasureLookups(int count);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_LOOKUPS_H_
