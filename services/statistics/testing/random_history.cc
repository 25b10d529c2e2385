#include "services/statistics/testing/random_history.h"

#include <gtest/gtest.h>

#include <iterator>
#include <optional>
#include <set>

#include "fmt/format.h"

namespace gouji::statistics::testing {
namespace {

namespace wire = gouji::validate::v1;

constexpr uint32_t kBandCount = 16;
constexpr uint32_t kFingerprintCount = 3;

// Of these agencies the rosters know some; 政务服务局 cannot be placed but by a person.
constexpr const char* kAgencies[] = {"临县人民政府", "临县财政局", "山西省吕梁市临县水利局", "县财政局", "政务服务局"};

constexpr const char* kPlaces[] = {"临县行政审批服务管理局", "山西省吕梁市临县水利局", "LX-CZ", "政务服务局"};

constexpr const char* kRosters[] = {
    "id,name,aliases,parent,level,kind\nLX,临县,,,COUNTY,GOVERNMENT\nLX-CZ,临县财政局,县财政局,LX,COUNTY,DEPARTMENT\n",
    "id,name,aliases,parent,level,kind\nLX,临县,,,COUNTY,GOVERNMENT\nLX-SL,临县水利局,,LX,COUNTY,DEPARTMENT\n",
    ("id,name,aliases,parent,level,kind\nLX,临县,,,COUNTY,GOVERNMENT\nLX-CZ,临县财政局,,LX,COUNTY,DEPARTMENT\n"
     "LX-SL,临县水利局,,LX,COUNTY,DEPARTMENT\nLX-ZW,临县行政审批服务管理局,,LX,COUNTY,DEPARTMENT\n"),
};

// What a register may answer to something that cannot be done as it stands.
void ExpectDoneOrRefused(const absl::Status& status) {
  EXPECT_TRUE(status.ok() || absl::IsNotFound(status) || absl::IsAborted(status) || absl::IsInvalidArgument(status) ||
              absl::IsFailedPrecondition(status))
      << status;
}

}  // namespace

std::vector<v1::ReportKey> RandomHistory::keys() const {
  std::vector<v1::ReportKey> keys;
  for (const auto& [year, unit] : keys_) {
    keys.emplace_back().set_year(year);
    keys.back().set_unit(unit);
  }
  return keys;
}

v1::ReportKey RandomHistory::SomeKey() {
  if (keys_.empty()) return {};
  const auto& [year, unit] = *std::next(keys_.begin(), Below(static_cast<uint32_t>(keys_.size())));
  v1::ReportKey key;
  key.set_year(year);
  key.set_unit(unit);
  return key;
}

void RandomHistory::DoSomething(Register& reports) {
  switch (Below(10)) {
    case 0:
    case 1:
      return Decide(reports);
    case 2:
      return Correct(reports);
    case 3: {
      const auto placed = reports.Place(
          {.key = SomeKey(), .unit = kPlaces[Below(std::size(kPlaces))], .reason = "电话核实", .author = "李四"});
      if (placed.ok()) NoteKey(placed->key());
      return ExpectDoneOrRefused(placed.status());
    }
    case 4: {
      const v1::ReportKey key = SomeKey();
      const auto current = reports.Get(key, 0);
      if (!current.ok()) return ExpectDoneOrRefused(current.status());
      return ExpectDoneOrRefused(
          reports.Withdraw({.key = key, .revision = current->revision(), .reason = "误报", .author = "李四"}).status());
    }
    case 5:
      if (Below(3) == 0) return ImportRoster(reports);
      return RecordSomething(reports);
    default:
      return RecordSomething(reports);
  }
}

void RandomHistory::RecordSomething(Register& reports) {
  const bool is_of_roster = Below(2) == 0;
  v1::RecordItem item = MakeItem(kernel_, {.agency = is_of_roster ? kAgencies[Below(std::size(kAgencies))]
                                                                  : PlacedAgency(static_cast<int>(Below(4))),
                                           .year = 2022 + static_cast<int>(Below(2)),
                                           .figures = Below(3),
                                           .document = Below(8) == 0 ? "" : fmt::format("document {}", Below(6)),
                                           .parser_version = fmt::format("parser {}", Below(3)),
                                           .rule_set_version = fmt::format("rules {}", Below(2)),
                                           .file_name = fmt::format("file {}", Below(2)),
                                           .error_count = static_cast<int>(Below(3))});
  for (int i = 0; i < 2; ++i) {
    wire::Finding& finding = *item.add_findings();
    finding.set_rule_id("RULE");
    finding.set_fingerprint(fmt::format("f{}", Below(kFingerprintCount)));
    finding.set_severity(wire::SEVERITY_WARNING);
    finding.set_responsibility(report::v1::RESPONSIBILITY_DOCUMENT);
  }
  if (item.assessment().verdict() == wire::VERDICT_ACCEPTED) {
    item.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  }
  if (Below(3) == 0) item.mutable_report()->set_issue_date("2024-01-31");
  absl::StatusOr<Entry> entry = MakeEntry(item, kernel_.converter());
  ASSERT_TRUE(entry.ok()) << entry.status();
  std::set<uint64_t> bands;
  for (uint32_t i = Below(3); i > 0; --i) bands.insert(Below(kBandCount));
  entry->copy_bands.assign(bands.begin(), bands.end());
  std::vector<Entry> entries;
  entries.push_back(*std::move(entry));
  const auto receipts = reports.Record(std::move(entries));
  ASSERT_TRUE(receipts.ok()) << receipts.status();
  NoteKey(receipts->front().key());
}

void RandomHistory::Decide(Register& reports) {
  const auto kind = Below(3) == 0 ? Decision::Kind::kRevoke : Decision::Kind::kAcknowledge;
  ExpectDoneOrRefused(reports
                          .Decide({.kind = kind,
                                   .key = SomeKey(),
                                   .fingerprint = fmt::format("f{}", Below(kFingerprintCount)),
                                   .reason = "口径一致",
                                   .author = "李四",
                                   .computed = std::nullopt})
                          .status());
}

void RandomHistory::Correct(Register& reports) {
  const v1::ReportKey key = SomeKey();
  const auto before = reports.Get(key, 0);
  if (!before.ok()) return ExpectDoneOrRefused(before.status());
  const v1::RecordItem reading = MakeItem(kernel_, {.year = key.year(), .figures = 3 + Below(2)});
  v1::RecordCorrectionRequest request;
  *request.mutable_key() = key;
  request.set_base_revision(before->revision());
  *request.mutable_report() = reading.report();
  *request.mutable_report()->mutable_source() = before->report().source();
  *request.mutable_report()->mutable_agency() = before->report().agency();
  *request.mutable_assessment() = reading.assessment();
  request.set_author("王五");
  request.set_reason("扫描件误读");
  request.add_cells()->set_cell("applications.newly_received.total");
  absl::StatusOr<Entry> entry = MakeCorrection(request, kernel_.converter());
  ASSERT_TRUE(entry.ok()) << entry.status();
  ExpectDoneOrRefused(reports.Correct(*std::move(entry)).status());
}

void RandomHistory::ImportRoster(Register& reports) {
  v1::ImportRosterRequest request;
  request.set_csv(kRosters[Below(std::size(kRosters))]);
  request.set_author("张三");
  absl::StatusOr<RosterImport> roster = MakeRosterImport(request);
  ASSERT_TRUE(roster.ok()) << roster.status();
  const auto imported = reports.ImportRoster(*std::move(roster));
  ASSERT_TRUE(imported.ok()) << imported.status();
  // Reports may have other keys now.
  const absl::Status scanned = reports
                                   .ScanAll(std::nullopt,
                                            [this](const CurrentReport& report) {
                                              keys_.emplace(report.year, std::string(report.unit));
                                              return true;
                                            })
                                   .status();
  ASSERT_TRUE(scanned.ok()) << scanned;
}

}  // namespace gouji::statistics::testing
