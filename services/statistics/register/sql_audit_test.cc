// Who changed what, as a whole register keeps it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::ItemSpec;
using ::testing::ElementsAre;

class Audit : public testing::RegisterTest {
 protected:
  static v1::ChangeOrigin OriginOf(const std::string& caller) {
    v1::ChangeOrigin origin;
    origin.set_caller(caller);
    origin.set_peer("ipv4:192.0.2.1:3456");
    origin.set_method("gouji.gateway.v1.GatewayService/X");
    origin.set_request_id("id of " + caller);
    return origin;
  }

  v1::Receipt RecordBy(const std::string& caller, const ItemSpec& spec) {
    Entry entry = EntryOf(spec);
    entry.origin = OriginOf(caller);
    const auto receipts = register_->Record({std::move(entry)});
    EXPECT_TRUE(receipts.ok()) << receipts.status();
    return receipts->front();
  }

  std::vector<v1::AuditEntry> All(const std::string& unit = "") {
    const auto entries = register_->Audit(unit, std::numeric_limits<int64_t>::max(), 1000);
    EXPECT_TRUE(entries.ok()) << entries.status();
    return *entries;
  }

  // "RECORDED by a", the newest first.
  static std::vector<std::string> TextOf(const std::vector<v1::AuditEntry>& entries) {
    std::vector<std::string> texts;
    for (const v1::AuditEntry& entry : entries) {
      const std::string event = v1::HistoryEvent_Name(entry.change().event()).substr(sizeof("HISTORY_EVENT_") - 1);
      texts.push_back(event + " by " + entry.change().origin().caller());
    }
    return texts;
  }
};

TEST_P(Audit, SaysOfEveryChangeWhoMadeIt) {
  const v1::ReportKey key = RecordBy("a", {}).key();
  RecordBy("b", {});  // unchanged: nobody changed anything
  const auto placed = register_->Place(
      {.key = key, .unit = "山西省吕梁市临县教育局", .reason = "电话核实", .author = "李四", .origin = OriginOf("c")});
  ASSERT_TRUE(placed.ok()) << placed.status();
  const auto withdrawn = register_->Withdraw({.key = placed->key(),
                                              .revision = placed->revision(),
                                              .reason = "误报",
                                              .author = "李四",
                                              .origin = OriginOf("d")});
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_THAT(TextOf(All()), ElementsAre("WITHDRAWN by d", "PLACED by c", "MOVED by c", "RECORDED by a"));
  const v1::AuditEntry first = All().back();
  EXPECT_EQ(first.key().unit(), key.unit());
  EXPECT_EQ(first.key().year(), key.year());
  EXPECT_EQ(first.change().origin().peer(), "ipv4:192.0.2.1:3456");
  EXPECT_EQ(first.change().origin().method(), "gouji.gateway.v1.GatewayService/X");
  EXPECT_EQ(first.change().origin().request_id(), "id of a");
  EXPECT_THAT(TextOf(All(key.unit())), ElementsAre("MOVED by c", "RECORDED by a"));
  Reopen();
  EXPECT_EQ(All().size(), 4U) << "it is durable";
}

TEST_P(Audit, NamesTheImportOfARosterAndWhatItMoved) {
  const v1::ReportKey key = RecordBy("a", {.agency = "山西省吕梁市临县财政局"}).key();
  v1::ImportRosterRequest request;
  request.set_csv("id,name,aliases,parent,level,kind\nLX-CZ,临县财政局,,,COUNTY,DEPARTMENT\n");
  request.set_author("张三");
  absl::StatusOr<RosterImport> roster = MakeRosterImport(request);
  ASSERT_TRUE(roster.ok()) << roster.status();
  roster->origin = OriginOf("office");
  const int64_t position = Query("SELECT max(id) FROM event");
  ASSERT_TRUE(register_->ImportRoster(*std::move(roster)).ok());
  EXPECT_THAT(TextOf(All()),
              ElementsAre("PLACED by office", "MOVED by office", "ROSTER_IMPORTED by office", "RECORDED by a"));
  const v1::AuditEntry imported = All()[2];
  EXPECT_FALSE(imported.has_key());
  EXPECT_EQ(imported.change().revision(), 1);
  EXPECT_EQ(imported.change().author(), "张三");
  // Statistics hear of the reports alone.
  std::vector<std::string> changed;
  ASSERT_TRUE(
      register_->Follow(position, [&](const ChangedReport& report) { changed.emplace_back(report.unit); }).ok());
  EXPECT_THAT(changed, ::testing::UnorderedElementsAre(key.unit(), "LX-CZ"));
}

TEST_P(Audit, KeepsNothingOfWhatWasNotChanged) {
  const v1::ReportKey key = RecordBy("a", {}).key();
  EXPECT_FALSE(
      register_->Withdraw({.key = key, .revision = 7, .reason = "误报", .author = "李四", .origin = OriginOf("b")})
          .ok());
  EXPECT_THAT(TextOf(All()), ElementsAre("RECORDED by a"));
}

TEST_P(Audit, GoesOnBeforeANumber) {
  RecordBy("a", {.year = 2021});
  RecordBy("b", {.year = 2022});
  RecordBy("c", {.year = 2023});
  const auto page = register_->Audit("", std::numeric_limits<int64_t>::max(), 2);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(TextOf(*page), ElementsAre("RECORDED by c", "RECORDED by b"));
  EXPECT_THAT(TextOf(*register_->Audit("", page->back().id(), 2)), ElementsAre("RECORDED by a"));
}

TEST_P(Audit, IsNotShownInTheHistoryOfAReport) {
  const v1::ReportKey key = RecordBy("a", {}).key();
  const auto history = register_->History(key, 10);
  ASSERT_TRUE(history.ok()) << history.status();
  ASSERT_EQ(history->size(), 1U);
  EXPECT_FALSE(history->front().has_origin());
}

GOUJI_FOR_EACH_DATABASE(Audit);

}  // namespace
}  // namespace gouji::statistics
