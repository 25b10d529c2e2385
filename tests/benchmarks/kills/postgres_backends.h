#ifndef GOUJI_TESTS_BENCHMARKS_KILLS_POSTGRES_BACKENDS_H_
#define GOUJI_TESTS_BENCHMARKS_KILLS_POSTGRES_BACKENDS_H_

#include <sys/types.h>

#include <vector>

#include "services/statistics/testing/postgres_server.h"

namespace gouji::benchmarks {

// The processes of a PostgreSQL that serve its clients. When one is killed, PostgreSQL ends all others and recovers on
// its own. None when it does not answer.
std::vector<pid_t> PostgresBackends(const statistics::testing::PostgresServer& postgres);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_KILLS_POSTGRES_BACKENDS_H_
