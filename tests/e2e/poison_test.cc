// Documents that end whoever reads them, in the middle of an import by the program `gouji`.
#include <algorithm>
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
                  "esac\n"
                  "exit 3\n");
    fs::permissions(folder_.Path("bin/pdftotext"), fs::perms::owner_all);
  }

  Finished Import(const std::vector<std::string>& flags) const {
    std::vector<std::string> command = {folder_.Path("bin/gouji"), "import", folder_.Path("in"),
                                        "--data-dir=" + folder_.Path("data"), "--summary=-"};
    command.insert(command.end(), flags.begin(), flags.end());
    return RunToEnd(command, folder_.Path("import"));
  }

  cli::ScratchFolder folder_;
};

TEST_F(Poison, IsSetAsideWithItsReasonWhileAllOthersAreRecorded) {
  int report_count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/reports")) {
    if (entry.path().extension() != ".txt") continue;
    folder_.Write(fmt::format("in/{:02}.txt", report_count++), ReadFile(entry.path()));
  }
  ASSERT_GT(report_count, 10);
  folder_.Write("in/03-dies.pdf", "%PDF-1.4 dies\n");
  folder_.Write("in/07-floods.pdf", "%PDF-1.4 floods\n");

  const Finished finished = Import({"--allow-refused"});
  EXPECT_EQ(finished.exit_status, 0) << finished.errors;
  google::protobuf::Struct summary;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(finished.output, &summary).ok()) << finished.output;
  EXPECT_TRUE(summary.fields().at("complete").bool_value());
  EXPECT_EQ(summary.fields().at("outcomes").struct_value().fields().at("recorded").number_value(), report_count);
  std::vector<std::string> failures;
  for (const auto& failure : summary.fields().at("failures").list_value().values()) {
    const auto& fields = failure.struct_value().fields();
    failures.push_back(fs::path(fields.at("file").string_value()).filename().string() + " " +
                       fields.at("reason").string_value());
    if (failures.back().starts_with("03")) {
      EXPECT_THAT(fields.at("message").string_value(), HasSubstr("signal"));
    }
  }
  std::sort(failures.begin(), failures.end());
  EXPECT_EQ(failures, (std::vector<std::string>{"03-dies.pdf DAMAGED", "07-floods.pdf TOO_LARGE"}));

  EXPECT_EQ(Import({}).exit_status, 2) << "refused again, not tried for ever";
}

}  // namespace
}  // namespace gouji::e2e
