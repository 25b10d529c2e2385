#ifndef GOUJI_SERVICES_GATEWAY_HTTP_TESTING_RAW_CLIENT_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_TESTING_RAW_CLIENT_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace gouji::gateway::http {

// What came back for a request.
struct RawAnswer {
  int status = 0;    // 0: none came
  std::string head;  // status line and fields
  std::string body;  // of one in chunks: the chunks put together

  bool Has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

// A TCP connection to a server on this machine, for tests: says exactly what it is told to, right or wrong.
class RawClient {
 public:
  explicit RawClient(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = 30, .tv_usec = 0};  // a guard: a server that works answers or closes
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  virtual ~RawClient() { Close(); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }

  // Returns whether all of it was taken.
  bool Send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = Transmit(bytes.data(), bytes.size());
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  // Says that nothing more will come.
  void EndSending() const { shutdown(socket_, SHUT_WR); }

  void Close() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

  // Reads one answer, of which parts may have been read already.
  RawAnswer Read() {
    RawAnswer answer;
    answer.head = ReadTo("\r\n\r\n");
    if (answer.head.size() < 12) return answer;
    answer.status = std::atoi(answer.head.c_str() + 9);
    if (answer.status == 100) return answer;
    const std::size_t length = answer.head.find("Content-Length: ");
    if (length != std::string::npos) {
      answer.body = ReadExactly(std::strtoul(answer.head.c_str() + length + 16, nullptr, 10));
    } else if (answer.Has("Transfer-Encoding: chunked")) {
      for (std::string chunk = ReadChunk(); !chunk.empty(); chunk = ReadChunk()) answer.body += chunk;
    }
    return answer;
  }

  // The next chunk of an answer in chunks; empty at its end.
  std::string ReadChunk() {
    const std::size_t size = std::strtoul(ReadTo("\r\n").c_str(), nullptr, 16);
    std::string chunk = ReadExactly(size);
    ReadExactly(2);
    return chunk;
  }

  // Whether the server ends the connection, with nothing left to read.
  bool AtEnd() { return in_.empty() && !ReadSome(); }

  // What the server sent up to `mark`, which is left in; all of it when it closes before.
  std::string ReadTo(std::string_view mark) {
    std::size_t found = in_.find(mark);
    while (found == std::string::npos && ReadSome()) found = in_.find(mark);
    return Take(found == std::string::npos ? in_.size() : found + mark.size());
  }

 protected:
  int descriptor() const { return socket_; }

  // As send and recv of the system.
  virtual ssize_t Transmit(const char* bytes, std::size_t size) const {
    return send(socket_, bytes, size, MSG_NOSIGNAL);
  }
  virtual ssize_t Receive(char* bytes, std::size_t size) const { return recv(socket_, bytes, size, 0); }

 private:
  bool ReadSome() {
    std::array<char, 65536> buffer;
    const ssize_t count = Receive(buffer.data(), buffer.size());
    if (count <= 0) return false;
    in_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }

  std::string ReadExactly(std::size_t size) {
    while (in_.size() < size && ReadSome()) {
    }
    return Take(size);
  }

  std::string Take(std::size_t size) {
    std::string taken = in_.substr(0, size);
    in_.erase(0, size);
    return taken;
  }

  int socket_;
  bool connected_ = false;
  std::string in_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_TESTING_RAW_CLIENT_H_
