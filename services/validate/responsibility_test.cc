#include "services/validate/responsibility.h"

#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;
using report::Responsibility;

constexpr char kCell[] = "applications.results.granted.natural_person";

Responsibility OfCell(const Report& report) { return CellResponsibilities(report)[sample::CellAt(report, kCell)]; }

report::Diagnostic Says(const Report& report, Responsibility responsibility) {
  report::Diagnostic diagnostic;
  diagnostic.id = "ODD";
  diagnostic.responsibility = responsibility;
  diagnostic.cells = {sample::CellAt(report, kCell)};
  return diagnostic;
}

TEST(Responsibility, IsTheDocumentsForWhatWasPlainlyRead) {
  for (const CellState state : {CellState::kBlank, CellState::kNotApplicable, CellState::kUnreadable}) {
    Report report = sample::Consistent();
    EXPECT_EQ(OfCell(report), Responsibility::kDocument);
    sample::SetState(report, kCell, state);
    EXPECT_EQ(OfCell(report), Responsibility::kDocument);
  }
}

TEST(Responsibility, IsUncertainForWhatWasReadWithDoubtOrLost) {
  for (const CellState state :
       {CellState::kReinterpreted, CellState::kUnconfirmed, CellState::kInferred, CellState::kMissing}) {
    Report report = sample::Consistent();
    sample::SetState(report, kCell, state, "2", "", 2);
    EXPECT_EQ(OfCell(report), Responsibility::kUncertain);
  }
}

TEST(Responsibility, OfAWhollyMissingTableIsTheDocumentsUnlessADiagnosticSaysOtherwise) {
  Report report = sample::Consistent();
  sample::SetTable(report, "applications", CellState::kMissing);
  EXPECT_EQ(OfCell(report), Responsibility::kDocument);
  report.diagnostics.push_back(Says(report, Responsibility::kReader));
  EXPECT_EQ(OfCell(report), Responsibility::kReader);
}

TEST(Responsibility, OfAMissingCellIsTheDocumentsWhenADiagnosticSaysSo) {
  Report report = sample::Consistent();
  sample::SetState(report, kCell, CellState::kMissing);
  report.diagnostics.push_back(Says(report, Responsibility::kDocument));
  EXPECT_EQ(OfCell(report), Responsibility::kDocument);
}

TEST(Responsibility, OfFiguresThatCameWithoutADocumentHasNoReader) {
  Report report = sample::Consistent();
  report.source = {};
  sample::SetState(report, kCell, CellState::kMissing);
  EXPECT_EQ(OfCell(report), Responsibility::kDocument);
}

TEST(Responsibility, FollowsTheGravestDiagnosticInAnyOrder) {
  Report report = sample::Consistent();
  report.diagnostics = {Says(report, Responsibility::kReader), Says(report, Responsibility::kUncertain),
                        Says(report, Responsibility::kDocument)};
  EXPECT_EQ(OfCell(report), Responsibility::kReader);
  report.diagnostics.erase(report.diagnostics.begin());
  EXPECT_EQ(OfCell(report), Responsibility::kUncertain);
}

TEST(Responsibility, ADiagnosticOfTheDocumentTakesNoDoubtFromAReading) {
  Report report = sample::Consistent();
  sample::SetState(report, kCell, CellState::kReinterpreted, "2①", "", 2);
  report.diagnostics = {Says(report, Responsibility::kDocument)};
  EXPECT_EQ(OfCell(report), Responsibility::kUncertain);
}

TEST(Responsibility, CombinesToTheReaderThenToUncertain) {
  const std::vector<Responsibility> cells = {Responsibility::kDocument, Responsibility::kUncertain,
                                             Responsibility::kReader};
  EXPECT_EQ(Combine(cells, {0}), Responsibility::kDocument);
  EXPECT_EQ(Combine(cells, {0, 1}), Responsibility::kUncertain);
  EXPECT_EQ(Combine(cells, {1, 2}), Responsibility::kReader);
}

}  // namespace
}  // namespace gouji::validate
