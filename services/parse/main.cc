// gouji-parse: ParseService as a server of its own.
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "services/parse/cache/memory_cache.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/cache/redis_cache.h"
#include "services/parse/cache/report_cache.h"
#include "services/parse/parse_server_options.h"
#include "services/parse/parse_service.h"
#include "services/report/form.h"
#include "services/runtime/config.h"
#include "services/runtime/health_check.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/run_server.h"
#include "services/runtime/runtime.h"
#include "services/runtime/tls.h"

namespace {

absl::StatusOr<std::unique_ptr<gouji::parse::ReportCache>> MakeCache(const gouji::parse::ParseServerOptions& options,
                                                                     const gouji::runtime::Logger& log,
                                                                     gouji::runtime::Metrics& metrics) {
  using gouji::parse::MemoryCache;
  using gouji::parse::RedisCache;
  if (options.redis.empty()) {
    return std::make_unique<MemoryCache>(MemoryCache::Options{.capacity_bytes = options.cache_bytes});
  }
  RedisCache::Options redis;
  redis.servers = gouji::parse::RedisAddress::ParseList(options.redis).value();  // checked by Validate
  auto certificates = gouji::runtime::TlsCertificates::Load(options.ForRedisTls(), log, metrics);
  if (!certificates.ok()) return certificates.status();
  redis.pool.certificates = *std::move(certificates);
  redis.pool.credentials = {.user = options.redis_user, .password = options.redis_password};
  // One for each thread that runs calls, so that none waits for another's.
  redis.pool.connection_count = options.server.ForRuntime().executor.thread_count;
  return std::make_unique<RedisCache>(redis, log, metrics);
}

}  // namespace

int main(int argc, char** argv) {
  namespace runtime = gouji::runtime;
  runtime::BlockSignals();
  gouji::parse::ParseServerOptions options;
  runtime::ConfigBuilder config("gouji-parse", "Reads documents into reports.");
  options.AddTo(config);
  if (const std::optional<int> exit_code = config.Parse(argc, argv)) {
    return *exit_code;
  }
  if (options.server.check_health) return runtime::CheckHealth(options.server, std::cerr);

  const runtime::Logger log("parse", options.server.log_level);
  config.LogEffective(log);
  runtime::Metrics metrics;
  runtime::Runtime server_runtime(options.server.ForRuntime(), log, metrics);
  // The forms are part of the program: an error in them is one of the build, and value() says which.
  const gouji::report::FormCatalog catalog = gouji::report::FormCatalog::BuiltIn().value();
  auto cache = MakeCache(options, log, metrics);
  if (!cache.ok()) {
    log.Write(runtime::LogLevel::kError, "the server cannot start", {{"error", cache.status().ToString()}});
    return runtime::kExitUnavailable;
  }
  const auto service =
      gouji::parse::ParseService::Create(server_runtime, catalog, *std::move(cache), options.service).value();
  return runtime::RunServer(options.server, server_runtime, {service.get()});
}
