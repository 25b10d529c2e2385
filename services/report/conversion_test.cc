#include "services/report/conversion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "services/report/error.h"

namespace gouji::report {
namespace {

class Conversion : public testing::Test {
 protected:
  Conversion() : catalog_(*FormCatalog::BuiltIn()), converter_(*ReportConverter::Create(catalog_)) {}

  // A report with every state, and random values, evidence, prose.
  Report RandomReport(uint64_t seed) const {
    std::mt19937_64 random(seed);
    const auto pick = [&](uint64_t n) { return static_cast<int>(random() % n); };
    const auto text = [&] { return std::string(pick(5), static_cast<char>('a' + pick(26))) + "值"; };
    const auto evidence = [&] {
      return Evidence{.page = pick(3),
                      .line = pick(500),
                      .column = pick(80),
                      .table = pick(4),
                      .row = pick(30),
                      .cell_index = pick(10),
                      .raw = text(),
                      .confidence = static_cast<float>(pick(101)) / 100};
    };
    Report report;
    report.form = catalog_.Find("ogi-2021");
    report.agency = {.name = text(),
                     .region_code = text(),
                     .region_path = {text(), text()},
                     .level = static_cast<AgencyLevel>(pick(6)),
                     .kind = static_cast<AgencyKind>(pick(8)),
                     .scope = static_cast<ReportScope>(pick(3))};
    report.year = 2021 + pick(5);
    report.issue_date = "2024-01-23";
    report.period_start = "2023-01-01";
    report.period_end = "2023-12-31";
    for (int cell = 0; cell < report.form->cell_count(); ++cell) {
      const auto state = static_cast<CellState>(pick(8));
      report.cells.push_back(
          {.value = HasValue(state) ? static_cast<int64_t>(random() % 1'000'000'000'000) : 0, .state = state});
      if (state != CellState::kRead) {
        CellNote note{.cell = cell, .raw = text(), .implied_value = {}, .reason = text(), .evidence = evidence()};
        if (pick(2) == 0) {
          note.implied_value = pick(1000);
        }
        report.notes.push_back(note);
      }
      report.evidence.push_back(evidence());
    }
    report.sections = {
        {.number = 1, .heading = text(), .text = text(), .positions = {evidence(), evidence()}},
        {.number = 6, .heading = "", .text = text(), .positions = {}},
    };
    report.facts = {{.kind = "received",
                     .value = pick(100),
                     .unit = "件",
                     .quote = text(),
                     .position = evidence(),
                     .group = pick(3),
                     .denial = pick(2) == 0}};
    report.diagnostics = {{.id = "X",
                           .message_zh = text(),
                           .message_en = text(),
                           .responsibility = static_cast<Responsibility>(1 + pick(3)),
                           .cells = {pick(200), pick(200)},
                           .evidence = evidence()}};
    report.source = {.sha256 = text(),
                     .media_type = "text/plain",
                     .charset = "UTF-8",
                     .byte_count = pick(1 << 20),
                     .parser_version = text()};
    return report;
  }

  // The reason with which a message is refused.
  std::string Refusal(const v1::Report& message) const { return ReasonOf(converter_.FromProto(message).status()); }

  v1::Report ToProto(const Report& report, EvidenceMode mode = EvidenceMode::kInclude) const {
    v1::Report message;
    converter_.ToProto(report, mode, &message);
    return message;
  }

  FormCatalog catalog_;
  ReportConverter converter_;
};

TEST_F(Conversion, ThereAndBackIsTheIdentityForAllCellsInAllStates) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Report report = RandomReport(seed);
    v1::Report parsed;
    ASSERT_TRUE(parsed.ParseFromString(ToProto(report).SerializeAsString()));
    const auto back = converter_.FromProto(parsed);
    ASSERT_TRUE(back.ok()) << back.status();
    ASSERT_TRUE(*back == report) << "seed " << seed;
  }
}

TEST_F(Conversion, EveryCellHasAFieldOfItsOwn) {
  Report report = RandomReport(1);
  report.notes.clear();
  for (int cell = 0; cell < 200; ++cell) {
    report.cells[cell] = {.value = 1000 + cell, .state = CellState::kRead};
  }
  const v1::Report message = ToProto(report);
  EXPECT_EQ(message.applications().results().unavailable().not_held().total(),
            1000 + *report.form->FindCell("applications.results.unavailable.not_held.total"));
  EXPECT_EQ(message.disputes().litigation_after_reconsideration().pending(),
            1000 + *report.form->FindCell("disputes.litigation_after_reconsideration.pending"));
  EXPECT_EQ(message.proactive_disclosure().fees_fen(), 1009);
}

TEST_F(Conversion, EvidenceIsFoundByItsCellInAnyOrderAndWithGaps) {
  Report report = RandomReport(3);
  v1::Report message = ToProto(report);
  message.mutable_evidence()->DeleteSubrange(100, 2);
  report.evidence[100] = report.evidence[101] = {};
  std::reverse(message.mutable_evidence()->begin() + 50, message.mutable_evidence()->begin() + 150);
  const absl::StatusOr<Report> read = converter_.FromProto(message);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->evidence, report.evidence);
}

TEST_F(Conversion, EvidenceIsLeftOutUnlessAskedFor) {
  const Report report = RandomReport(2);
  EXPECT_EQ(ToProto(report, EvidenceMode::kOmit).evidence_size(), 0);
  EXPECT_EQ(ToProto(report, EvidenceMode::kInclude).evidence_size(), 200);
}

TEST_F(Conversion, AReportWithoutAFormSurvives) {
  Report report;
  report.source.sha256 = "0";
  report.diagnostics.push_back(
      {.id = kNotAReport, .message_zh = "无", .message_en = "none", .cells = {}, .evidence = {}});
  const auto back = converter_.FromProto(ToProto(report));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(*back == report);
}

TEST_F(Conversion, ACellWithNeitherValueNorNoteIsMissing) {
  v1::Report message;
  message.set_form("ogi-2021");
  const auto report = converter_.FromProto(message);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->notes.size(), 200U);
  EXPECT_EQ(report->cells[0].state, CellState::kMissing);
}

TEST_F(Conversion, MoneyUpToTheLargestPrintedAmountPasses) {
  v1::Report message;
  message.set_form("ogi-2021");
  message.mutable_proactive_disclosure()->set_fees_fen(1'000'000'000'000'000'000);  // 10^12 万元
  EXPECT_TRUE(converter_.FromProto(message).ok());
  message.mutable_proactive_disclosure()->set_fees_fen(1'000'000'000'000'000'001);
  EXPECT_EQ(Refusal(message), "MALFORMED_REPORT");
}

TEST_F(Conversion, RefusesReportsThatContradictThemselves) {
  const Report report = RandomReport(3);
  v1::Report unknown_form = ToProto(report);
  unknown_form.set_form("ogi-1999");
  EXPECT_EQ(Refusal(unknown_form), "UNKNOWN_FORM");

  v1::Report twice = ToProto(report);
  *twice.add_cell_notes() = twice.cell_notes(0);
  EXPECT_EQ(Refusal(twice), "MALFORMED_REPORT");

  v1::Report unknown_cell = ToProto(report);
  unknown_cell.mutable_cell_notes(0)->set_cell("applications.nothing");
  EXPECT_EQ(Refusal(unknown_cell), "MALFORMED_REPORT");

  v1::Report stateless = ToProto(report);
  stateless.mutable_cell_notes(0)->set_state(v1::CELL_STATE_UNSPECIFIED);
  EXPECT_EQ(Refusal(stateless), "MALFORMED_REPORT");

  v1::Report other_form = ToProto(report);
  other_form.mutable_applications()->mutable_results()->mutable_other()->mutable_unspecified()->set_total(1);
  EXPECT_EQ(Refusal(other_form), "MALFORMED_REPORT");

  v1::Report huge;
  huge.set_form("ogi-2021");
  huge.mutable_disputes()->mutable_reconsideration()->set_total(INT64_MAX);
  EXPECT_EQ(Refusal(huge), "MALFORMED_REPORT");

  v1::Report blank_with_value;
  blank_with_value.set_form("ogi-2021");
  blank_with_value.mutable_proactive_disclosure()->set_penalty_decisions(1);
  v1::CellNote* note = blank_with_value.add_cell_notes();
  note->set_cell("proactive_disclosure.penalty_decisions");
  note->set_state(v1::CELL_STATE_BLANK);
  EXPECT_EQ(Refusal(blank_with_value), "MALFORMED_REPORT");
}

}  // namespace
}  // namespace gouji::report
