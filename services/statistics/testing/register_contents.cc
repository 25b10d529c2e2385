#include "services/statistics/testing/register_contents.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "fmt/format.h"

namespace gouji::statistics::testing {
namespace {

constexpr int kMaxHistory = 1000;
constexpr int kMaxSimilar = 100;
// The bands of random_history.h.
constexpr uint64_t kBandCount = 16;

// An answer, or the error that is one.
template <typename Answer>
std::string TextOfAnswer(const absl::StatusOr<Answer>& answer) {
  return answer.ok() ? answer->ShortDebugString() : answer.status().ToString();
}

}  // namespace

std::string TextOf(const CurrentReport& report) {
  std::string text =
      fmt::format("{} {} scope {} level {} kind {} region {} name {} verdict {} errors {} issued {} cells",
                  report.placed, report.form->id(), static_cast<int>(report.scope), static_cast<int>(report.level),
                  static_cast<int>(report.kind), report.region_code, report.agency_name,
                  static_cast<int>(report.verdict), report.error_count, report.has_issue_date);
  for (const TotalCell& cell : report.cells) {
    text += fmt::format(" {}/{}/{}", cell.value, static_cast<int>(cell.state), cell.implied.value_or(-1));
  }
  for (const RuleCount& rule : report.rules) text += fmt::format(" {}:{}", rule.rule_id, rule.count);
  for (const CellSpread& spread : report.spreads) {
    text += fmt::format(" [{} {} {}]", spread.cell, spread.least, spread.greatest);
  }
  return text;
}

Scanned ScanOf(Register& reports, std::optional<absl::Time> as_of) {
  Scanned scanned;
  const absl::StatusOr<int64_t> position = reports.ScanAll(as_of, [&](const CurrentReport& report) {
    std::pair<int, std::string> key(report.year, report.unit);
    EXPECT_TRUE(scanned.contents.empty() || scanned.contents.rbegin()->first < key) << "not in the order of keys";
    scanned.contents.emplace(std::move(key), TextOf(report));
    return true;
  });
  EXPECT_TRUE(position.ok()) << position.status();
  scanned.position = position.value_or(-1);
  return scanned;
}

void Follow(Register& reports, Scanned& scanned) {
  const absl::StatusOr<int64_t> now = reports.Follow(scanned.position, [&](const ChangedReport& changed) {
    const std::pair<int, std::string> key(changed.year, changed.unit);
    if (changed.current == nullptr) {
      scanned.contents.erase(key);
    } else {
      scanned.contents[key] = TextOf(*changed.current);
    }
  });
  ASSERT_TRUE(now.ok()) << now.status();
  EXPECT_GE(*now, scanned.position);
  scanned.position = *now;
}

std::vector<std::string> AnswersOf(Register& reports, const std::vector<v1::ReportKey>& keys,
                                   const std::vector<absl::Time>& times) {
  std::vector<std::string> answers;
  for (const v1::ReportKey& key : keys) {
    for (int revision = 0;; ++revision) {
      const absl::StatusOr<v1::RecordedReport> report = reports.Get(key, revision);
      answers.push_back(TextOfAnswer(report));
      answers.push_back(TextOfAnswer(reports.GetDocument(key, revision)));
      if (!report.ok() && revision > 0) break;
    }
    const auto history = reports.History(key, kMaxHistory);
    EXPECT_TRUE(history.ok()) << history.status();
    for (const v1::HistoryEntry& entry : *history) answers.push_back(entry.ShortDebugString());
    v1::ResolveUnitRequest question;
    question.set_name(key.unit());
    question.set_year(key.year());
    answers.push_back(TextOfAnswer(reports.ResolveUnit(question)));
  }
  const auto list = reports.GetCurrent(keys, v1::REPORT_VIEW_BASIC);
  EXPECT_TRUE(list.ok()) << list.status();
  for (const v1::RecordedReport& report : *list) answers.push_back(report.ShortDebugString());
  for (uint64_t band = 0; band < kBandCount; ++band) {
    const auto similar = reports.FindSimilar({band}, {}, kMaxSimilar);
    EXPECT_TRUE(similar.ok()) << similar.status();
    for (const v1::SimilarReport& report : *similar) answers.push_back(report.ShortDebugString());
  }
  for (int version = 0;; ++version) {
    v1::GetRosterRequest request;
    request.set_version(version);
    request.set_include_csv(true);
    const absl::StatusOr<v1::GetRosterResponse> roster = reports.GetRoster(request);
    answers.push_back(TextOfAnswer(roster));
    if (!roster.ok() && version > 0) break;
  }
  std::vector<std::optional<absl::Time>> moments(times.begin(), times.end());
  moments.emplace_back(std::nullopt);
  for (const std::optional<absl::Time>& moment : moments) {
    const Scanned scanned = ScanOf(reports, moment);
    answers.push_back(absl::StrCat("position ", scanned.position));
    for (const auto& [key, text] : scanned.contents) {
      answers.push_back(absl::StrCat(key.first, " ", key.second, ": ", text));
    }
  }
  return answers;
}

}  // namespace gouji::statistics::testing
