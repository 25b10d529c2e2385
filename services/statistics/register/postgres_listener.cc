#include "services/statistics/register/postgres_listener.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace gouji::statistics {
namespace {

constexpr int kRetryMilliseconds = 500;

struct FreeNotice {
  void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

}  // namespace

PostgresListener::PostgresListener(PostgresAddress address, absl::AnyInvocable<void()> heard)
    : address_(std::move(address)), heard_(std::move(heard)) {
  // Without a pipe there is nothing to stop it by, so it does not start; those that wait look by themselves.
  if (pipe2(stop_ends_, O_CLOEXEC) == 0) thread_ = std::thread([this] { Run(); });
}

PostgresListener::~PostgresListener() {
  if (!thread_.joinable()) return;
  close(stop_ends_[1]);
  thread_.join();
  close(stop_ends_[0]);
}

void PostgresListener::Run() {
  while (Listen()) {
    heard_();
    if (!Await(-1, kRetryMilliseconds)) return;
  }
}

bool PostgresListener::Listen() {
  const auto connected = ConnectPostgres(address_);
  if (!connected.ok()) return true;
  PGconn* const connection = connected->get();
  PQsetnonblocking(connection, 0);
  const PostgresResult listening(PQexec(connection, absl::StrCat("LISTEN ", PostgresConnection::kChannel).c_str()));
  if (PQresultStatus(listening.get()) != PGRES_COMMAND_OK) return true;
  for (;;) {
    heard_();
    if (!Await(PQsocket(connection), -1)) return false;
    if (PQconsumeInput(connection) != 1) return true;
    while (std::unique_ptr<PGnotify, FreeNotice>(PQnotifies(connection)) != nullptr) {
    }
  }
}

bool PostgresListener::Await(int socket, int timeout_milliseconds) const {
  std::array<pollfd, 2> descriptors = {
      {{.fd = stop_ends_[0], .events = POLLIN, .revents = 0}, {.fd = socket, .events = POLLIN, .revents = 0}}};
  poll(descriptors.data(), descriptors.size(), timeout_milliseconds);
  return descriptors[0].revents == 0;
}

}  // namespace gouji::statistics
