// Compiled tables as files: the suite's own readers read them back, and not a figure is lost or changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "services/cli/connection.h"
#include "services/cli/government/compiled_document.h"
#include "services/cli/stats/figures_output.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/conversion.h"

namespace gouji::cli {
namespace {

class GovernmentRoundTrip : public ::testing::TestWithParam<const char*> {
 protected:
  GovernmentRoundTrip()
      : catalog_(report::FormCatalog::BuiltIn().value()),
        converter_(report::ReportConverter::Create(catalog_).value()),
        connection_(Connection::Open({}).value()) {}

  // All cells blank.
  report::Report BlankReport(const std::string& form, int year) const {
    report::Report report;
    report.form = catalog_.Find(form);
    report.agency.name = "青屿县人民政府";
    report.year = year;
    report.cells.assign(report.form->cells().size(), {.state = report::CellState::kBlank});
    return report;
  }

  static void AddNotes(report::Report* report) {
    report->notes.clear();
    for (int i = 0; i < report->form->cell_count(); ++i) {
      if (report->cells[i].has_value()) continue;
      report::CellNote note;
      note.cell = i;
      report->notes.push_back(note);
    }
  }

  // Figures that satisfy every relation: those of a document, read.
  report::Report ReportOf(const std::string& name) {
    gateway::v1::CheckDocumentRequest request;
    request.set_document(ReportFile(name));
    request.set_file_name(name);
    const auto response = connection_.client().CheckDocument(request);
    EXPECT_TRUE(response.ok()) << response.status();
    report::Report report = converter_.FromProto(response->report()).value();
    report::Report bare = BlankReport(report.form->id(), report.year);
    bare.agency = report.agency;
    for (std::size_t i = 0; i < report.cells.size(); ++i) {
      if (report.cells[i].has_value())
        bare.cells[i] = {.value = report.cells[i].value, .state = report::CellState::kRead};
    }
    return bare;
  }

  // Writes the report in the format of this test, with a check sheet that has something to say, and reads it again.
  report::Report WrittenAndRead(report::Report report) {
    AddNotes(&report);
    statistics::v1::CompiledReport compiled;
    converter_.ToProto(report, report::EvidenceMode::kOmit, compiled.mutable_report());
    compiled.mutable_summary()->mutable_coverage()->set_counted_count(17);
    for (const report::FormCell& cell : report.form->cells()) {
      statistics::v1::CellTotal& total = *compiled.mutable_summary()->add_cells();
      total.set_cell(cell.path);
      total.set_sum(987'654);
      total.set_value_count(16);
      total.set_blank_count(1);
    }
    for (int kind = 1; kind <= statistics::v1::CompilationConcernKind_MAX; ++kind) {
      statistics::v1::CompilationConcern& concern = *compiled.add_concerns();
      concern.set_kind(static_cast<statistics::v1::CompilationConcernKind>(kind));
      concern.set_unit_name("青屿县水务局");
      concern.set_count(kind);
    }
    const absl::StatusOr<CompiledDocument> document = MakeCompiledDocument(compiled, catalog_, Language::kChinese);
    EXPECT_TRUE(document.ok()) << document.status();
    const std::string name = std::string("compiled.") + GetParam();
    const std::string path = folder_.Path(name);
    absl::Status written;
    if (GetParam() == std::string_view("docx")) written = WriteCompiledDocx(*document, path);
    if (GetParam() == std::string_view("xlsx")) written = WriteCompiledXlsx(*document, path);
    if (GetParam() == std::string_view("html")) written = WriteTextFile(CompiledHtml(*document), path);
    EXPECT_TRUE(written.ok()) << written;
    gateway::v1::CheckDocumentRequest request;
    request.set_document(folder_.Read(name));
    request.set_file_name(name);
    const auto response = connection_.client().CheckDocument(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return converter_.FromProto(response->report()).value();
  }

  static void ExpectSame(const report::Report& written, const report::Report& read) {
    ASSERT_EQ(written.form, read.form);
    EXPECT_EQ(written.year, read.year);
    EXPECT_EQ(written.agency.name, read.agency.name);
    for (int i = 0; i < written.form->cell_count(); ++i) {
      EXPECT_EQ(written.cells[i], read.cells[i])
          << written.form->cells()[i].path << " " << static_cast<int>(read.cells[i].state);
    }
  }

  const report::FormCatalog catalog_;
  const report::ReportConverter converter_;
  Connection connection_;
  const ScratchFolder folder_;
};

TEST_P(GovernmentRoundTrip, ReadsTheFiguresOfDocumentsBack) {
  for (const char* name : {"qingyu-county-2023.txt", "lanqiao-transport-2020.txt", "tanglu-city-2022.txt",
                           "songlu-finance-2019.md", "qingyu-water-2023.txt"}) {
    SCOPED_TRACE(name);
    const report::Report report = ReportOf(name);
    ExpectSame(report, WrittenAndRead(report));
  }
}

TEST_P(GovernmentRoundTrip, ReadsFiguresBackThatContradictEachOther) {
  for (const char* form : {"ogi-2021", "ogi-2019"}) {
    for (unsigned seed = 0; seed < 6; ++seed) {
      SCOPED_TRACE(std::string(form) + " " + std::to_string(seed));
      std::mt19937_64 random(seed);
      report::Report report = BlankReport(form, form == std::string_view("ogi-2021") ? 2023 : 2020);
      for (std::size_t i = 0; i < report.cells.size(); ++i) {
        const bool is_large = random() % 20 == 0;
        auto value = static_cast<int64_t>(random() % (is_large ? 99'999'999 : 5'000));
        if (report.form->cells()[i].type == report::CellType::kChange && random() % 2 == 0) value = -value;
        report.cells[i] = {.value = value, .state = report::CellState::kRead};
      }
      ExpectSame(report, WrittenAndRead(report));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, GovernmentRoundTrip, ::testing::Values("docx", "xlsx", "html"),
                         [](const auto& format) { return std::string(format.param); });

}  // namespace
}  // namespace gouji::cli
