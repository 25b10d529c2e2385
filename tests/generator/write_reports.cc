#include "tests/generator/write_reports.h"

#include <fmt/format.h>

#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "tests/generator/lengthen.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

namespace gouji::generator {
namespace {

absl::Status WriteFile(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  return file ? absl::OkStatus() : absl::InternalError(fmt::format("cannot write {}", path.string()));
}

}  // namespace

absl::Status WriteReports(const report::Form& form, const Layout& layout, GeneratorOptions generator,
                          const WriteOptions& options) {
  std::error_code ignored;  // a folder that is not there shows with the first file
  std::filesystem::create_directories(options.folder, ignored);
  for (uint64_t i = 0; i < options.count; ++i) {
    generator.index = options.first + i;
    const auto report = Generate(form, options.seed, generator);
    const std::string name = fmt::format("report-{:06}", generator.index);
    const std::string file_name = name + std::string(FileSuffix(layout.format));
    PrintedDocument document = Compose(report, layout);
    Lengthen(options.prose_byte_count, document);
    if (absl::Status written = WriteFile(options.folder / file_name, WriteFileBytes(document, layout)); !written.ok()) {
      return written;
    }
    if (!options.expected) {
      continue;
    }
    if (absl::Status written =
            WriteFile(options.folder / (name + ".expected.json"), ExpectedJson(report, layout, file_name));
        !written.ok()) {
      return written;
    }
  }
  return absl::OkStatus();
}

}  // namespace gouji::generator
