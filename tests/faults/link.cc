#include "tests/faults/link.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iterator>
#include <string_view>
#include <utility>

#include "services/runtime/clock.h"

namespace gouji::faults {
namespace {

using runtime::MutexLock;

constexpr std::size_t kReadBytes = 16 << 10;
// What is on its way in one direction; then the sender has to wait, as TCP does it.
constexpr std::size_t kMostUnderWay = 1 << 20;
// TCP sends again after 200 ms at first, and twice as long when that is lost, too.
constexpr absl::Duration kSentAgain = absl::Milliseconds(200);
constexpr int kPiecesPerSecond = 20;  // of a trickle
constexpr std::string_view kUnix = "unix:";

int Require(int result, const char* what) {
  if (result >= 0) return result;
  std::perror(what);
  std::abort();
}

sockaddr_in Loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// -1 when nobody listens.
int Connect(const std::string& target) {
  sockaddr_storage address = {};
  if (target.starts_with(kUnix)) {
    auto& local = reinterpret_cast<sockaddr_un&>(address);
    local.sun_family = AF_UNIX;
    target.copy(local.sun_path, sizeof(local.sun_path) - 1, kUnix.size());
  } else {
    reinterpret_cast<sockaddr_in&>(address) = Loopback(std::atoi(target.c_str() + target.rfind(':') + 1));
  }
  const socklen_t size = address.ss_family == AF_UNIX ? sizeof(sockaddr_un) : sizeof(sockaddr_in);
  const int number = Require(socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket");
  if (connect(number, reinterpret_cast<const sockaddr*>(&address), size) == 0 || errno == EINPROGRESS) return number;
  close(number);
  return -1;
}

// Ends a connection so that the other end sees it reset.
void Reset(int number) {
  const linger at_once = {.l_onoff = 1, .l_linger = 0};
  setsockopt(number, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  close(number);
}

void SendAtOnce(int number) {
  const int yes = 1;
  setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));  // fails for a unix socket, which has no delay
}

// Bytes on their way from one socket to another.
class Way {
 public:
  Way(int from, int to) : from_(from), to_(to) {}

  bool is_broken() const { return is_broken_; }
  // Everything has come, and its end.
  bool is_done() const { return has_ended_ && pieces_.empty(); }

  int Wanted() const { return !has_ended_ && byte_count_ < kMostUnderWay ? POLLIN : 0; }
  int Offered() const { return is_full_ ? POLLOUT : 0; }
  // When the next byte is due that the receiver has room for.
  absl::Time Due() const { return pieces_.empty() || is_full_ ? absl::InfiniteFuture() : pieces_.front().due; }

  void Hurry() {
    for (Piece& piece : pieces_) piece.due = absl::InfinitePast();
    last_due_ = absl::InfinitePast();
  }

  void Read(const Link::Weather& weather, std::mt19937& random) {
    std::array<char, kReadBytes> buffer;
    const ssize_t count = recv(from_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count == 0) has_ended_ = true;
    if (count < 0) is_broken_ = errno != EAGAIN && errno != EINTR;
    if (count <= 0) return;
    std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    const std::size_t most = weather.bytes_per_second == 0
                                 ? bytes.size()
                                 : static_cast<std::size_t>(std::max(1, weather.bytes_per_second / kPiecesPerSecond));
    for (; !bytes.empty(); bytes.remove_prefix(std::min(most, bytes.size()))) {
      Add(std::string(bytes.substr(0, most)), weather, random);
    }
  }

  void Write(absl::Time now) {
    is_full_ = false;
    while (!pieces_.empty() && pieces_.front().due <= now && !is_full_ && !is_broken_) {
      std::string& bytes = pieces_.front().bytes;
      const ssize_t count = send(to_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      if (count < 0) {
        is_full_ = errno == EAGAIN;
        is_broken_ = errno != EAGAIN && errno != EINTR;
        continue;
      }
      byte_count_ -= static_cast<std::size_t>(count);
      bytes.erase(0, static_cast<std::size_t>(count));
      if (bytes.empty()) pieces_.pop_front();
    }
    if (is_done() && !is_end_told_) is_end_told_ = shutdown(to_, SHUT_WR) == 0;
  }

 private:
  struct Piece {
    absl::Time due;
    std::string bytes;
  };

  void Add(std::string bytes, const Link::Weather& weather, std::mt19937& random) {
    absl::Time due = std::max(last_due_, runtime::Now() + weather.delay);
    std::bernoulli_distribution is_lost(weather.loss);
    for (absl::Duration wait = kSentAgain; is_lost(random); wait *= 2) due += wait;
    if (weather.bytes_per_second > 0) {
      due += absl::Seconds(1) * static_cast<double>(bytes.size()) / weather.bytes_per_second;
    }
    last_due_ = due;
    byte_count_ += bytes.size();
    pieces_.push_back({.due = due, .bytes = std::move(bytes)});
  }

  const int from_;
  const int to_;
  std::deque<Piece> pieces_;
  std::size_t byte_count_ = 0;
  absl::Time last_due_ = absl::InfinitePast();
  bool has_ended_ = false;
  bool is_end_told_ = false;
  bool is_full_ = false;  // the receiver takes no more
  bool is_broken_ = false;
};

}  // namespace

class Link::Connection {
 public:
  Connection(int client, int server) : client_(client), server_(server) {
    SendAtOnce(client);
    SendAtOnce(server);
  }
  ~Connection() {
    const bool is_whole = there_.is_done() && back_.is_done();
    for (const int number : {client_, server_}) is_whole ? static_cast<void>(close(number)) : Reset(number);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool IsOver() const { return there_.is_broken() || back_.is_broken() || (there_.is_done() && back_.is_done()); }
  absl::Time Due() const { return std::min(there_.Due(), back_.Due()); }
  void Hurry() {
    there_.Hurry();
    back_.Hurry();
  }

  void AddTo(std::vector<pollfd>& events) const {
    const auto add = [&events](int number, int wanted) {
      events.push_back(
          {.fd = wanted == 0 ? -1 : number, .events = static_cast<decltype(pollfd::events)>(wanted), .revents = 0});
    };
    add(client_, there_.Wanted() | back_.Offered());
    add(server_, back_.Wanted() | there_.Offered());
  }

  void Pass(const pollfd& client, const pollfd& server, const Weather& weather, std::mt19937& random) {
    constexpr int kReadable = POLLIN | POLLHUP | POLLERR;
    if ((client.revents & kReadable) != 0 && there_.Wanted() != 0) there_.Read(weather, random);
    if ((server.revents & kReadable) != 0 && back_.Wanted() != 0) back_.Read(weather, random);
    const absl::Time now = runtime::Now();
    there_.Write(now);
    back_.Write(now);
  }

 private:
  const int client_;
  const int server_;
  Way there_{client_, server_};
  Way back_{server_, client_};
};

Link::Link(const std::string& target)
    : target_(target),
      listening_(Require(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket")),
      waking_(Require(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  const sockaddr_in address = Loopback(0);
  Require(bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), "bind");
  Require(listen(listening_, SOMAXCONN), "listen");
  thread_ = std::thread([this] { Run(); });
}

Link::~Link() {
  {
    const MutexLock lock(mutex_);
    is_over_ = true;
  }
  Wake();
  thread_.join();
  close(listening_);
  close(waking_);
}

std::string Link::address() const {
  sockaddr_in address = {};
  socklen_t size = sizeof(address);
  Require(getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  return "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

void Link::Set(const Weather& weather) {
  const MutexLock lock(mutex_);
  set_ = weather;
  is_new_ = true;
  Wake();
  while (is_new_) taken_.Wait(mutex_);
}

void Link::Wake() const {
  const std::uint64_t one = 1;
  (void)!write(waking_, &one, sizeof(one));
}

bool Link::TakeWeather() {
  const MutexLock lock(mutex_);
  if (std::exchange(is_new_, false)) {
    weather_ = set_;
    for (const auto& connection : connections_) connection->Hurry();
    if (weather_.is_cut) connections_.clear();
    if (weather_.forgets) forgotten_.splice(forgotten_.end(), connections_);
    taken_.NotifyAll();
  }
  return !is_over_;
}

void Link::Accept() {
  for (int client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK); client >= 0;
       client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)) {
    const int server = weather_.is_cut ? -1 : Connect(target_);
    if (server < 0) {
      Reset(client);
    } else {
      connections_.push_back(std::make_unique<Connection>(client, server));
    }
  }
}

void Link::Run() {
  while (TakeWeather()) {
    std::vector<pollfd> events = {{.fd = waking_, .events = POLLIN, .revents = 0}};
    absl::Time due = absl::InfiniteFuture();
    if (!weather_.is_stalled) {
      events.push_back({.fd = listening_, .events = POLLIN, .revents = 0});
      for (const auto& connection : connections_) {
        connection->AddTo(events);
        due = std::min(due, connection->Due());
      }
    }
    const std::int64_t left = absl::ToInt64Milliseconds(absl::Ceil(due - runtime::Now(), absl::Milliseconds(1)));
    poll(events.data(), events.size(), static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
    std::uint64_t count = 0;
    (void)!read(waking_, &count, sizeof(count));
    if (weather_.is_stalled) continue;
    std::size_t event = 2;
    for (auto connection = connections_.begin(); connection != connections_.end(); event += 2) {
      (*connection)->Pass(events[event], events[event + 1], weather_, random_);
      connection = (*connection)->IsOver() ? connections_.erase(connection) : std::next(connection);
    }
    Accept();
  }
  connections_.clear();
}

}  // namespace gouji::faults
