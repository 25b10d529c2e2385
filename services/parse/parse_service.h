#ifndef GOUJI_SERVICES_PARSE_PARSE_SERVICE_H_
#define GOUJI_SERVICES_PARSE_PARSE_SERVICE_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gouji/parse/v1/parse_service.grpc.pb.h"
#include "services/parse/cache/caching_parser.h"
#include "services/parse/cache/report_cache.h"
#include "services/parse/parser.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/arena_messages.h"
#include "services/runtime/call.h"
#include "services/runtime/runtime.h"

namespace gouji::parse {

// ParseService over the parser and a cache of parsed reports. Thread-safe.
//
//   auto service = ParseService::Create(runtime, catalog, std::make_unique<MemoryCache>(MemoryCache::Options()), {});
class ParseService final : public v1::ParseService::CallbackService {
 public:
  struct Options {
    ParserOptions parser;
    absl::Duration cache_ttl = absl::Hours(24 * 7);
  };

  // Without a cache (null) every document is read. `runtime` and `catalog` must outlive the service. INVALID_ARGUMENT
  // when the forms cannot be used.
  static absl::StatusOr<std::unique_ptr<ParseService>> Create(runtime::Runtime& runtime,
                                                              const report::FormCatalog& catalog,
                                                              std::unique_ptr<ReportCache> cache,
                                                              const Options& options);

  grpc::ServerUnaryReactor* ParseDocument(grpc::CallbackServerContext* context, const v1::ParseDocumentRequest* request,
                                          v1::ParseDocumentResponse* response) override;

 private:
  ParseService(runtime::Runtime& runtime, Parser parser, report::ReportConverter converter,
               std::unique_ptr<ReportCache> cache, const Options& options);

  absl::Status ParseDocumentImpl(const runtime::CallContext& call, const v1::ParseDocumentRequest& request,
                                 v1::ParseDocumentResponse& response);

  runtime::Runtime& runtime_;
  const Parser parser_;
  const report::ReportConverter converter_;
  const std::unique_ptr<ReportCache> cache_;
  CachingParser caching_parser_;
  runtime::ArenaMessages<v1::ParseDocumentRequest, v1::ParseDocumentResponse> messages_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_PARSE_SERVICE_H_
