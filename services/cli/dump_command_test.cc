#include "services/cli/dump_command.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/data_folder.h"
#include "services/cli/exit_code.h"
#include "services/cli/reread/reread_command.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/sqlite_register.h"

namespace gouji::cli {
namespace {

using testing::HasSubstr;

class DumpCommand : public testing::Test {
 protected:
  Terminal terminal() { return {.out = out_, .err = err_}; }
  std::string DataDir(const std::string& name) const { return folder_.Path(name); }

  int Dump(const std::string& data_dir, const std::string& file) {
    return RunDump({.reports = {.path = RegisterPathIn(DataDir(data_dir))},
                    .path = folder_.Path(file),
                    .language = Language::kEnglish},
                   terminal());
  }
  int Load(const std::string& file, const std::string& data_dir) {
    return RunLoad({.reports = {.path = RegisterPathIn(DataDir(data_dir))},
                    .path = folder_.Path(file),
                    .language = Language::kEnglish},
                   terminal());
  }

  // Records the sample, read by this program.
  void Submit(const std::string& data_dir) {
    auto connection = Connection::Open({.data_dir = DataDir(data_dir)});
    ASSERT_TRUE(connection.ok()) << connection.status();
    gateway::v1::SubmitDocumentRequest request;
    request.set_document(SampleReport());
    request.set_file_name("报告.txt");
    const auto submitted = connection->client().SubmitDocument(request);
    ASSERT_TRUE(submitted.ok()) << submitted.status();
  }

  const ScratchFolder folder_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(DumpCommand, ADumpIsLoadedIntoAnotherFolderAndTheSameIsThere) {
  Submit("a");
  ASSERT_EQ(Dump("a", "register.dump"), kExitOk) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("1 current reports, 1 revisions in all, 1 documents\n"));
  ASSERT_EQ(Load("register.dump", "deep/b"), kExitOk) << err_.str();
  EXPECT_EQ(std::filesystem::status(DataDir("deep/b")).permissions(), std::filesystem::perms::owner_all);
  ASSERT_EQ(Dump("deep/b", "again.dump"), kExitOk) << err_.str();
  EXPECT_TRUE(folder_.Read("again.dump") == folder_.Read("register.dump"));

  auto connection = Connection::Open({.data_dir = DataDir("deep/b")});
  ASSERT_TRUE(connection.ok()) << connection.status();
  EXPECT_EQ(connection->client().Summarize({})->summary().coverage().counted_count(), 1);
}

TEST_F(DumpCommand, ARegisterWithSomethingInItIsNotLoadedInto) {
  Submit("a");
  ASSERT_EQ(Dump("a", "register.dump"), kExitOk) << err_.str();
  EXPECT_EQ(Load("register.dump", "a"), kExitUnreadable);
  EXPECT_THAT(err_.str(), HasSubstr("[REGISTER_NOT_EMPTY]"));
}

TEST_F(DumpCommand, ABadDumpMakesNoRegister) {
  Submit("a");
  ASSERT_EQ(Dump("a", "register.dump"), kExitOk) << err_.str();
  const std::string dump = folder_.Read("register.dump");
  folder_.Write("cut.dump", dump.substr(0, dump.size() - 10));
  folder_.Write("other.dump", "SQLite format 3");
  for (const char* file : {"cut.dump", "other.dump", "none.dump"}) {
    err_.str("");
    EXPECT_EQ(Load(file, "b"), kExitUnreadable) << file;
    EXPECT_THAT(err_.str(), HasSubstr(std::string(file) == "none.dump" ? "[FILE_NOT_READABLE]" : "[MALFORMED_DUMP]"));
    EXPECT_FALSE(std::filesystem::exists(DataDir("b"))) << file;
  }
}

TEST_F(DumpCommand, ThereIsNoDumpOfNothing) {
  EXPECT_EQ(Dump("none", "register.dump"), kExitUnreadable);
  EXPECT_FALSE(std::filesystem::exists(DataDir("none")));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("register.dump")));
}

TEST_F(DumpCommand, SaysThatItCannotWrite) {
  Submit("a");
  EXPECT_EQ(Dump("a", "no/such/folder/register.dump"), kExitOutput);
}

// A register whose reading of the sample is that of a reader that overlooked something.
void RecordOlderReading(const std::string& data_dir) {
  auto connection = Connection::Open({});
  ASSERT_TRUE(connection.ok()) << connection.status();
  gateway::v1::CheckDocumentRequest check;
  check.set_document(SampleReport());
  auto checked = connection->client().CheckDocument(check);
  ASSERT_TRUE(checked.ok()) << checked.status();
  statistics::v1::RecordItem item;
  *item.mutable_report() = checked->report();
  item.mutable_report()->mutable_source()->set_parser_version("older");
  item.mutable_report()->mutable_applications()->mutable_newly_received()->set_total(77);
  *item.mutable_findings() = checked->findings();
  *item.mutable_assessment() = checked->assessment();
  item.set_document(SampleReport());
  item.set_file_name("报告.txt");

  const auto catalog = report::FormCatalog::BuiltIn();
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  const auto converter = report::ReportConverter::Create(*catalog);
  ASSERT_TRUE(converter.ok()) << converter.status();
  absl::StatusOr<statistics::Entry> entry = statistics::MakeEntry(item, *converter);
  ASSERT_TRUE(entry.ok()) << entry.status();
  ASSERT_TRUE(MakeDataFolder(data_dir).ok());
  const auto reports = statistics::SqliteRegister::Open({.path = RegisterPathIn(data_dir)}, *catalog, *converter);
  ASSERT_TRUE(reports.ok()) << reports.status();
  std::vector<statistics::Entry> entries;
  entries.push_back(*std::move(entry));
  ASSERT_TRUE((*reports)->Record(std::move(entries)).ok());
}

TEST_F(DumpCommand, AKeptDocumentIsReadAnewAndRecordedOnDemand) {
  RecordOlderReading(DataDir("a"));
  auto connection = Connection::Open({.data_dir = DataDir("a")});
  ASSERT_TRUE(connection.ok()) << connection.status();
  RereadOptions options;
  options.language = Language::kEnglish;
  for (const RereadMode mode : {RereadMode::kCompare, RereadMode::kCommit}) {
    out_.str("");
    options.mode = mode;
    ASSERT_EQ(RunReread(options, connection->client(), terminal()), kExitOk) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("revision 1: another reading\n"));
    EXPECT_THAT(out_.str(), HasSubstr(": 77 → "));
  }
  EXPECT_THAT(out_.str(), HasSubstr("recorded as a new reading (REREAD)"));
  out_.str("");
  ASSERT_EQ(RunReread(options, connection->client(), terminal()), kExitOk) << err_.str();
  EXPECT_THAT(out_.str(), HasSubstr("the same reading                        1\n"));
}

}  // namespace
}  // namespace gouji::cli
