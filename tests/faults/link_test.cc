#include "tests/faults/link.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gtest/gtest.h"
#include "services/runtime/clock.h"

namespace gouji::faults {
namespace {

constexpr absl::Duration kLate = absl::Milliseconds(100);

sockaddr_in AddressOf(const std::string& text) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(text.c_str() + text.rfind(':') + 1)));
  return address;
}

// A socket that gives up a read after 10 s.
class Socket {
 public:
  explicit Socket(int number) : number_(number) {
    const timeval limit = {.tv_sec = 10, .tv_usec = 0};
    setsockopt(number_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  }
  ~Socket() { Close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  static int Connect(const std::string& text) {
    const int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = AddressOf(text);
    EXPECT_EQ(connect(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    return number;
  }

  void Close() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }
  void Send(const std::string& bytes) const {
    EXPECT_EQ(send(number_, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }
  // So many bytes, fewer at the end of the stream.
  std::string Receive(std::size_t count) const {
    std::string bytes(count, '\0');
    std::size_t size = 0;
    while (size < count) {
      const ssize_t read = recv(number_, bytes.data() + size, count - size, 0);
      if (read <= 0) break;
      size += static_cast<std::size_t>(read);
    }
    bytes.resize(size);
    return bytes;
  }
  // Whether the next read says that the other end reset the connection.
  bool IsReset() const {
    char byte = 0;
    return recv(number_, &byte, 1, 0) < 0 && errno == ECONNRESET;
  }
  bool HasSomethingWithin(absl::Duration time) const {
    pollfd event = {.fd = number_, .events = POLLIN, .revents = 0};
    return poll(&event, 1, static_cast<int>(absl::ToInt64Milliseconds(time))) > 0;
  }
  int number() const { return number_; }

 private:
  int number_;
};

class LinkTest : public ::testing::Test {
 protected:
  static int Listen() {
    const int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = AddressOf(":0");
    EXPECT_EQ(bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(number, 5), 0);
    return number;
  }
  std::string Target() const {
    sockaddr_in address = {};
    socklen_t size = sizeof(address);
    getsockname(listening_.number(), reinterpret_cast<sockaddr*>(&address), &size);
    return "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }

  const Socket listening_{Listen()};
  Link link_{Target()};
  Socket client_{Socket::Connect(link_.address())};
  Socket server_{accept(listening_.number(), nullptr, nullptr)};
};

TEST_F(LinkTest, PassesWhatComesBothWaysAndItsEnd) {
  const std::string many(1 << 18, 'x');
  client_.Send(many);
  EXPECT_EQ(server_.Receive(many.size()), many);
  server_.Send("answer");
  EXPECT_EQ(client_.Receive(6), "answer");
  server_.Send("last");
  server_.Close();
  EXPECT_EQ(client_.Receive(100), "last");
}

TEST_F(LinkTest, WhatIsLateArrivesWholeAndInOrder) {
  for (const Link::Weather& weather :
       {Link::Weather{.delay = kLate}, Link::Weather{.loss = 1.0 / 2}, Link::Weather{.bytes_per_second = 100}}) {
    link_.Set(weather);
    const absl::Time begin = runtime::Now();
    client_.Send("0123456789");
    EXPECT_EQ(server_.Receive(10), "0123456789");
    if (weather.loss == 0) {
      EXPECT_GE(runtime::Now() - begin, kLate);
    }
  }
}

TEST_F(LinkTest, NothingPassesWhileStalledAndNothingIsLost) {
  link_.Set({.is_stalled = true});
  client_.Send("question");
  const Socket other(Socket::Connect(link_.address()));
  EXPECT_FALSE(server_.HasSomethingWithin(kLate));
  link_.Set({});
  EXPECT_EQ(server_.Receive(8), "question");
  const Socket accepted(accept(listening_.number(), nullptr, nullptr));
  other.Send("too");
  EXPECT_EQ(accepted.Receive(3), "too");
}

TEST_F(LinkTest, CutsWhatIsConnectedAndWhatConnects) {
  link_.Set({.is_cut = true});
  EXPECT_TRUE(client_.IsReset());
  EXPECT_TRUE(server_.IsReset());
  EXPECT_TRUE(Socket(Socket::Connect(link_.address())).IsReset());
  link_.Set({});
  const Socket client(Socket::Connect(link_.address()));
  const Socket server(accept(listening_.number(), nullptr, nullptr));
  client.Send("again");
  EXPECT_EQ(server.Receive(5), "again");
}

TEST_F(LinkTest, WhatIsForgottenStaysSilentAndNewConnectionsPass) {
  link_.Set({.forgets = true});
  link_.Set({});
  client_.Send("question");
  server_.Send("answer");
  const Socket client(Socket::Connect(link_.address()));
  const Socket server(accept(listening_.number(), nullptr, nullptr));
  client.Send("another");
  EXPECT_EQ(server.Receive(7), "another");
  EXPECT_FALSE(server_.HasSomethingWithin(kLate));
  EXPECT_FALSE(client_.HasSomethingWithin(absl::ZeroDuration())) << "nor a reset";
}

TEST_F(LinkTest, AServerThatIsNotThereResetsWhoConnects) {
  const Link to_nobody("unix:/no/such/socket");
  EXPECT_TRUE(Socket(Socket::Connect(to_nobody.address())).IsReset());
}

}  // namespace
}  // namespace gouji::faults
