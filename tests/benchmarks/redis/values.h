#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_VALUES_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_VALUES_H_

#include <string>

namespace gouji::benchmarks {

// Prints what zstd makes of reports as they are cached: bytes, microseconds to pack and unpack, memory in Redis; by
// layout of the documents. With a `folder`, writes the reports there, for other programs to pack.
void MeasureValues(int count, const std::string& folder);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_VALUES_H_
