#include "tests/benchmarks/redis/reading.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/parser.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji::benchmarks {

std::vector<std::string> GeneratedDocuments(std::string_view layout, int count) {
  constexpr std::uint64_t kSeed = 1;
  const report::FormCatalog catalog = report::FormCatalog::BuiltIn().value();
  std::vector<std::string> documents;
  for (int i = 0; i < count; ++i) {
    const generator::GeneratorOptions options = {.index = static_cast<std::uint64_t>(i),
                                                 .variety = generator::Variety::kFull};
    documents.push_back(generator::Render(generator::Generate(*catalog.Find("ogi-2021"), kSeed, options),
                                          *generator::FindLayout(std::string(layout))));
  }
  return documents;
}

Reader::Reader()
    : catalog_(report::FormCatalog::BuiltIn().value()),
      parser_(parse::Parser::Create(catalog_, {}).value()),
      converter_(report::ReportConverter::Create(catalog_).value()) {}

absl::Status Reader::Read(std::string_view document, std::string_view file_name, const parse::ParseOverrides& overrides,
                          report::v1::Report& report) const {
  const absl::StatusOr<report::Report> read = parser_.Parse(document, file_name, overrides);
  if (read.ok()) converter_.ToProto(*read, report::EvidenceMode::kInclude, &report);
  return read.status();
}

}  // namespace gouji::benchmarks
