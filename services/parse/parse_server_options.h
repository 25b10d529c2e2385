#ifndef GOUJI_SERVICES_PARSE_PARSE_SERVER_OPTIONS_H_
#define GOUJI_SERVICES_PARSE_PARSE_SERVER_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/parse/cache/redis_address.h"
#include "services/parse/parse_service.h"
#include "services/runtime/config.h"
#include "services/runtime/server_options.h"
#include "services/runtime/tls.h"

namespace gouji::parse {

// The settings of the program gouji-parse.
struct ParseServerOptions {
  ParseServerOptions() {
    server.port = 7401;
    server.metrics_port = 7491;
  }

  runtime::ServerOptions server;
  ParseService::Options service;
  std::string redis;            // HOST:PORT or unix:PATH, or several with commas between; empty: a cache in memory
  std::string redis_user;       // empty: the one that Redis calls "default"
  std::string redis_password;   // a secret; of all servers
  runtime::TlsFiles redis_tls;  // of all servers; none: plain text
  std::int64_t cache_bytes = std::int64_t{64} << 20;  // of the cache in memory

  // Adds all of them as settings, with Validate as check. This must outlive `config`.
  void AddTo(runtime::ConfigBuilder& config);

  // What the connections to Redis are secured with.
  runtime::TlsCertificates::Options ForRedisTls() const;

  // Returns every problem that `server` alone does not show, each "setting: what is wrong".
  std::vector<std::string> Validate() const;

 private:
  void AddTlsProblems(const std::vector<RedisAddress>& addresses, std::vector<std::string>& problems) const;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_PARSE_SERVER_OPTIONS_H_
