#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_LISTENER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_LISTENER_H_

#include <thread>

#include "absl/functional/any_invocable.h"
#include "services/statistics/register/postgres.h"

namespace gouji::statistics {

// Hears what other processes commit: a thread with a connection that LISTENs to PostgresConnection::kChannel. A lost
// connection is made anew until it stands.
class PostgresListener {
 public:
  // Calls `heard` on its thread after each notice, and whenever a notice may have been missed.
  PostgresListener(PostgresAddress address, absl::AnyInvocable<void()> heard);
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

 private:
  void Run();
  // Listens until the connection is lost or the listener is to stop; false then.
  bool Listen();
  // Waits until the socket can be read (-1: until the timeout) or the listener is to stop; false then.
  bool Await(int socket, int timeout_milliseconds) const;

  const PostgresAddress address_;
  absl::AnyInvocable<void()> heard_;
  int stop_ends_[2] = {-1, -1};  // of a pipe, whose other end is closed to stop
  std::thread thread_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_POSTGRES_LISTENER_H_
