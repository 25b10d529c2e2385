#include "services/cli/input_files.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

class InputFiles : public testing::Test {
 protected:
  InputFiles() {
    std::string pattern = fs::temp_directory_path() / "gouji-input-files-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~InputFiles() override { fs::remove_all(folder_); }

  void Write(const std::string& path, const std::string& content = "x") const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << content;
  }
  std::vector<std::string> Collect(const std::vector<std::string>& arguments) const {
    std::vector<std::string> paths;
    for (const InputFile& file : CollectFiles(arguments)) {
      EXPECT_TRUE(file.status.ok()) << file.status;
      paths.push_back(fs::relative(file.path, folder_));
    }
    return paths;
  }

  fs::path folder_;
};

TEST_F(InputFiles, WalkAFolderInOrderAndSkipWhatIsHidden) {
  Write("b.txt");
  Write("a/2.txt");
  Write("a/1.txt");
  Write("c/deep/3.txt");
  Write(".hidden/4.txt");
  Write(".5.txt");
  EXPECT_THAT(Collect({folder_}), testing::ElementsAre("a/1.txt", "a/2.txt", "b.txt", "c/deep/3.txt"));
}

TEST_F(InputFiles, KeepTheOrderOfTheCommandLine) {
  Write("b.txt");
  Write("a.txt");
  EXPECT_THAT(Collect({folder_ / "b.txt", folder_ / "a.txt", folder_ / "b.txt"}),
              testing::ElementsAre("b.txt", "a.txt", "b.txt"));
}

TEST_F(InputFiles, DoNotFollowALinkToAFolder) {
  Write("a/1.txt");
  fs::create_directory_symlink(folder_, folder_ / "a/loop");
  EXPECT_THAT(Collect({folder_}), testing::ElementsAre("a/1.txt"));
}

TEST_F(InputFiles, NameWhatDoesNotExist) {
  const std::vector<InputFile> files = CollectFiles({folder_ / "none.txt"});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(report::ReasonOf(files[0].status), "FILE_NOT_READABLE");
}

TEST_F(InputFiles, AreReadUpToTheLimit) {
  Write("a.txt", "12345");
  EXPECT_EQ(ReadDocument(folder_ / "a.txt", 5).value(), "12345");
  EXPECT_EQ(report::ReasonOf(ReadDocument(folder_ / "a.txt", 4).status()), "TOO_LARGE");
  EXPECT_EQ(report::ReasonOf(ReadDocument(folder_ / "none", 4).status()), "FILE_NOT_READABLE");
  EXPECT_EQ(report::ReasonOf(ReadDocument(folder_, 4).status()), "FILE_NOT_READABLE");
}

TEST_F(InputFiles, WithoutAnEndAreNotReadIntoMemory) {
  EXPECT_EQ(report::ReasonOf(ReadDocument("/dev/zero", 100'000).status()), "TOO_LARGE");
}

}  // namespace
}  // namespace gouji::cli
