#include "services/parse/cache/testing/fake_redis.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"

namespace gouji::parse::testing {

using runtime::MutexLock;

FakeRedis::FakeRedis(Script script) : script_(std::move(script)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 64) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    std::perror("FakeRedis");
    std::abort();
  }
  address_ = {.host = "127.0.0.1", .port = ntohs(address.sin_port)};
  acceptor_ = std::thread([this] { Accept(); });
}

FakeRedis::~FakeRedis() {
  ending_ = true;
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    MutexLock lock(mutex_);
    for (const int fd : open_fds_) shutdown(fd, SHUT_RDWR);
  }
  for (std::thread& server : servers_) server.join();
  MutexLock lock(mutex_);
  for (const int fd : open_fds_) close(fd);
  close(listener_);
}

void FakeRedis::Accept() {
  for (;;) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    ++connection_count_;
    {
      MutexLock lock(mutex_);
      open_fds_.push_back(fd);
    }
    servers_.emplace_back([this, fd] { Serve(fd); });
  }
}

void FakeRedis::Serve(int fd) {
  std::array<char, 65536> buffer;
  for (bool greeted = false; !ending_; greeted = true) {
    if (recv(fd, buffer.data(), buffer.size(), 0) <= 0) return;
    if (greeted) ++request_count_;
    for (const char byte : greeted ? script_.reply : script_.greeting) {
      if (greeted) absl::SleepFor(script_.byte_pause);
      if (ending_ || send(fd, &byte, 1, MSG_NOSIGNAL) != 1) return;
    }
    if (greeted && script_.closes) {
      shutdown(fd, SHUT_RDWR);
      return;
    }
  }
}

}  // namespace gouji::parse::testing
