#include "services/parse/cache/redis_address.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"

namespace gouji::parse {
namespace {

constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::size_t kMaxUnixPath = 107;  // sockaddr_un::sun_path with its zero
constexpr int kMaxPort = 65535;

absl::Status Malformed(std::string_view text, std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("\"{}\" is no address of a Redis server: {}; expected HOST:PORT or unix:PATH", text, what));
}

}  // namespace

absl::StatusOr<RedisAddress> RedisAddress::Parse(std::string_view text) {
  RedisAddress address;
  if (text.substr(0, kUnixPrefix.size()) == kUnixPrefix) {
    address.unix_path = text.substr(kUnixPrefix.size());
    if (address.unix_path.empty()) return Malformed(text, "the path is empty");
    if (address.unix_path.size() > kMaxUnixPath) return Malformed(text, "the path is longer than 107 bytes");
    return address;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return Malformed(text, "the port is missing");
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc() || end != port.data() + port.size() || address.port < 1 || address.port > kMaxPort) {
    return Malformed(text, "the port is not a number from 1 to 65535");
  }
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return Malformed(text, "an IPv6 address stands in brackets");
  }
  if (host.empty()) return Malformed(text, "the host is missing");
  if (host.find_first_of(", \t") != std::string_view::npos) return Malformed(text, "a host has no comma or blank");
  address.host = host;
  return address;
}

absl::StatusOr<std::vector<RedisAddress>> RedisAddress::ParseList(std::string_view text) {
  std::vector<RedisAddress> addresses;
  std::vector<std::string> names;
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(std::string(text), ','))) {
    absl::StatusOr<RedisAddress> address = Parse(part);
    if (!address.ok()) return address.status();
    names.push_back(address->ToString());
    if (std::count(names.begin(), names.end(), names.back()) > 1) return Malformed(part, "it is there twice");
    addresses.push_back(*std::move(address));
  }
  return addresses;
}

std::string RedisAddress::ToString() const {
  if (!unix_path.empty()) return fmt::format("{}{}", kUnixPrefix, unix_path);
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port) : fmt::format("[{}]:{}", host, port);
}

}  // namespace gouji::parse
