#include "services/runtime/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdint>
#include <optional>
#include <string>

namespace gouji::runtime {
namespace {

// In the order of the machine.
std::optional<std::uint32_t> ParseV4(std::string_view host) {
  in_addr address = {};
  if (inet_pton(AF_INET, std::string(host).c_str(), &address) != 1) return std::nullopt;
  return ntohl(address.s_addr);
}

std::optional<in6_addr> ParseV6(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  in6_addr address = {};
  if (inet_pton(AF_INET6, std::string(host).c_str(), &address) != 1) return std::nullopt;
  return address;
}

}  // namespace

bool IsIpAddress(std::string_view host) { return ParseV4(host).has_value() || ParseV6(host).has_value(); }

bool IsLoopback(std::string_view host) {
  if (host == "localhost") return true;
  if (const auto v4 = ParseV4(host); v4.has_value()) return *v4 >> 24 == IN_LOOPBACKNET;
  const auto v6 = ParseV6(host);
  return v6.has_value() && IN6_IS_ADDR_LOOPBACK(&*v6);
}

}  // namespace gouji::runtime
