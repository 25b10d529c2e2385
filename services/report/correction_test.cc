#include "services/report/correction.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::report {
namespace {

const Form& TheForm() {
  static const FormCatalog* const kCatalog = new FormCatalog(*FormCatalog::BuiltIn());
  return *kCatalog->Find("ogi-2021");
}

int At(std::string_view path) { return *TheForm().FindCell(path); }

constexpr std::string_view kPerson = "applications.newly_received.natural_person";
constexpr std::string_view kBusiness = "applications.newly_received.business";
constexpr std::string_view kTotal = "applications.newly_received.total";

// All cells are 0 but those of 本年新收: 20 + 5 = 25, which is carried forward.
Report Read() {
  Report report;
  report.form = &TheForm();
  report.cells.assign(TheForm().cell_count(), {.value = 0, .state = CellState::kRead});
  for (const std::string row : {"applications.newly_received", "applications.carried_forward"}) {
    report.cells[At(row + ".natural_person")].value = 20;
    report.cells[At(row + ".business")].value = 5;
    report.cells[At(row + ".total")].value = 25;
  }
  return report;
}

void Mark(Report& report, std::string_view path, CellState state, int64_t value, std::string raw,
          std::optional<int64_t> implied = std::nullopt) {
  const int cell = At(path);
  report.cells[cell] = {.value = value, .state = state};
  CellNote note;
  note.cell = cell;
  note.raw = std::move(raw);
  note.implied_value = implied;
  note.reason = "row_sum[applications.newly_received]";
  const auto place = std::find_if(report.notes.begin(), report.notes.end(),
                                  [cell](const CellNote& other) { return other.cell > cell; });
  report.notes.insert(place, note);
}

TEST(Correct, MakesACellPlainlyReadAndKeepsItsRawTextInTheChange) {
  Report report = Read();
  Mark(report, kPerson, CellState::kUnreadable, 0, "2O");
  const auto corrected = Correct(report, {{.cell = At(kPerson), .from = std::nullopt, .to = 20}});
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->report.cells[At(kPerson)], (Cell{.value = 20, .state = CellState::kRead}));
  EXPECT_TRUE(corrected->report.notes.empty());
  ASSERT_EQ(corrected->changes.size(), 1U);
  EXPECT_EQ(corrected->changes[0].state_before, CellState::kUnreadable);
  EXPECT_EQ(corrected->changes[0].raw_before, "2O");
  EXPECT_EQ(corrected->changes[0].from, std::nullopt);
  EXPECT_EQ(corrected->changes[0].to, 20);
  EXPECT_FALSE(corrected->changes[0].derived);
}

TEST(Correct, MakesACellBlank) {
  const auto corrected = Correct(Read(), {{.cell = At(kBusiness), .from = 5, .to = std::nullopt}});
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->report.cells[At(kBusiness)].state, CellState::kBlank);
  ASSERT_EQ(corrected->report.notes.size(), 1U);
  EXPECT_EQ(corrected->report.notes[0].cell, At(kBusiness));
}

TEST(Correct, TakesWhatAPersonReadFromTheReadersDoor) {
  Report report = Read();
  Diagnostic diagnostic;
  diagnostic.responsibility = Responsibility::kReader;
  diagnostic.cells = {At(kPerson), At(kBusiness)};
  report.diagnostics.push_back(diagnostic);
  const auto corrected = Correct(report, {{.cell = At(kPerson), .from = 20, .to = 21}});
  ASSERT_TRUE(corrected.ok());
  EXPECT_EQ(corrected->report.diagnostics[0].cells, std::vector<int>{At(kBusiness)});
}

TEST(Correct, TakesBackAnInferredValueThatRestedOnTheWrongReading) {
  Report report = Read();
  report.cells[At(kPerson)].value = 2;
  Mark(report, kBusiness, CellState::kInferred, 23, "");
  const auto corrected = Correct(report, {{.cell = At(kPerson), .from = 2, .to = 20}});
  ASSERT_TRUE(corrected.ok());
  EXPECT_EQ(corrected->report.cells[At(kBusiness)], (Cell{.value = 0, .state = CellState::kMissing}));
  ASSERT_EQ(corrected->changes.size(), 2U);
  EXPECT_EQ(corrected->changes[1].cell, At(kBusiness));
  EXPECT_TRUE(corrected->changes[1].derived);
  EXPECT_EQ(corrected->changes[1].from, 23);
  EXPECT_EQ(corrected->changes[1].to, std::nullopt);
}

TEST(Correct, LeavesAnInferredValueThatTheCorrectionAgreesWith) {
  Report report = Read();
  report.cells[At(kPerson)].value = 2;
  Mark(report, kBusiness, CellState::kInferred, 5, "");
  const auto corrected = Correct(report, {{.cell = At(kPerson), .from = 2, .to = 20}});
  ASSERT_TRUE(corrected.ok());
  EXPECT_EQ(corrected->report.cells[At(kBusiness)].value, 5);
  EXPECT_EQ(corrected->changes.size(), 1U);
}

TEST(Correct, FollowsOneInferredValueToTheNext) {
  Report report = Read();
  // The column balances with the inferred 5 only as long as the row has it.
  Mark(report, kBusiness, CellState::kInferred, 5, "");
  Mark(report, "applications.carried_forward.business", CellState::kInferred, 5, "");
  const auto corrected = Correct(report, {{.cell = At(kTotal), .from = 25, .to = 27}});
  ASSERT_TRUE(corrected.ok());
  EXPECT_EQ(corrected->report.cells[At(kBusiness)].state, CellState::kMissing);
  EXPECT_EQ(corrected->report.cells[At("applications.carried_forward.business")].state, CellState::kMissing);
}

TEST(Correct, ConfirmsNoRepairThatTheCorrectionContradicts) {
  Report report = Read();
  Mark(report, kPerson, CellState::kReinterpreted, 20, "2 | 0");
  const auto corrected = Correct(report, {{.cell = At(kTotal), .from = 25, .to = 7}});
  ASSERT_TRUE(corrected.ok());
  EXPECT_EQ(corrected->report.cells[At(kPerson)], (Cell{.value = 20, .state = CellState::kUnconfirmed}));
  const CellNote* note = corrected->report.FindNote(At(kPerson));
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->raw, "2 | 0");
  EXPECT_EQ(note->reason.find("row_sum["), std::string::npos) << "the equation is to be judged again";
}

TEST(Correct, DropsAnImpliedValueThatIsImpliedNoMore) {
  Report report = Read();
  Mark(report, kBusiness, CellState::kBlank, 0, "", 5);
  const auto corrected = Correct(report, {{.cell = At(kTotal), .from = 25, .to = 26}});
  ASSERT_TRUE(corrected.ok());
  const CellNote* note = corrected->report.FindNote(At(kBusiness));
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->implied_value, std::nullopt);
}

TEST(Correct, RefusesACellThatHasChangedSinceThePersonSawIt) {
  const absl::Status status = Correct(Read(), {{.cell = At(kPerson), .from = 19, .to = 20}}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), "CELL_CHANGED");
  EXPECT_EQ(ReasonOf(Correct(Read(), {{.cell = At(kPerson), .from = std::nullopt, .to = 20}}).status()),
            "CELL_CHANGED");
}

TEST(Correct, RefusesNothingTwiceAndTooMuch) {
  EXPECT_EQ(ReasonOf(Correct(Read(), {}).status()), "MALFORMED_REQUEST");
  const CellReading reading = {.cell = At(kPerson), .from = 20, .to = 21};
  EXPECT_EQ(ReasonOf(Correct(Read(), {reading, reading}).status()), "MALFORMED_REQUEST");
  const CellReading huge = {.cell = At(kPerson), .from = 20, .to = INT64_MAX};
  EXPECT_EQ(ReasonOf(Correct(Read(), {huge}).status()), "MALFORMED_REQUEST");
}

}  // namespace
}  // namespace gouji::report
