// Which unit a report is of, as a whole register decides it: rosters, placements, withdrawals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/report/error.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::ItemSpec;
using ::gouji::statistics::testing::MakeTestEntry;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

constexpr char kRoster[] =
    "id,name,aliases,parent,level,kind\n"
    "LX,临县,,,COUNTY,GOVERNMENT\n"
    "LX-CZ,临县财政局,县财政局,LX,COUNTY,DEPARTMENT\n"
    "LX-ZW,临县行政审批服务管理局,,LX,COUNTY,DEPARTMENT\n";

class Placement : public testing::RegisterTest {
 protected:
  v1::Receipt Record(Register& reports, const ItemSpec& spec) {
    now_ += absl::Seconds(1);
    const auto receipts = reports.Record({MakeTestEntry(kernel_, spec)});
    EXPECT_TRUE(receipts.ok()) << receipts.status();
    return receipts.ok() ? receipts->front() : v1::Receipt();
  }
  v1::Receipt Record(const ItemSpec& spec) { return Record(*register_, spec); }

  absl::StatusOr<v1::ImportRosterResponse> TryToImport(std::string_view csv) {
    now_ += absl::Seconds(1);
    v1::ImportRosterRequest request;
    request.set_csv(std::string(csv));
    request.set_author("张三");
    absl::StatusOr<RosterImport> roster = MakeRosterImport(request);
    EXPECT_TRUE(roster.ok()) << roster.status();
    return register_->ImportRoster(*std::move(roster));
  }
  v1::ImportRosterResponse Import(std::string_view csv) {
    const auto response = TryToImport(csv);
    EXPECT_TRUE(response.ok()) << response.status();
    return *response;
  }

  absl::StatusOr<v1::Receipt> Place(const v1::ReportKey& key, const std::string& unit) {
    now_ += absl::Seconds(1);
    return register_->Place({.key = key, .unit = unit, .reason = "电话核实", .author = "李四"});
  }
  absl::StatusOr<v1::Receipt> Withdraw(const v1::ReportKey& key, int revision) {
    now_ += absl::Seconds(1);
    return register_->Withdraw({.key = key, .revision = revision, .reason = "误报", .author = "李四"});
  }

  std::vector<v1::HistoryEvent> EventsOf(const v1::ReportKey& key) {
    std::vector<v1::HistoryEvent> events;
    const auto history = register_->History(key, 100);
    EXPECT_TRUE(history.ok()) << history.status();
    for (const v1::HistoryEntry& entry : *history) events.push_back(entry.event());
    return events;
  }

  // The errors of each unit's current report, as statistics see them now, or at a past time.
  std::map<std::string, int> Scanned(std::optional<absl::Time> as_of = std::nullopt) {
    std::map<std::string, int> errors;
    const auto position = register_->ScanAll(as_of, [&](const CurrentReport& report) {
      errors[std::string(report.unit)] = report.error_count;
      return true;
    });
    EXPECT_TRUE(position.ok()) << position.status();
    return errors;
  }

  static v1::ReportKey Key(const std::string& unit, int year = 2023) {
    v1::ReportKey key;
    key.set_unit(unit);
    key.set_year(year);
    return key;
  }
};

TEST_P(Placement, TheRosterSaysWhichUnitAReportIsOfAndWhatThatIs) {
  EXPECT_EQ(Import(kRoster).roster().unit_count(), 3);
  for (const char* agency : {"临县财政局", "山西省临县财政局", "县财政局"}) {
    const v1::Receipt receipt = Record({.agency = agency, .document = agency});
    EXPECT_EQ(receipt.key().unit(), "LX-CZ") << agency;
  }
  Record({.agency = "吕梁市临县人民政府", .document = "gov", .scope = report::ReportScope::kOwn});
  Record({.agency = "临县水利局", .document = "water"});
  const auto government = register_->Get(Key("LX"), 0);
  ASSERT_TRUE(government.ok()) << government.status();
  EXPECT_EQ(government->agency().scope(), gouji::report::v1::REPORT_SCOPE_AGGREGATE);
  EXPECT_EQ(government->agency().level(), gouji::report::v1::AGENCY_LEVEL_COUNTY);
  EXPECT_EQ(government->agency().region_code(), "141124");
  EXPECT_EQ(government->agency().name(), "吕梁市临县人民政府") << "as printed";
  EXPECT_EQ(government->report().agency().scope(), gouji::report::v1::REPORT_SCOPE_OWN) << "the report keeps its own";
  EXPECT_TRUE(government->placed());
  EXPECT_TRUE(register_->Get(Key("山西省吕梁市临县水利局"), 0).ok()) << "what the roster has not";
}

TEST_P(Placement, ImportingARosterMovesReportsWithTheirAcknowledgements) {
  const v1::ReportKey before = Record({.agency = "临县财政局", .document = "a", .error_count = 2}).key();
  const v1::ReportKey other = Record({.agency = "临县水利局", .document = "b"}).key();
  gouji::validate::v1::Finding finding;
  finding.set_fingerprint("f");
  finding.set_severity(gouji::validate::v1::SEVERITY_WARNING);
  ASSERT_TRUE(
      register_->Decide({.key = before, .fingerprint = "f", .reason = "属实", .author = "李四", .computed = finding})
          .ok());
  const absl::Time then = now_;

  const v1::ImportRosterResponse imported = Import(kRoster);
  EXPECT_EQ(imported.outcome(), v1::OUTCOME_RECORDED);
  EXPECT_EQ(imported.roster().version(), 1);
  EXPECT_EQ(imported.moved_count(), 1);
  EXPECT_FALSE(register_->Get(before, 0).ok());
  EXPECT_TRUE(register_->Get(before, 1).ok()) << "by its number it can still be read";
  const auto moved = register_->Get(Key("LX-CZ"), 0);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->acknowledgements_size(), 1);
  EXPECT_EQ(moved->error_count(), 2);
  EXPECT_EQ(EventsOf(before).back(), v1::HISTORY_EVENT_MOVED);
  EXPECT_THAT(EventsOf(Key("LX-CZ")), ElementsAre(v1::HISTORY_EVENT_PLACED, v1::HISTORY_EVENT_ACKNOWLEDGED));
  EXPECT_EQ(register_->History(Key("LX-CZ"), 1)->front().fingerprint(), "f");
  EXPECT_THAT(Scanned(), ElementsAre(std::pair("LX-CZ", 2), std::pair(other.unit(), 0)));
  EXPECT_THAT(Scanned(then), UnorderedElementsAre(std::pair(before.unit(), 2), std::pair(other.unit(), 0)));

  const v1::ImportRosterResponse again = Import(kRoster);
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.moved_count(), 0);
  EXPECT_EQ(again.roster().version(), 1);
  EXPECT_EQ(Record({.agency = "临县财政局", .document = "a", .error_count = 2}).outcome(), v1::OUTCOME_UNCHANGED);

  // A roster that has the unit no more, and says of another what it is.
  EXPECT_EQ(Import("id,name,kind\nX,临县水利局,OTHER\n").moved_count(), 2);
  EXPECT_THAT(Scanned(), UnorderedElementsAre(std::pair(before.unit(), 2), std::pair("X", 0)));
  EXPECT_EQ(Import("id,name,kind\nX,临县水利局,VERTICAL\n").moved_count(), 1) << "another kind is a new revision";
  EXPECT_EQ(register_->Get(Key("X"), 0)->agency().kind(), gouji::report::v1::AGENCY_KIND_VERTICAL);
}

TEST_P(Placement, AllAcknowledgementsOfAReportThatMovesGoAlong) {
  const auto acknowledge = [this](const v1::ReportKey& key) {
    for (const char* fingerprint : {"f1", "f2", "f3"}) {
      gouji::validate::v1::Finding finding;
      finding.set_fingerprint(fingerprint);
      finding.set_severity(gouji::validate::v1::SEVERITY_WARNING);
      const Decision decision = {
          .key = key, .fingerprint = fingerprint, .reason = "属实", .author = "李四", .computed = finding};
      ASSERT_TRUE(register_->Decide(decision).ok());
    }
  };
  acknowledge(Record({.agency = "临县财政局", .document = "a"}).key());
  Import(kRoster);
  EXPECT_EQ(register_->Get(Key("LX-CZ"), 0)->acknowledgements_size(), 3);

  const v1::ReportKey unplaced = Record({.agency = "政务服务局", .document = "b"}).key();
  acknowledge(unplaced);
  ASSERT_TRUE(Place(unplaced, "LX-ZW").ok());
  EXPECT_EQ(register_->Get(Key("LX-ZW"), 0)->acknowledgements_size(), 3);
}

TEST_P(Placement, ManyReportsMoveInStepsAndAllOfThem) {
  std::string csv = "id,name\n";
  std::vector<Entry> entries;
  for (int i = 0; i < 1200; ++i) {
    entries.push_back(MakeTestEntry(kernel_, {.agency = testing::PlacedAgency(i), .document = std::to_string(i)}));
    csv += "z" + std::to_string(i) + "," + testing::PlacedAgency(i) + "\n";
  }
  ASSERT_TRUE(register_->Record(std::move(entries)).ok());
  EXPECT_EQ(Import(csv).moved_count(), 1200);
  const std::map<std::string, int> scanned = Scanned();
  EXPECT_EQ(scanned.size(), 1200U);
  EXPECT_TRUE(scanned.begin()->first.starts_with("z"));
}

TEST_P(Placement, ALaterReportOfTheUnitStaysTheOneThatCounts) {
  const v1::ReportKey early = Record({.agency = "县财政局", .document = "early", .error_count = 1}).key();
  Record({.agency = "临县财政局", .document = "late", .error_count = 5});
  Import(kRoster);
  EXPECT_THAT(Scanned(), ElementsAre(std::pair("LX-CZ", 5)));
  EXPECT_FALSE(register_->Get(early, 0).ok());
}

TEST_P(Placement, APersonPlacesWhatItsNameDoesNotTell) {
  const ItemSpec spec = {.agency = "政务服务局", .document = "d", .error_count = 3};
  const v1::ReportKey key = Record(spec).key();
  ASSERT_TRUE(key.unit().starts_with("document:"));
  const auto unknown = Place(key, "政务服务局");
  EXPECT_EQ(report::ReasonOf(unknown.status()), "UNKNOWN_UNIT");
  const auto placed = Place(key, "吕梁市临县政务服务局");
  ASSERT_TRUE(placed.ok()) << placed.status();
  EXPECT_EQ(placed->outcome(), v1::OUTCOME_PLACED);
  EXPECT_EQ(placed->key().unit(), "山西省吕梁市临县政务服务局");
  const v1::RecordedReport recorded = *register_->Get(placed->key(), 0);
  EXPECT_TRUE(recorded.placed());
  EXPECT_EQ(recorded.agency().name(), "政务服务局");
  EXPECT_EQ(recorded.agency().region_code(), "141124");
  const std::vector<v1::HistoryEntry> history = *register_->History(placed->key(), 10);
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].event(), v1::HISTORY_EVENT_PLACED);
  EXPECT_EQ(history[0].author(), "李四");
  EXPECT_EQ(history[0].other_unit(), key.unit());
  EXPECT_THAT(Scanned(), ElementsAre(std::pair(placed->key().unit(), 3)));

  const auto again = Place(key, "临县政务服务局");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(Place(key, "方山县政务服务局").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Record(spec).outcome(), v1::OUTCOME_UNCHANGED) << "the same document goes to the same place";
  ItemSpec reread = spec;
  reread.figures = 9;
  reread.parser_version = "parser-2";
  const v1::Receipt receipt = Record(reread);
  EXPECT_EQ(receipt.outcome(), v1::OUTCOME_REREAD);
  EXPECT_EQ(receipt.key().unit(), placed->key().unit());
  // A person's word goes on to the roster's unit of that name.
  EXPECT_EQ(Import("id,name\nQ,临县政务服务局\n").moved_count(), 1);
  EXPECT_THAT(Scanned(), ElementsAre(std::pair("Q", 3)));
}

TEST_P(Placement, AReportThatIsNotThereCannotBePlaced) {
  EXPECT_EQ(report::ReasonOf(Place(Key("document:00"), "临县").status()), "REPORT_NOT_FOUND");
}

TEST_P(Placement, AWithdrawnRevisionGivesWayToTheOneBefore) {
  const v1::ReportKey key = Record({.agency = "临县财政局", .document = "a", .error_count = 1}).key();
  Record({.agency = "临县财政局", .document = "b", .error_count = 2});
  const absl::Time then = now_;
  const auto withdrawn = Withdraw(key, 2);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->outcome(), v1::OUTCOME_WITHDRAWN);
  EXPECT_EQ(withdrawn->revision(), 1);
  EXPECT_THAT(Scanned(), ElementsAre(std::pair(key.unit(), 1)));
  EXPECT_THAT(Scanned(then), ElementsAre(std::pair(key.unit(), 2)));
  EXPECT_EQ(Withdraw(key, 2)->outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(report::ReasonOf(Withdraw(key, 7).status()), "REVISION_CHANGED");
  EXPECT_EQ(EventsOf(key).back(), v1::HISTORY_EVENT_WITHDRAWN);

  const v1::Receipt again = Record({.agency = "临县财政局", .document = "b", .error_count = 2});
  EXPECT_EQ(again.outcome(), v1::OUTCOME_RECORDED) << "sent again, it is meant again";
  EXPECT_EQ(again.revision(), 3);
  ASSERT_TRUE(Withdraw(key, 3).ok());
  EXPECT_EQ(Withdraw(key, 1)->revision(), 0) << "none is left";
  EXPECT_TRUE(Scanned().empty());
  EXPECT_EQ(register_->Get(key, 0).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(register_->Get(key, 1).ok());
}

TEST_P(Placement, AnotherReplicaRecordsByTheRosterThatHoldsNow) {
  const auto replica = OpenAnother();
  EXPECT_EQ(Record(*replica, {.agency = "县财政局", .document = "a"}).key().unit().substr(0, 9), "document:");
  Import(kRoster);
  EXPECT_EQ(Record(*replica, {.agency = "县财政局", .document = "b"}).key().unit(), "LX-CZ");
  EXPECT_EQ(replica->Roster()->version, 1);
}

TEST_P(Placement, ARosterIsGivenBackAsItWasImported) {
  v1::GetRosterRequest request;
  request.set_include_csv(true);
  EXPECT_EQ(report::ReasonOf(register_->GetRoster(request).status()), "ROSTER_NOT_FOUND");
  Import(kRoster);
  Import("id,name\n1,临县\n");
  EXPECT_EQ(register_->GetRoster(request)->roster().version(), 2);
  EXPECT_EQ(register_->GetRoster(request)->roster().author(), "张三");
  request.set_version(1);
  EXPECT_EQ(register_->GetRoster(request)->csv(), kRoster);
  request.set_version(3);
  EXPECT_EQ(report::ReasonOf(register_->GetRoster(request).status()), "ROSTER_NOT_FOUND");
}

TEST_P(Placement, ANameIsResolvedWithWhatStandsAboveAndBelow) {
  Import(kRoster);
  v1::ResolveUnitRequest request;
  request.set_name("临县人民政府");
  request.set_year(2023);
  request.set_include_subordinates(true);
  v1::ResolveUnitResponse response = *register_->ResolveUnit(request);
  EXPECT_TRUE(response.placed());
  EXPECT_EQ(response.unit().unit(), "LX");
  EXPECT_EQ(response.unit().parent(), "山西省吕梁市");
  EXPECT_TRUE(response.unit().in_roster());
  ASSERT_EQ(response.subordinates_size(), 2);
  EXPECT_EQ(response.subordinates(0).unit(), "LX-CZ");
  EXPECT_EQ(response.subordinates(0).name(), "临县财政局");
  EXPECT_EQ(response.subordinates(0).parent(), "LX");

  request.set_name("鼓楼区");
  response = *register_->ResolveUnit(request);
  EXPECT_FALSE(response.placed());
  EXPECT_EQ(response.candidates_size(), 4);
  EXPECT_EQ(response.candidates(0).unit(), "江苏省南京市鼓楼区");
  request.set_region_code("320302");
  EXPECT_EQ(register_->ResolveUnit(request)->unit().unit(), "江苏省徐州市鼓楼区");
}

TEST_P(Placement, AnImportThatBreaksOffSaysThatTheRosterHolds) {
  const v1::ReportKey before = Record({.agency = "临县财政局", .document = "a", .file_name = "poison"}).key();
  ASSERT_TRUE(connection().Execute(std::string(database_->PoisonSql())).ok());
  const absl::Status broken = TryToImport(kRoster).status();
  EXPECT_THAT(std::string(broken.message()), StartsWith("version 1 of the roster is recorded and holds, and 0 reports "
                                                        "were moved by it; import the same file again"));
  EXPECT_THAT(std::string(broken.message()), HasSubstr("poisoned"));
  EXPECT_THAT(report::ChineseMessageOf(broken), StartsWith("第 1 版名录已保存并生效"));
  EXPECT_EQ(report::ReasonOf(broken), "REGISTER_UNAVAILABLE");
  EXPECT_EQ(register_->Roster()->version, 1);
  EXPECT_TRUE(register_->Get(before, 0).ok());

  ASSERT_TRUE(connection().Execute("UPDATE revision SET file_name = 'a'").ok());
  const v1::ImportRosterResponse again = Import(kRoster);
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.moved_count(), 1);
}

TEST_P(Placement, ARosterWithDefectsIsRefusedBeforeAnythingIsWritten) {
  v1::ImportRosterRequest request;
  request.set_author("张三");
  request.set_csv("id,name\n1,\n");
  EXPECT_EQ(report::ReasonOf(MakeRosterImport(request).status()), "MALFORMED_ROSTER");
  request.set_author("");
  EXPECT_EQ(report::ReasonOf(MakeRosterImport(request).status()), "MALFORMED_REQUEST");
}

GOUJI_FOR_EACH_DATABASE(Placement);

}  // namespace
}  // namespace gouji::statistics
