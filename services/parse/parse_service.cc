#include "services/parse/parse_service.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gouji/parse/v1/parse_service.pb.h"
#include "gouji/report/v1/report.pb.h"
#include "services/parse/cache/caching_parser.h"
#include "services/parse/cache/report_cache.h"
#include "services/parse/converter_metrics.h"
#include "services/parse/parser.h"
#include "services/report/conversion.h"
#include "services/report/error.h"
#include "services/report/form.h"
#include "services/runtime/call.h"
#include "services/runtime/clock.h"
#include "services/runtime/runtime.h"
#include "services/runtime/unary.h"

namespace gouji::parse {
namespace {

constexpr std::size_t kMaxFileNameBytes = 1024;
// What a reading leaves of the time of its call, so that the caller learns what went wrong with the document, and not
// only that his time is over.
constexpr absl::Duration kAnswerTime = absl::Milliseconds(250);

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

absl::Status CheckFileName(std::string_view file_name) {
  if (file_name.size() > kMaxFileNameBytes) {
    return Malformed(
        fmt::format("file_name has {} bytes; give the name alone, at most {}", file_name.size(), kMaxFileNameBytes));
  }
  if (file_name.find_first_of(std::string_view("/\\\0", 3)) != std::string_view::npos) {
    return Malformed("file_name holds a path; give the name alone");
  }
  return absl::OkStatus();
}

// The call as the reading sees it, with less time: at least half of it is left.
runtime::CallContext ForReading(const runtime::CallContext& call) {
  const absl::Duration left = call.Remaining();
  return call.WithDeadline(runtime::Now() + std::max(left - kAnswerTime, left / 2));
}

ParseOverrides FromProto(const v1::ParseOptions& options) {
  return {.form = options.form(), .year = options.year(), .charset = options.charset()};
}

}  // namespace

absl::StatusOr<std::unique_ptr<ParseService>> ParseService::Create(runtime::Runtime& runtime,
                                                                   const report::FormCatalog& catalog,
                                                                   std::unique_ptr<ReportCache> cache,
                                                                   const Options& options) {
  ParserOptions parser_options = options.parser;
  parser_options.reader.on_program_run = CountConverters(runtime.metrics());
  absl::StatusOr<Parser> parser = Parser::Create(catalog, parser_options);
  if (!parser.ok()) return parser.status();
  absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(catalog);
  if (!converter.ok()) return converter.status();
  return std::unique_ptr<ParseService>(
      new ParseService(runtime, *std::move(parser), *std::move(converter), std::move(cache), options));
}

ParseService::ParseService(runtime::Runtime& runtime, Parser parser, report::ReportConverter converter,
                           std::unique_ptr<ReportCache> cache, const Options& options)
    : runtime_(runtime),
      parser_(std::move(parser)),
      converter_(std::move(converter)),
      cache_(std::move(cache)),
      caching_parser_(
          [this](const runtime::CallContext& call, std::string_view document, std::string_view file_name,
                 const ParseOverrides& overrides, report::v1::Report& message) {
            const absl::StatusOr<report::Report> report =
                parser_.Parse(document, file_name, overrides, call.deadline());
            if (report.ok()) converter_.ToProto(*report, report::EvidenceMode::kInclude, &message);
            return report.status();
          },
          cache_.get(),
          {.version = parser_.version(),
           .ttl = options.cache_ttl,
           .max_document_bytes = options.parser.max_document_bytes},
          runtime.metrics()) {
  SetMessageAllocatorFor_ParseDocument(&messages_);
}

grpc::ServerUnaryReactor* ParseService::ParseDocument(grpc::CallbackServerContext* context,
                                                      const v1::ParseDocumentRequest* request,
                                                      v1::ParseDocumentResponse* response) {
  return runtime::ServeUnary(runtime_, "gouji.parse.v1.ParseService/ParseDocument", context, request, response,
                             [this](const runtime::CallContext& call, const v1::ParseDocumentRequest& in,
                                    v1::ParseDocumentResponse& out) { return ParseDocumentImpl(call, in, out); });
}

absl::Status ParseService::ParseDocumentImpl(const runtime::CallContext& call, const v1::ParseDocumentRequest& request,
                                             v1::ParseDocumentResponse& response) {
  if (absl::Status status = CheckFileName(request.file_name()); !status.ok()) return status;
  report::v1::Report& report = *response.mutable_report();
  absl::Status status = caching_parser_.Parse(ForReading(call), request.document(), request.file_name(),
                                              FromProto(request.options()), report);
  if (status.ok() && !request.include_evidence()) report.clear_evidence();
  return status;
}

}  // namespace gouji::parse
