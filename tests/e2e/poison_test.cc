// Documents that end whoever reads them, in the middle of an import by the program `gouji`.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/cli/testing/scratch_folder.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Poison : public testing::Test {
 protected:
  // A copy of the program beside a converter that dies of one document, reading at an address where nothing is (it may
  // not kill itself), and never ends to write about another.
  Poison() {
    fs::create_directory(folder_.Path("bin"));
    fs::copy_file(Program("gouji"), folder_.Path("bin/gouji"));
    folder_.Write("bin/pdftotext",
                  "#!/bin/sh\n"
                  "read -r line\n"
                  "case $line in\n"
                  "  *dies*) exec perl -e 'print unpack(\"P4\", pack(\"J\", 8))' ;;\n"
                  "  *floods*) exec yes 0123456789 ;;\n"
                  "  *lingers*) exec sleep 3600 ;;\n"
                  "esac\n"
                  "exit 3\n");
    fs::permissions(folder_.Path("bin/pdftotext"), fs::perms::owner_all);
  }

  // Returns how many.
  int WriteReports() const {
    int count = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/reports")) {
      if (entry.path().extension() != ".txt") continue;
      folder_.Write(fmt::format("in/{:02}.txt", count++), ReadFile(entry.path()));
    }
    EXPECT_GT(count, 10);
    return count;
  }

  Finished Import(const std::vector<std::string>& flags) const {
    std::vector<std::string> command = {folder_.Path("bin/gouji"), "import", folder_.Path("in"), "--summary=-"};
    command.insert(command.end(), flags.begin(), flags.end());
    return RunToEnd(command, folder_.Path("import"));
  }

  // Expects that all reports were recorded, and returns "file: code reason" of the others, sorted.
  static std::vector<std::string> Failures(const Finished& finished, int report_count) {
    google::protobuf::Struct summary;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(finished.output, &summary).ok()) << finished.output;
    EXPECT_TRUE(summary.fields().at("complete").bool_value()) << finished.errors;
    EXPECT_EQ(summary.fields().at("outcomes").struct_value().fields().at("recorded").number_value(), report_count);
    std::vector<std::string> failures;
    for (const auto& failure : summary.fields().at("failures").list_value().values()) {
      const auto& fields = failure.struct_value().fields();
      failures.push_back(fmt::format("{}: {} {}", fs::path(fields.at("file").string_value()).filename().string(),
                                     fields.at("code").string_value(), fields.at("reason").string_value()));
    }
    std::sort(failures.begin(), failures.end());
    return failures;
  }

  cli::ScratchFolder folder_;
};

TEST_F(Poison, IsSetAsideWithItsReasonWhileAllOthersAreRecorded) {
  const int report_count = WriteReports();
  folder_.Write("in/03-dies.pdf", "%PDF-1.4 dies\n");
  folder_.Write("in/07-floods.pdf", "%PDF-1.4 floods\n");
  const std::string data = "--data-dir=" + folder_.Path("data");

  const Finished finished = Import({data, "--allow-refused"});
  EXPECT_EQ(finished.exit_status, 0) << finished.errors;
  EXPECT_EQ(Failures(finished, report_count),
            (std::vector<std::string>{"03-dies.pdf: INVALID_ARGUMENT DAMAGED",
                                      "07-floods.pdf: RESOURCE_EXHAUSTED TOO_LARGE"}));
  EXPECT_THAT(finished.output, HasSubstr("ended by signal"));
  EXPECT_EQ(Import({data}).exit_status, 2) << "refused again, not tried for ever";
}

// A converter that never ends takes no longer than the gateway gives to an item, and is no service that is away.
TEST_F(Poison, IsSetAsideWithItsReasonWhenItsConverterHangs) {
  const int report_count = WriteReports();
  folder_.Write("in/03-lingers.pdf", "%PDF-1.4 lingers\n");
  for (const char* server : {"gouji-gateway", "gouji-validate", "gouji-statistics"}) {
    fs::create_symlink(Program(server), folder_.Path("bin/") + server);
  }
  fs::copy_file(Program("gouji-parse"), folder_.Path("bin/gouji-parse"));
  const std::string programs = Program("");
  setenv("GOUJI_BIN_DIR", folder_.Path("bin").c_str(), 1);
  setenv("GOUJI_BACKEND_TIMEOUT", "2s", 1);
  const ServerSuite servers(folder_.Path(), "");
  unsetenv("GOUJI_BACKEND_TIMEOUT");
  setenv("GOUJI_BIN_DIR", programs.c_str(), 1);

  const Finished finished = Import({"--endpoint=" + servers.Endpoint(), "--allow-refused"});
  EXPECT_EQ(finished.exit_status, 0) << finished.errors;
  EXPECT_EQ(Failures(finished, report_count),
            (std::vector<std::string>{"03-lingers.pdf: RESOURCE_EXHAUSTED CONVERTER_FAILED"}));
  EXPECT_THAT(finished.output, HasSubstr("pdftotext has not read the document"));
}

}  // namespace
}  // namespace gouji::e2e
