#include "services/validate/context_proto.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/report/agency.h"
#include "services/report/error.h"
#include "services/report/error_context.h"

namespace gouji::validate {
namespace {

constexpr std::size_t kMaxUnitBytes = 512;

absl::Status Malformed(std::string_view problem) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, problem);
}

// Converts other reports into a storage that must not move meanwhile.
class OtherReports {
 public:
  OtherReports(const report::ReportConverter& converter, std::vector<report::Report>& storage)
      : converter_(converter), storage_(storage) {}

  absl::StatusOr<ComparedReport> Add(std::string_view field, const v1::ComparedReport& message) {
    if (message.unit().size() > kMaxUnitBytes) {
      return Malformed(fmt::format("{}.unit has more than {} bytes", field, kMaxUnitBytes));
    }
    if (!message.has_report()) return Malformed(fmt::format("{}.report is not set", field));
    absl::StatusOr<report::Report> converted = converter_.FromProto(message.report());
    if (!converted.ok()) return report::WithContext(converted.status(), field);
    storage_.push_back(*std::move(converted));
    const report::Report& report = storage_.back();
    return ComparedReport{.unit = message.unit().empty()
                                      ? report::ResolveUnit(report.agency.name, report.agency.region_code).id
                                      : message.unit(),
                          .report = &report,
                          .year = report.year};
  }

 private:
  const report::ReportConverter& converter_;
  std::vector<report::Report>& storage_;
};

}  // namespace

absl::StatusOr<RequestContext> RequestContext::FromProto(const v1::ValidateReportRequest& request,
                                                         const report::ReportConverter& converter,
                                                         const report::Report& report) {
  if (request.peers_size() > kMaxPeerCount || request.subordinates_size() > kMaxSubordinateCount) {
    return Malformed(fmt::format("{} peers and {} subordinates: send at most {} and {}", request.peers_size(),
                                 request.subordinates_size(), kMaxPeerCount, kMaxSubordinateCount));
  }
  RequestContext result;
  Context& context = result.context_;
  context.scope = request.scope() == v1::CHECK_SCOPE_ACROSS ? CheckScope::kAcross : CheckScope::kAll;
  result.reports_.reserve(1 + static_cast<std::size_t>(request.peers_size()) +
                          static_cast<std::size_t>(request.subordinates_size()));
  OtherReports others(converter, result.reports_);
  if (request.has_previous()) {
    absl::StatusOr<ComparedReport> previous = others.Add("previous", request.previous());
    if (!previous.ok()) return previous.status();
    if (previous->report->form == nullptr) return Malformed("previous.report has no form: it is no such report");
    if (previous->year != report.year - 1) {
      return Malformed(fmt::format("previous is a report of {}, the report is of {}; give that of the year before",
                                   previous->year, report.year));
    }
    context.previous = *std::move(previous);
  }
  for (int i = 0; i < request.peers_size(); ++i) {
    absl::StatusOr<ComparedReport> peer = others.Add(fmt::format("peers[{}]", i), request.peers(i));
    if (!peer.ok()) return peer.status();
    context.peers.push_back(*std::move(peer));
  }
  for (int i = 0; i < request.subordinates_size(); ++i) {
    const v1::ComparedReport& message = request.subordinates(i);
    if (!message.has_report() && !message.unit().empty() && message.unit().size() <= kMaxUnitBytes) {
      context.subordinates.push_back({.unit = message.unit(), .year = report.year});
      continue;
    }
    absl::StatusOr<ComparedReport> subordinate = others.Add(fmt::format("subordinates[{}]", i), message);
    if (!subordinate.ok()) return subordinate.status();
    context.subordinates.push_back(*std::move(subordinate));
  }
  return result;
}

}  // namespace gouji::validate
