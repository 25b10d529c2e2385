// The four servers, a Redis and the program `gouji` as separate processes, some of which are killed in the middle.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gtest/gtest.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/report/form.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji::e2e {
namespace {

using parse::testing::RedisServer;

constexpr int kReportCount = 1000;

class Suite : public testing::Test {
 protected:
  Suite() {
    std::string pattern = std::filesystem::temp_directory_path() / "gouji-e2e-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(folder_ + "/reports");
  }
  ~Suite() override {
    if (!HasFailure()) std::filesystem::remove_all(folder_);
  }

  // Writes reports of `count` agencies in several layouts and adds up what they truly hold.
  void GenerateReports(int count) {
    const std::vector<generator::Layout> layouts = {*generator::FindLayout("tabs"),
                                                    *generator::FindLayout("trailing-pipes"),
                                                    *generator::FindLayout("framed-pipes")};
    truth_.assign(form_->cell_count(), 0);
    for (int i = 0; i < count; ++i) {
      const generator::GeneratedReport report =
          generator::Generate(*form_, 2023, {.index = static_cast<uint64_t>(i), .first_year = 2023, .last_year = 2023});
      for (int cell = 0; cell < form_->cell_count(); ++cell) truth_[cell] += report.cells[cell];
      std::ofstream(fmt::format("{}/reports/{:04}.txt", folder_, i), std::ios::binary)
          << generator::Render(report, layouts[i % layouts.size()]);
    }
  }

  std::vector<std::string> Gouji(std::vector<std::string> arguments, const ServerSuite& servers) const {
    arguments.insert(arguments.begin(), Program("gouji"));
    arguments.push_back("--endpoint=" + servers.Endpoint());
    return arguments;
  }
  std::vector<std::string> ImportCommand(const ServerSuite& servers) const {
    return Gouji({"import", folder_ + "/reports"}, servers);
  }

  statistics::v1::Summary Summarize(const ServerSuite& servers) const {
    const Finished finished = RunToEnd(Gouji({"stats", "summary", "--format=json"}, servers), folder_ + "/stats");
    EXPECT_EQ(finished.exit_status, 0) << finished.errors;
    statistics::v1::Summary summary;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(finished.output, &summary).ok()) << finished.output;
    return summary;
  }

  void ExpectEveryReportOnce(const ServerSuite& servers) const {
    const statistics::v1::Summary summary = Summarize(servers);
    EXPECT_EQ(summary.coverage().counted_count(), kReportCount);
    EXPECT_EQ(summary.coverage().unit_count(), kReportCount);
    EXPECT_EQ(summary.coverage().with_errors_count(), 0);
    ASSERT_EQ(summary.cells_size(), form_->cell_count());
    for (int cell = 0; cell < form_->cell_count(); ++cell) {
      EXPECT_EQ(summary.cells(cell).cell(), form_->cells()[cell].path);
      EXPECT_EQ(summary.cells(cell).sum(), truth_[cell]) << summary.cells(cell).cell();
      EXPECT_EQ(summary.cells(cell).value_count(), kReportCount) << summary.cells(cell).cell();
    }
  }

  static google::protobuf::Struct Json(const std::string& text) {
    google::protobuf::Struct object;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &object).ok()) << text;
    return object;
  }

  // How many results the import has shown so far, to the last tenth.
  static int ShownResults(const Process& import) {
    const std::string errors = import.Errors();
    const std::size_t slash = errors.rfind(fmt::format("/{}\n", kReportCount));
    if (slash == std::string::npos) return 0;
    const std::size_t begin = errors.rfind('\n', slash);
    return std::atoi(errors.c_str() + (begin == std::string::npos ? 0 : begin + 1));
  }

  std::string folder_;
  const report::FormCatalog catalog_ = report::FormCatalog::BuiltIn().value();
  const report::Form* form_ = catalog_.Find("ogi-2021");
  std::vector<int64_t> truth_;  // sums by cell
};

TEST_F(Suite, FindsEveryReportOnceInTheTotalsThoughParseAndRedisDieInTheMiddle) {
  if (!RedisServer::IsInstalled()) GTEST_SKIP() << "redis-server is not installed";
  const std::unique_ptr<RedisServer> redis = RedisServer::Start({.tcp = true}).value();
  ServerSuite servers(folder_, redis->address().ToString());
  GenerateReports(kReportCount);

  Process import(ImportCommand(servers), folder_ + "/import");
  ASSERT_TRUE(WaitUntil([&] { return ShownResults(import) >= kReportCount / 10; })) << import.Errors();
  redis->Kill();
  servers.Kill("parse");
  ASSERT_TRUE(import.IsRunning()) << "the import was over before anything was killed";
  ASSERT_TRUE(redis->Restart().ok());
  servers.Restart("parse");

  ASSERT_EQ(import.Wait(absl::Minutes(2)), 0) << import.Errors();
  ExpectEveryReportOnce(servers);
}

TEST_F(Suite, LosesNothingThatWasReceiptedWhenGatewayRegisterAndClientDieAndCompletesLater) {
  ServerSuite servers(folder_, "");
  GenerateReports(kReportCount);

  int receipted_count = 0;
  {
    Process import(ImportCommand(servers), folder_ + "/import");
    ASSERT_TRUE(WaitUntil([&] { return ShownResults(import) >= kReportCount / 5; })) << import.Errors();
    servers.Kill("statistics");
    servers.Kill("gateway");
    import.Kill();
    receipted_count = ShownResults(import);
  }
  ASSERT_LT(receipted_count, kReportCount) << "the import was over before anything was killed";
  servers.Restart("statistics");
  servers.Restart("gateway");
  EXPECT_GE(Summarize(servers).coverage().matched_count(), receipted_count);

  const Finished again = RunToEnd(ImportCommand(servers), folder_ + "/again");
  ASSERT_EQ(again.exit_status, 0) << again.errors;
  ExpectEveryReportOnce(servers);
}

TEST_F(Suite, GoesOnWithAnImportWhenTheGatewayComesBack) {
  setenv("GOUJI_DRAIN_DELAY", "0s", 1);
  setenv("GOUJI_SHUTDOWN_TIMEOUT", "50ms", 1);
  ServerSuite servers(folder_, "");
  GenerateReports(kReportCount);

  std::vector<std::string> command = ImportCommand(servers);
  command.insert(command.end(), {"--lang=en", "--summary=" + folder_ + "/summary.json"});
  Process import(command, folder_ + "/import");
  ASSERT_TRUE(WaitUntil([&] { return ShownResults(import) >= kReportCount / 10; })) << import.Errors();
  servers.Kill("gateway");
  // It has seen that nobody is there, and goes on only after that.
  ASSERT_TRUE(WaitUntil([&] { return import.Errors().find("interrupted, trying again") != std::string::npos; }))
      << import.Errors();
  ASSERT_TRUE(import.IsRunning());
  EXPECT_EQ(ReadFile(folder_ + "/summary.json"), "") << "the summary appears when the import is over";
  servers.Restart("gateway");

  // And again, this time in order, with what runs cut off after a moment.
  ASSERT_TRUE(WaitUntil([&] { return ShownResults(import) >= kReportCount / 2; })) << import.Errors();
  EXPECT_EQ(servers.Terminate("gateway"), 0);
  ASSERT_TRUE(import.IsRunning()) << "the import was over before the gateway was ended";
  servers.Restart("gateway");
  unsetenv("GOUJI_DRAIN_DELAY");
  unsetenv("GOUJI_SHUTDOWN_TIMEOUT");

  ASSERT_EQ(import.Wait(absl::Minutes(2)), 0) << import.Errors();
  ExpectEveryReportOnce(servers);

  // What was recorded without its receipt arriving came back unchanged.
  const google::protobuf::Struct summary = Json(ReadFile(folder_ + "/summary.json"));
  EXPECT_TRUE(summary.fields().at("complete").bool_value());
  const auto& outcomes = summary.fields().at("outcomes").struct_value().fields();
  EXPECT_EQ(outcomes.at("recorded").number_value() + outcomes.at("unchanged").number_value(), kReportCount);
  EXPECT_EQ(summary.fields().at("failures").list_value().values_size(), 0);
}

TEST_F(Suite, DividesAnImportIntoShares) {
  ServerSuite servers(folder_, "");
  GenerateReports(kReportCount);
  constexpr int kShareCount = 3;
  std::vector<std::unique_ptr<Process>> shares;
  for (int i = 0; i < kShareCount; ++i) {
    std::vector<std::string> command = ImportCommand(servers);
    command.insert(command.end(), {fmt::format("--share={}/{}", i, kShareCount), "--summary=-"});
    shares.push_back(std::make_unique<Process>(command, fmt::format("{}/share{}", folder_, i)));
  }
  double recorded_count = 0;
  for (const std::unique_ptr<Process>& share : shares) {
    ASSERT_EQ(share->Wait(absl::Minutes(2)), 0) << share->Errors();
    recorded_count +=
        Json(share->Output()).fields().at("outcomes").struct_value().fields().at("recorded").number_value();
  }
  EXPECT_EQ(recorded_count, kReportCount) << "each file by one of them";
  ExpectEveryReportOnce(servers);
}

TEST_F(Suite, ChecksLikeTheEmbeddedSuite) {
  ServerSuite servers(folder_, "");
  GenerateReports(5);
  std::ofstream(folder_ + "/reports/empty.txt").close();
  const std::vector<std::string> check = {"check", "--format=json", "--evidence", folder_ + "/reports"};
  const Finished remote = RunToEnd(Gouji(check, servers), folder_ + "/remote");
  std::vector<std::string> embedded_command = check;
  embedded_command.insert(embedded_command.begin(), Program("gouji"));
  const Finished embedded = RunToEnd(embedded_command, folder_ + "/embedded");
  EXPECT_EQ(remote.exit_status, 2);
  EXPECT_EQ(embedded.exit_status, 2);
  EXPECT_FALSE(remote.output.empty());
  EXPECT_EQ(remote.output, embedded.output);
}

TEST_F(Suite, ExitsWith69WhenNoGatewayAnswers) {
  const Finished finished =
      RunToEnd({Program("gouji"), "check", "--endpoint=127.0.0.1:1", folder_ + "/reports"}, folder_ + "/check");
  EXPECT_EQ(finished.exit_status, 69) << finished.errors;
}

}  // namespace
}  // namespace gouji::e2e
