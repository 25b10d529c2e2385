// gouji-ocr: reads the pages of a scanned image and prints what it read (see README.md).
//
//   gouji-ocr FILE
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "services/ocr/image.h"
#include "services/ocr/page_reading.h"
#include "services/ocr/recogniser.h"
#include "services/ocr/result_format.h"

namespace {

constexpr int kUsage = 64;
constexpr int kBadInput = 65;
constexpr int kNoInput = 66;
constexpr int kLanguageMissing = 69;
constexpr int kInternal = 70;

int Fail(int status, const std::string& message) {
  std::fprintf(stderr, "gouji-ocr: %s\n", message.c_str());
  return status;
}

int Run(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) {
    return Fail(kNoInput, std::string("cannot read ") + path);
  }
  absl::StatusOr<gouji::ocr::Recogniser> recogniser = gouji::ocr::Recogniser::Create("");
  if (!recogniser.ok()) {
    return Fail(kLanguageMissing, std::string(recogniser.status().message()));
  }
  std::string result = gouji::ocr::kResultHeader;
  gouji::ocr::ImagePages pages(std::move(bytes), {});
  for (int number = 1;; ++number) {
    absl::StatusOr<gouji::ocr::Image> page = pages.Next();
    if (!page.ok()) {
      return Fail(kBadInput, std::string(page.status().message()));
    }
    if (*page == nullptr) {
      break;
    }
    const absl::StatusOr<gouji::ocr::ReadPage> read = gouji::ocr::Read(*std::move(page), *recogniser);
    if (!read.ok()) {
      return Fail(kInternal, std::string(read.status().message()));
    }
    result += gouji::ocr::FormatPage(*read, number);
  }
  result += gouji::ocr::kResultEnd;
  std::fwrite(result.data(), 1, result.size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : Fail(kInternal, "cannot write the result");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    return Fail(kUsage, "usage: gouji-ocr FILE");
  }
  // The engine's library counts its threads when it is loaded, so the limit must stand before that.
  if (std::getenv("OMP_THREAD_LIMIT") == nullptr && setenv("OMP_THREAD_LIMIT", "1", 1) == 0) {
    execv("/proc/self/exe", argv);
  }
  setMsgSeverity(L_SEVERITY_NONE);
  return Run(argv[1]);
}
