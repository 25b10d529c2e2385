#include "services/gateway/http/client_limits.h"

namespace gouji::gateway::http {

bool ClientLimits::Connect(const std::string& client) {
  if (connection_count_ >= options_.connection_limit) return false;
  const auto found = clients_.find(client);
  if (found != clients_.end() && found->second.connection_count >= options_.client_connection_limit) return false;
  ++clients_[client].connection_count;
  ++connection_count_;
  return true;
}

void ClientLimits::Disconnect(const std::string& client) {
  const auto found = clients_.find(client);
  --connection_count_;
  if (--found->second.connection_count == 0) clients_.erase(found);
}

bool ClientLimits::Reserve(const std::string& client, std::size_t byte_count) {
  Held& held = clients_[client];
  if (byte_count > options_.byte_limit - byte_count_) return false;
  if (held.byte_count + byte_count > options_.byte_limit / 2) return false;
  held.byte_count += byte_count;
  byte_count_ += byte_count;
  return true;
}

void ClientLimits::Release(const std::string& client, std::size_t byte_count) {
  clients_[client].byte_count -= byte_count;
  byte_count_ -= byte_count;
}

}  // namespace gouji::gateway::http
