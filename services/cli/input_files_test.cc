#include "services/cli/input_files.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> ReadPath(const std::string& path, std::size_t max_bytes) {
  return ReadDocument({.path = path, .status = absl::OkStatus()}, max_bytes);
}

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
  EXPECT_EQ(ReadPath(folder_ / "a.txt", 5).value(), "12345");
  EXPECT_EQ(report::ReasonOf(ReadPath(folder_ / "a.txt", 4).status()), "TOO_LARGE");
  EXPECT_EQ(report::ReasonOf(ReadPath(folder_ / "none", 4).status()), "FILE_NOT_READABLE");
  EXPECT_EQ(report::ReasonOf(ReadPath(folder_, 4).status()), "FILE_NOT_READABLE");
}

TEST_F(InputFiles, WithoutAnEndAreNotReadIntoMemory) {
  EXPECT_EQ(report::ReasonOf(ReadPath("/dev/zero", 100'000).status()), "TOO_LARGE");
}

// What comes of the files: "path: content", or "path: REASON".
std::vector<std::string> Contents(const std::vector<InputFile>& files, const fs::path& folder,
                                  std::size_t max_bytes = 1000) {
  std::vector<std::string> contents;
  for (const InputFile& file : files) {
    const absl::StatusOr<std::string> content = file.status.ok() ? ReadDocument(file, max_bytes) : file.status;
    contents.push_back(std::string(fs::relative(file.path, folder)) + ": " +
                       (content.ok() ? *content : report::ReasonOf(content.status())));
  }
  return contents;
}

TEST_F(InputFiles, OfAnArchiveStandBelowItSortedByPath) {
  Write("in.zip", parse::ZipBuilder().Add("b.txt", "B").Add("a/", "").Add("a/2.txt", "2").Add("a/1.txt", "1").Build());
  Write("x.txt", "X");
  const std::vector<InputFile> files = CollectFiles({folder_ / "in.zip", folder_ / "x.txt"});
  EXPECT_THAT(Contents(files, folder_),
              testing::ElementsAre("in.zip/a/1.txt: 1", "in.zip/a/2.txt: 2", "in.zip/b.txt: B", "x.txt: X"));
  EXPECT_EQ(files[0].Name(), "1.txt");
  EXPECT_EQ(Contents(CollectFiles({folder_}), folder_).size(), 4U) << "an archive in a folder is expanded as well";
}

TEST_F(InputFiles, OfAnArchiveHaveNamesInUtf8OrGbk) {
  // 县.txt in GBK and in UTF-8; \\ between folders.
  Write("in.zip", parse::ZipBuilder().Add("\xCF\xD8.txt", "1").Add("市\\局.txt", "2").Build());
  EXPECT_THAT(Contents(CollectFiles({folder_ / "in.zip"}), folder_),
              testing::ElementsAre("in.zip/县.txt: 1", "in.zip/市/局.txt: 2"));
}

TEST_F(InputFiles, OfAnArchiveAreNoJunk) {
  Write("in.zip", parse::ZipBuilder()
                      .Add("__MACOSX/._a.txt", "x")
                      .Add("b/Thumbs.db", "x")
                      .Add(".DS_Store", "x")
                      .Add("~$a.docx", "x")
                      .Add("desktop.ini", "x")
                      .Add("a.txt", "1")
                      .Build());
  EXPECT_THAT(Contents(CollectFiles({folder_ / "in.zip"}), folder_), testing::ElementsAre("in.zip/a.txt: 1"));
}

TEST_F(InputFiles, OfNestedArchivesAreExpandedToASmallDepth) {
  std::string inner = parse::ZipBuilder().Add("a.txt", "1").Build();
  for (int i = 0; i < kMaxArchiveDepth; ++i) {
    inner = parse::ZipBuilder().Add("in.ZIP", inner).Add("b.txt", "2").Build();
  }
  Write("in.zip", inner);
  EXPECT_THAT(Contents(CollectFiles({folder_ / "in.zip"}), folder_),
              testing::ElementsAre("in.zip/b.txt: 2", "in.zip/in.ZIP/b.txt: 2", "in.zip/in.ZIP/in.ZIP/b.txt: 2",
                                   "in.zip/in.ZIP/in.ZIP/in.ZIP: TOO_LARGE"));
}

TEST_F(InputFiles, ThatAreDocumentsInZipContainersAreNotExpanded) {
  const std::string docx = parse::ZipBuilder().Add("[Content_Types].xml", "x").Add("word/document.xml", "y").Build();
  Write("a.docx", docx);
  Write("in.zip", parse::ZipBuilder().Add("a.docx", docx).Build());
  EXPECT_EQ(Collect({folder_}), (std::vector<std::string>{"a.docx", "in.zip/a.docx"}));
}

TEST_F(InputFiles, OfABrokenArchiveEachHaveTheirOwnError) {
  const std::string archive = parse::ZipBuilder().Add("a.txt", std::string(2000, 'x')).Add("b.txt", "2").Build();
  Write("cut.zip", archive.substr(0, archive.size() / 2));
  Write("empty.zip", parse::ZipBuilder().Add("a/", "").Build());
  Write("in.zip", archive);
  Write("secret.zip", parse::ZipBuilder().Add("a.txt", "1").SetPassword("x").Build());
  EXPECT_THAT(Contents(CollectFiles({folder_ / "empty.zip", folder_ / "in.zip", folder_ / "secret.zip"}), folder_),
              testing::ElementsAre("empty.zip: EMPTY_DOCUMENT", "in.zip/a.txt: TOO_LARGE", "in.zip/b.txt: 2",
                                   "secret.zip/a.txt: ENCRYPTED"));
  EXPECT_EQ(Collect({folder_ / "cut.zip"}), std::vector<std::string>{"cut.zip"})
      << "the reader says that it is damaged";
}

TEST_F(InputFiles, OfAllSharesTogetherAreAllFilesOnceAndArchivesAreNotDivided) {
  for (int i = 0; i < 40; ++i) Write("in/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".txt");
  for (int i = 0; i < 10; ++i) {
    Write("in/" + std::to_string(i) + ".zip",
          parse::ZipBuilder().Add("a.txt", "1").Add("b.txt", "2").Add("c.txt", "3").Build());
  }
  Write("alone.txt");
  const std::vector<std::string> arguments = {folder_ / "in", folder_ / "alone.txt"};
  const std::vector<std::string> all = Collect(arguments);
  ASSERT_EQ(all.size(), 71U);
  for (const std::uint32_t count : {1U, 2U, 5U, 200U}) {
    std::vector<std::string> together;
    std::map<std::string, std::uint32_t> share_of_archive;
    for (std::uint32_t index = 0; index < count; ++index) {
      for (const InputFile& file : CollectFiles(arguments, {.index = index, .count = count})) {
        together.push_back(fs::relative(file.path, folder_));
        if (file.archive == nullptr) continue;
        const auto [known, is_new] = share_of_archive.emplace(fs::path(file.path).parent_path(), index);
        EXPECT_EQ(known->second, index) << file.path;
      }
    }
    EXPECT_THAT(together, testing::UnorderedElementsAreArray(all)) << count;
    EXPECT_EQ(share_of_archive.size(), 10U);
  }
}

TEST_F(InputFiles, OfAShareDoNotDependOnWhereTheFolderStands) {
  const auto names = [](const std::string& argument) {
    std::vector<std::string> found;
    for (const InputFile& file : CollectFiles({argument}, {.index = 1, .count = 3})) found.push_back(file.Name());
    return found;
  };
  for (int i = 0; i < 30; ++i) {
    Write("here/a/" + std::to_string(i));
    Write("elsewhere/deep/a/" + std::to_string(i));
  }
  EXPECT_FALSE(names(folder_ / "here").empty());
  EXPECT_EQ(names(folder_ / "here"), names(folder_ / "elsewhere/deep"));
  EXPECT_EQ(names(folder_ / "here"), names(std::string(folder_ / "here") + "/"));
}

TEST_F(InputFiles, ThatCannotBeOpenedBelongToEveryShare) {
  for (std::uint32_t index = 0; index < 3; ++index) {
    const std::vector<InputFile> files = CollectFiles({folder_ / "none"}, {.index = index, .count = 3});
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(report::ReasonOf(files[0].status), "FILE_NOT_READABLE");
  }
}

}  // namespace
}  // namespace gouji::cli
