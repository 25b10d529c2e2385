#include "services/cli/stats_command.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/stats/answer_figures.h"
#include "services/cli/stats/coverage_figures.h"
#include "services/cli/stats/figures_text.h"
#include "services/cli/stats/population_text.h"
#include "services/cli/stats/similar_figures.h"
#include "services/cli/stats/summary_figures.h"
#include "services/cli/summary_text.h"
#include "services/cli/trace_evidence.h"
#include "services/report/form.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

constexpr int kMaxPage = 1000;
// The rule that tells copied prose.
constexpr char kCopyRule[] = "PEER.COPY";

// An answer as the formats need it: as tables, and as a message.
struct Answer {
  std::vector<FigureTable> tables;
  std::unique_ptr<google::protobuf::Message> message;
  std::string text = {};      // for the terminal, where that is not the tables
  std::string json = {};      // where that is more than the message
  std::size_t csv_table = 0;  // the table that is written as CSV
};

template <typename Message>
Answer MakeAnswer(std::vector<FigureTable>&& tables, Message&& message) {
  Answer answer;
  answer.tables = std::move(tables);
  answer.message = std::make_unique<std::decay_t<Message>>(std::forward<Message>(message));
  return answer;
}

template <typename Query>
void FillPopulation(const StatsOptions& options, Query* query) {
  *query->mutable_filter() = options.filter;
  query->set_basis(options.basis);
  query->set_as_of(options.as_of);
}

template <typename Query>
void FillMeasure(const StatsOptions& options, Query* query) {
  FillPopulation(options, query);
  query->set_measure(options.measures.empty() ? "" : options.measures.front());
}

template <typename Query>
void FillGroups(const StatsOptions& options, Query* query) {
  for (const sv1::GroupBy group : options.group_by) query->add_group_by(group);
}

// The rows to ask for next, when so many are there; 0: no more.
int NextPage(int limit, int have) {
  if (limit == 0) return kMaxPage;
  return std::min(limit - have, kMaxPage);
}

// Asks page by page. `rows` gives the repeated field of an answer.
template <typename Request, typename Response, typename Result, typename Rows>
absl::StatusOr<Result> AllPages(Request request, int limit, GatewayClient& gateway,
                                absl::StatusOr<Response> (GatewayClient::*ask)(const Request&),
                                Result* (Response::*result)(), Rows rows) {
  Result all;
  for (bool is_first = true;; is_first = false) {
    request.mutable_query()->set_page_size(NextPage(limit, rows(all)->size()));
    absl::StatusOr<Response> page = (gateway.*ask)(request);
    if (!page.ok()) return page.status();
    Result& answer = *((*page).*result)();
    const std::string next = answer.next_page_token();
    if (is_first) {
      all = std::move(answer);
    } else {
      for (auto& row : *rows(answer)) *rows(all)->Add() = std::move(row);
      all.set_next_page_token(next);
    }
    if (next.empty() || NextPage(limit, rows(all)->size()) <= 0) return all;
    request.mutable_query()->set_page_token(next);
  }
}

absl::StatusOr<Answer> Rank(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::RankRequest request;
  FillMeasure(options, request.mutable_query());
  FillGroups(options, request.mutable_query());
  request.mutable_query()->set_ascending(options.ascending);
  request.mutable_query()->set_min_denominator(options.min_denominator);
  absl::StatusOr<sv1::Ranking> ranking =
      AllPages(request, options.limit, gateway, &GatewayClient::Rank, &gateway::v1::RankResponse::mutable_ranking,
               [](sv1::Ranking& answer) { return answer.mutable_groups(); });
  if (!ranking.ok()) return ranking.status();
  std::vector<FigureTable> tables = RankingFigures(*ranking, options.basis, options.language);
  return MakeAnswer(std::move(tables), *std::move(ranking));
}

absl::StatusOr<Answer> Trace(const StatsOptions& options, const report::FormCatalog& catalog, GatewayClient& gateway) {
  gateway::v1::TraceRequest request;
  FillMeasure(options, request.mutable_query());
  absl::StatusOr<sv1::Tracing> tracing =
      AllPages(request, options.limit, gateway, &GatewayClient::Trace, &gateway::v1::TraceResponse::mutable_tracing,
               [](sv1::Tracing& answer) { return answer.mutable_reports(); });
  if (!tracing.ok()) return tracing.status();
  std::vector<FigureTable> tables = TracingFigures(*tracing, options.basis, catalog, options.language);
  if (!options.include_evidence) return MakeAnswer(std::move(tables), *std::move(tracing));
  const absl::StatusOr<std::vector<TracedPlace>> places = FindPlaces(*tracing, catalog, gateway);
  if (!places.ok()) return places.status();
  tables.push_back(PlaceFigures(*places, catalog, options.language));
  std::string json = TracingJson(*tracing, *places);
  Answer answer = MakeAnswer(std::move(tables), *std::move(tracing));
  answer.json = std::move(json);
  answer.csv_table = answer.tables.size() - 1;
  return answer;
}

absl::StatusOr<Answer> Trend(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::TrendRequest request;
  FillPopulation(options, request.mutable_query());
  FillGroups(options, request.mutable_query());
  for (const std::string& measure : options.measures) request.mutable_query()->add_measures(measure);
  absl::StatusOr<gateway::v1::TrendResponse> response = gateway.Trend(request);
  if (!response.ok()) return response.status();
  return MakeAnswer(TrendFigures(response->trends(), options.basis, options.language),
                    std::move(*response->mutable_trends()));
}

absl::StatusOr<Answer> Describe(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::DescribeRequest request;
  FillMeasure(options, request.mutable_query());
  FillGroups(options, request.mutable_query());
  request.mutable_query()->set_bin_count(options.bin_count);
  absl::StatusOr<gateway::v1::DescribeResponse> response = gateway.Describe(request);
  if (!response.ok()) return response.status();
  return MakeAnswer(DistributionFigures(response->distributions(), options.basis, options.language),
                    std::move(*response->mutable_distributions()));
}

absl::StatusOr<Answer> Compare(const StatsOptions& options, const report::FormCatalog& catalog,
                               GatewayClient& gateway) {
  gateway::v1::CompareRequest request;
  sv1::CompareQuery& query = *request.mutable_query();
  *query.mutable_left() = options.filter;
  query.mutable_left()->MergeFrom(options.left);
  *query.mutable_right() = options.filter;
  query.mutable_right()->MergeFrom(options.right);
  query.set_basis(options.basis);
  query.set_as_of(options.as_of);
  query.set_contribution_limit(options.limit == 0 ? kMaxPage : std::min(options.limit, kMaxPage));
  for (const std::string& measure : options.measures) query.add_measures(measure);
  if (!options.measures.empty()) query.set_explained_measure(options.measures.front());
  absl::StatusOr<gateway::v1::CompareResponse> response = gateway.Compare(request);
  if (!response.ok()) return response.status();
  return MakeAnswer(ComparisonFigures(response->comparison(), options.basis, catalog, options.language),
                    std::move(*response->mutable_comparison()));
}

absl::StatusOr<Answer> FindOutliers(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::FindOutliersRequest request;
  FillMeasure(options, request.mutable_query());
  request.mutable_query()->set_method(options.method);
  request.mutable_query()->set_threshold(options.threshold);
  request.mutable_query()->set_min_denominator(options.min_denominator);
  request.mutable_query()->set_limit(options.limit == 0 ? kMaxPage : std::min(options.limit, kMaxPage));
  absl::StatusOr<gateway::v1::FindOutliersResponse> response = gateway.FindOutliers(request);
  if (!response.ok()) return response.status();
  return MakeAnswer(OutlierFigures(response->outliers(), options.basis, options.language),
                    std::move(*response->mutable_outliers()));
}

absl::StatusOr<Answer> Coverage(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::CoverageRequest request;
  *request.mutable_query()->mutable_filter() = options.filter;
  request.mutable_query()->set_as_of(options.as_of);
  FillGroups(options, request.mutable_query());
  for (const sv1::ReportingStatus status : options.statuses) request.mutable_query()->add_statuses(status);
  absl::StatusOr<sv1::ReportingCoverage> coverage = AllPages(
      request, options.limit, gateway, &GatewayClient::Coverage, &gateway::v1::CoverageResponse::mutable_coverage,
      [](sv1::ReportingCoverage& answer) { return answer.mutable_units(); });
  if (!coverage.ok()) return coverage.status();
  std::vector<FigureTable> tables = CoverageFigures(*coverage, options.language);
  // CSV has room for one table: without groups that is the list of units.
  const std::size_t csv_table = options.group_by.empty() ? tables.size() - 1 : 0;
  Answer answer = MakeAnswer(std::move(tables), *std::move(coverage));
  answer.csv_table = csv_table;
  return answer;
}

// Every matching report is held beside those that share prose with it, one after the other.
absl::StatusOr<Answer> FindSimilar(const StatsOptions& options, GatewayClient& gateway) {
  gateway::v1::ListReportsResponse similar;
  gateway::v1::ListReportsRequest request;
  *request.mutable_filter() = options.filter;
  request.set_page_size(kMaxPage);
  do {
    const absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway.ListReports(request);
    if (!page.ok()) return page.status();
    for (const sv1::RecordedReport& listed : page->reports()) {
      gateway::v1::GetReportRequest get;
      *get.mutable_key() = listed.key();
      const absl::StatusOr<gateway::v1::GetReportResponse> report = gateway.GetReport(get);
      // It may have been withdrawn since the page was made.
      if (absl::IsNotFound(report.status())) continue;
      if (!report.ok()) return report.status();
      sv1::RecordedReport copied = listed;
      for (const validate::v1::Finding& finding : report->across_findings()) {
        if (finding.rule_id() == kCopyRule) *copied.add_findings() = finding;
      }
      if (!copied.findings().empty()) *similar.add_reports() = std::move(copied);
      if (options.limit > 0 && similar.reports_size() == options.limit) break;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty() && (options.limit == 0 || similar.reports_size() < options.limit));
  std::vector<FigureTable> tables = SimilarFigures(similar, options.language);
  return MakeAnswer(std::move(tables), std::move(similar));
}

absl::StatusOr<Answer> ListMetrics(const StatsOptions& options, GatewayClient& gateway) {
  absl::StatusOr<gateway::v1::ListMetricsResponse> response = gateway.ListMetrics({});
  if (!response.ok()) return response.status();
  std::vector<FigureTable> tables =
      MetricFigures({response->metrics().begin(), response->metrics().end()}, options.language);
  return MakeAnswer(std::move(tables), *std::move(response));
}

// The official tables of the whole, then those of each group.
std::string OfficialTables(const gateway::v1::SummarizeResponse& response, const report::FormCatalog& catalog,
                           Language language) {
  std::string out = SummaryText(response.summary(), catalog, language);
  for (const sv1::GroupSummary& group : response.groups()) {
    out +=
        fmt::format("\n== {}\n{}", GroupName(group.group(), language), SummaryText(group.summary(), catalog, language));
  }
  return out;
}

absl::StatusOr<Answer> Summarize(const StatsOptions& options, const report::FormCatalog& catalog,
                                 GatewayClient& gateway) {
  gateway::v1::SummarizeRequest request;
  FillPopulation(options, &request);
  FillGroups(options, &request);
  absl::StatusOr<gateway::v1::SummarizeResponse> response = gateway.Summarize(request);
  if (!response.ok()) return response.status();
  std::vector<FigureTable> tables = SummaryFigures(*response, catalog, options.language);
  std::string text = OfficialTables(*response, catalog, options.language);
  Answer answer = options.group_by.empty() ? MakeAnswer(std::move(tables), std::move(*response->mutable_summary()))
                                           : MakeAnswer(std::move(tables), *std::move(response));
  answer.text = std::move(text);
  return answer;
}

absl::StatusOr<Answer> Ask(const StatsOptions& options, const report::FormCatalog& catalog, GatewayClient& gateway) {
  switch (options.question) {
    case StatsQuestion::kMetrics:
      return ListMetrics(options, gateway);
    case StatsQuestion::kRank:
      return Rank(options, gateway);
    case StatsQuestion::kTrend:
      return Trend(options, gateway);
    case StatsQuestion::kDistribution:
      return Describe(options, gateway);
    case StatsQuestion::kCompare:
      return Compare(options, catalog, gateway);
    case StatsQuestion::kOutliers:
      return FindOutliers(options, gateway);
    case StatsQuestion::kTrace:
      return Trace(options, catalog, gateway);
    case StatsQuestion::kCoverage:
      return Coverage(options, gateway);
    case StatsQuestion::kSimilar:
      return FindSimilar(options, gateway);
    case StatsQuestion::kSummary:
      break;
  }
  return Summarize(options, catalog, gateway);
}

}  // namespace

int RunStats(const StatsOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const absl::StatusOr<report::FormCatalog> catalog = report::FormCatalog::BuiltIn();
  if (!catalog.ok()) return ReportError(catalog.status(), options.language, terminal);
  const absl::StatusOr<Answer> answer = Ask(options, *catalog, gateway);
  if (!answer.ok()) return ReportError(answer.status(), options.language, terminal);
  if (options.format == StatsFormat::kTable && !answer->text.empty()) {
    terminal.out << answer->text;
    return FlushOutput(terminal);
  }
  if (options.format == StatsFormat::kJson && !answer->json.empty()) {
    terminal.out << answer->json << "\n";
    return FlushOutput(terminal);
  }
  if (options.format == StatsFormat::kCsv) {
    terminal.out << FiguresCsv({answer->tables[answer->csv_table]});
    return FlushOutput(terminal);
  }
  return OutputFigures({.format = options.format, .output = options.output, .language = options.language},
                       answer->tables, *answer->message, terminal);
}

}  // namespace gouji::cli
