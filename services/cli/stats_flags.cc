#include "services/cli/stats_flags.h"

#include <map>
#include <utility>

#include "services/cli/filter_flags.h"
#include "services/cli/flag_names.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

template <typename Value>
void AddNamed(CLI::App* command, const std::string& flag, Value* value, std::map<std::string, Value> names,
              const std::string& type, const std::string& description) {
  command->add_option(flag, *value, description)->transform(Names(std::move(names)))->type_name(type);
}

}  // namespace

CLI::App* StatsFlags::Add(StatsQuestion question, const std::string& name, const std::string& description) {
  CLI::App* command = stats_->add_subcommand(name, description);
  questions_.emplace_back(command, question);
  connect_(command);
  AddNamed<StatsFormat>(command, "--format", &options_.format,
                        {{"table", StatsFormat::kTable},
                         {"json", StatsFormat::kJson},
                         {"csv", StatsFormat::kCsv},
                         {"html", StatsFormat::kHtml},
                         {"xlsx", StatsFormat::kXlsx}},
                        "table|json|csv|html|xlsx",
                        "table, json or csv (money in csv and json in 分); html or xlsx with --output");
  command->add_option("-o,--output", options_.output, "The file to write, with --format=html or xlsx")
      ->type_name("FILE");
  if (question == StatsQuestion::kMetrics) return command;
  AddFilterFlags(command, &options_.filter);
  if (question == StatsQuestion::kSimilar) return command;
  if (question != StatsQuestion::kCoverage) {
    AddNamed<sv1::Basis>(command, "--basis", &options_.basis,
                         {{"own", sv1::BASIS_OWN_REPORTS}, {"published", sv1::BASIS_PUBLISHED}}, "own|published",
                         "own: each organ's own figures; published: the highest aggregate report of each branch, own "
                         "figures where none covers them");
  }
  command->add_option("--as-of", options_.as_of, "As the register stood at this time: 2024-02-01T00:00:00+08:00")
      ->type_name("TIME");
  return command;
}

void StatsFlags::AddMeasure(CLI::App* command) {
  command->add_option("MEASURE", options_.measures, "A metric (gouji stats metrics lists them) or the path of a cell")
      ->required()
      ->expected(1);
}

void StatsFlags::AddMeasures(CLI::App* command, bool is_required) {
  command->add_option("MEASURE", options_.measures, "Metrics (gouji stats metrics lists them) or paths of cells")
      ->required(is_required);
}

void StatsFlags::AddGroups(CLI::App* command) {
  const auto names = Names(std::map<std::string, sv1::GroupBy>{{"year", sv1::GROUP_BY_YEAR},
                                                               {"province", sv1::GROUP_BY_PROVINCE},
                                                               {"prefecture", sv1::GROUP_BY_PREFECTURE},
                                                               {"county", sv1::GROUP_BY_COUNTY},
                                                               {"parent", sv1::GROUP_BY_PARENT},
                                                               {"level", sv1::GROUP_BY_LEVEL},
                                                               {"kind", sv1::GROUP_BY_KIND},
                                                               {"unit", sv1::GROUP_BY_UNIT},
                                                               {"form", sv1::GROUP_BY_FORM}});
  command->add_option("--by", options_.group_by, "Group by this; may be repeated")
      ->transform(names)
      ->type_name("year|province|prefecture|county|parent|level|kind|unit|form")
      ->allow_extra_args(false);
}

void StatsFlags::AddLimit(CLI::App* command) {
  command->add_option("--limit", options_.limit, "So many rows; 0 is all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

void StatsFlags::AddMinDenominator(CLI::App* command) {
  command->add_option("--min-denominator", options_.min_denominator, "Smaller samples are left aside")
      ->check(CLI::NonNegativeNumber);
}

void StatsFlags::AddTo(CLI::App* app, const std::function<void(CLI::App*)>& connect) {
  connect_ = connect;
  stats_ = app->add_subcommand("stats", "Add up, rank, follow and compare what was recorded");
  stats_->require_subcommand(1);
  stats_->fallthrough();
  AddGroups(Add(StatsQuestion::kSummary, "summary", "The three official tables added up"));
  Add(StatsQuestion::kMetrics, "metrics", "The metrics and their definitions");
  CLI::App* rank = Add(StatsQuestion::kRank, "rank", "Units, or groups, in the order of a measure");
  AddMeasure(rank);
  AddGroups(rank);
  AddLimit(rank);
  AddMinDenominator(rank);
  rank->add_flag("--ascending", options_.ascending, "The smallest first");
  CLI::App* trend = Add(StatsQuestion::kTrend, "trend", "Measures over the years");
  AddMeasures(trend, true);
  AddGroups(trend);
  CLI::App* distribution =
      Add(StatsQuestion::kDistribution, "distribution", "How a measure is distributed over reports");
  AddMeasure(distribution);
  AddGroups(distribution);
  distribution->add_option("--bins", options_.bin_count, "Bins of the histogram")->check(CLI::Range(1, 100));
  CLI::App* compare = Add(StatsQuestion::kCompare, "compare", "Two units, years or groups beside each other");
  AddMeasures(compare, false);
  AddFilterFlag(compare, "--left", "What the left side has beside the other flags: year=2022; may be repeated",
                &options_.left);
  AddFilterFlag(compare, "--right", "The same for the right side", &options_.right);
  AddLimit(compare);
  CLI::App* outliers = Add(StatsQuestion::kOutliers, "outliers", "Reports whose figures stand out");
  AddMeasure(outliers);
  AddLimit(outliers);
  AddMinDenominator(outliers);
  AddNamed<sv1::OutlierMethod>(outliers, "--method", &options_.method,
                               {{"peers", sv1::OUTLIER_METHOD_PEERS}, {"years", sv1::OUTLIER_METHOD_YEAR_OVER_YEAR}},
                               "peers|years",
                               "Among peers, or by the change since the year before; both when not given");
  outliers->add_option("--threshold", options_.threshold, "So many deviations from the median (default 3.5)")
      ->check(CLI::Range(1.0, 1000.0));
  CLI::App* coverage =
      Add(StatsQuestion::kCoverage, "coverage", "Who has reported, against the roster (name a --year)");
  AddGroups(coverage);
  AddLimit(coverage);
  coverage
      ->add_option("--status", options_.statuses,
                   "Which units to list; may be repeated (late, missing and unplaced ones)")
      ->transform(Names(std::map<std::string, sv1::ReportingStatus>{{"ontime", sv1::REPORTING_STATUS_ON_TIME},
                                                                    {"late", sv1::REPORTING_STATUS_LATE},
                                                                    {"undated", sv1::REPORTING_STATUS_UNDATED},
                                                                    {"missing", sv1::REPORTING_STATUS_MISSING},
                                                                    {"unexpected", sv1::REPORTING_STATUS_UNEXPECTED},
                                                                    {"unplaced", sv1::REPORTING_STATUS_UNPLACED}}))
      ->type_name("ontime|late|undated|missing|unexpected|unplaced")
      ->allow_extra_args(false);
  AddLimit(Add(StatsQuestion::kSimilar, "similar", "Reports whose prose may be copied from another agency's"));
  CLI::App* trace = Add(StatsQuestion::kTrace, "trace", "Which reports make up a figure");
  AddMeasure(trace);
  AddLimit(trace);
  trace->add_flag("--evidence", options_.include_evidence,
                  "Also where each cell was read: page, line, table, row, cell and what is printed there. The kept "
                  "documents of the listed reports are read again for it");
}

void StatsFlags::Validate() const {
  if (!parsed()) return;
  if (IsFile(options_.format) == options_.output.empty()) {
    throw CLI::ValidationError("--output", "goes with --format=html and --format=xlsx: the file to write");
  }
  if (options_.include_evidence && !options_.as_of.empty()) {
    throw CLI::ValidationError("--evidence", "goes without --as-of: it is of the documents that are current now");
  }
}

StatsOptions StatsFlags::Result() const {
  StatsOptions options = options_;
  for (const auto& [command, question] : questions_) {
    if (command->parsed()) options.question = question;
  }
  return options;
}

}  // namespace gouji::cli
