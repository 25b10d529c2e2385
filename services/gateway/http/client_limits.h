#ifndef GOUJI_SERVICES_GATEWAY_HTTP_CLIENT_LIMITS_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_CLIENT_LIMITS_H_

#include <cstddef>
#include <map>
#include <string>

namespace gouji::gateway::http {

// What clients hold of a server, by their addresses, against what they may: connections, and bytes of requests that are
// being read or worked on and of answers that are not taken. A client may have half of the bytes. Not thread-safe.
class ClientLimits {
 public:
  struct Options {
    int connection_limit = 1024;
    int client_connection_limit = 256;  // from one address
    std::size_t byte_limit = std::size_t{256} << 20;
  };

  explicit ClientLimits(const Options& options) : options_(options) {}

  // Returns whether there is room; then give it back with Disconnect.
  [[nodiscard]] bool Connect(const std::string& client);
  void Disconnect(const std::string& client);

  // For clients that are connected. Returns whether there is room; then give it back with Release.
  [[nodiscard]] bool Reserve(const std::string& client, std::size_t byte_count);
  void Release(const std::string& client, std::size_t byte_count);

  int connection_count() const { return connection_count_; }
  std::size_t byte_count() const { return byte_count_; }

 private:
  struct Held {
    int connection_count = 0;
    std::size_t byte_count = 0;
  };

  const Options options_;
  std::map<std::string, Held> clients_;  // those with connections
  int connection_count_ = 0;
  std::size_t byte_count_ = 0;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_CLIENT_LIMITS_H_
