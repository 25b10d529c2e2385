// What comes back for documents that are broken, hostile or something else (design: the table of inputs): an error with
// a reason, or a report with states and findings; never a crash, a hang or a guessed number.
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "gouji/report/v1/report.pb.h"
#include "gouji/validate/v1/finding.pb.h"
#include "services/parse/parser.h"
#include "services/report/error.h"
#include "services/validate/engine.h"
#include "services/validate/rule_set.h"
#include "tests/accuracy/expectation.h"

namespace gouji {
namespace {

using google::protobuf::Struct;

// The report of a bureau, with all cells between tabs.
std::string Bureau() { return ReadFile(GOUJI_SOURCE_DIR "/tests/data/reports/qingyu-water-2023.txt"); }

// `text` with every figure between tabs replaced.
std::string WithEveryFigure(const std::string& text, const std::string& figure) {
  std::string result;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find_first_of("\t\n", begin), text.size());
    const std::string field = text.substr(begin, end - begin);
    const bool is_between_tabs = (begin > 0 && text[begin - 1] == '\t') || (end < text.size() && text[end] == '\t');
    const bool is_figure =
        is_between_tabs && !field.empty() && field.find_first_not_of("0123456789.") == std::string::npos;
    result += is_figure ? figure : field;
    if (end < text.size()) result += text[end];
    begin = end + 1;
  }
  return result;
}

class BadInputs : public testing::Test {
 protected:
  BadInputs()
      : catalog_(*report::FormCatalog::BuiltIn()),
        parser_(*parse::Parser::Create(catalog_, {})),
        rules_(*validate::RuleSet::Create(catalog_, validate::BuiltInPacks())),
        engine_(rules_) {}

  // The reason with which a document is refused; empty when it is read.
  std::string Refusal(std::string_view document) const {
    return report::ReasonOf(parser_.Parse(document, "x.txt", {}).status());
  }

  void ExpectReport(const std::string& name, const Struct& expected, const report::Report& report) const {
    const validate::Validation validation = engine_.Check(report);
    std::set<std::string> rules;
    for (const validate::Finding& finding : validation.findings) {
      rules.insert(finding.rule_id);
    }
    std::set<std::string> expected_rules;
    for (const auto& rule : expected.fields().at("rule_ids").list_value().values()) {
      expected_rules.insert(rule.string_value());
    }
    EXPECT_EQ(rules, expected_rules) << name;
    EXPECT_EQ(validate::v1::Verdict_Name(static_cast<validate::v1::Verdict>(validation.assessment.verdict)),
              "VERDICT_" + expected.fields().at("verdict").string_value())
        << name;
    if (expected.fields().contains("states")) {
      const auto& states = expected.fields().at("states").struct_value().fields();
      EXPECT_EQ(report.notes.size(), states.size()) << name;
      for (const auto& [path, state] : states) {
        const auto got = static_cast<report::v1::CellState>(report.cells[*report.form->FindCell(path)].state);
        EXPECT_EQ(report::v1::CellState_Name(got), "CELL_STATE_" + state.string_value()) << name << ": " << path;
      }
    }
    if (expected.fields().contains("diagnostics")) {
      for (const auto& id : expected.fields().at("diagnostics").list_value().values()) {
        EXPECT_TRUE(std::any_of(report.diagnostics.begin(), report.diagnostics.end(),
                                [&](const report::Diagnostic& d) { return d.id == id.string_value(); }))
            << name << ": " << id.string_value();
      }
    }
  }

  report::FormCatalog catalog_;
  parse::Parser parser_;
  validate::RuleSet rules_;
  validate::Engine engine_;
};

TEST_F(BadInputs, TheSmallOnesGiveWhatIsWrittenBesideThem) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/bad")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".expected.json")) {
      continue;
    }
    ++count;
    Struct expected;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ReadFile(entry.path()), &expected).ok()) << name;
    const std::string source = expected.fields().at("source").string_value();
    const auto report = parser_.Parse(ReadFile(entry.path().parent_path() / source), source, {});
    if (expected.fields().contains("error")) {
      const auto& error = expected.fields().at("error").struct_value().fields();
      EXPECT_EQ(report::ReasonOf(report.status()), error.at("reason").string_value()) << name;
      EXPECT_EQ(absl::StatusCodeToString(report.status().code()), error.at("code").string_value()) << name;
    } else {
      ASSERT_TRUE(report.ok()) << name << ": " << report.status();
      ExpectReport(name, expected, *report);
    }
  }
  EXPECT_GE(count, 10);
}

TEST_F(BadInputs, ALineOf100MegabytesIsTooLarge) {
  EXPECT_EQ(Refusal(std::string(size_t{100} << 20, 'a')), "TOO_LARGE");
}

TEST_F(BadInputs, ALineOf30MegabytesIsReadAndIsNoReport) {
  std::string line;
  while (line.size() < size_t{30} << 20) {
    line += "政府信息公开";
  }
  const auto report = parser_.Parse(line, "", {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->form, nullptr);
}

TEST_F(BadInputs, TwoMillionCellsAreTooLarge) {
  std::string table;
  for (int row = 0; row < 20'000; ++row) {
    for (int cell = 0; cell < 100; ++cell) {
      table += "1\t";
    }
    table += '\n';
  }
  EXPECT_EQ(Refusal(table), "TOO_LARGE");
}

TEST_F(BadInputs, AHundredThousandDamagedLabelsAreReadInBoundedTime) {
  std::string table = "某县某局2024年政府信息公开工作年度报告\n";
  for (int row = 0; row < 60'000; ++row) {
    table += "其他法律行政法规禁止公\t0\t0\t0\t0\t0\t0\t0\n";
  }
  const auto report = parser_.Parse(table, "", {});
  EXPECT_TRUE(report.ok()) << report.status();
}

TEST_F(BadInputs, AReportWithEveryCellBlankHasNoNumbersAndIsNotAccepted) {
  const auto report = parser_.Parse(WithEveryFigure(Bureau(), ""), "", {});
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_NE(report->form, nullptr);
  EXPECT_TRUE(std::none_of(report->cells.begin(), report->cells.end(),
                           [](const report::Cell& cell) { return cell.has_value(); }));
  const validate::Validation validation = engine_.Check(*report);
  EXPECT_NE(validation.assessment.verdict, validate::Verdict::kAccepted);
  EXPECT_LT(validation.findings.size(), 30U) << "one for a table, and what the prose claims";
}

TEST_F(BadInputs, AReportWithEveryCellWrongIsReadAsPrintedAndFailsEveryEquation) {
  const auto report = parser_.Parse(WithEveryFigure(Bureau(), "1000000000000"), "", {});
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_NE(report->form, nullptr);
  for (const report::FormCell& cell : report->form->cells()) {
    if (cell.type != report::CellType::kCount) continue;
    EXPECT_EQ(report->cells[*report->form->FindCell(cell.path)].value, 1'000'000'000'000) << cell.path;
  }
  const validate::Validation validation = engine_.Check(*report);
  EXPECT_EQ(validation.assessment.verdict, validate::Verdict::kNeedsCorrection);
  EXPECT_GE(validation.assessment.failed, 25 + 7 + 3) << "rows, columns and groups; balances hold";
}

TEST_F(BadInputs, FiveMegabytesOfProseLeaveTheTablesAsTheyAre) {
  const std::string whole = Bureau();
  const auto truth = parser_.Parse(whole, "", {});
  ASSERT_TRUE(truth.ok());
  std::string prose;
  for (int i = 0; prose.size() < 5'000'000; ++i) {
    prose += "第" + std::to_string(i) + "批，收到政府信息公开申请" + std::to_string(i) +
             "件，其中自然人1件，同比增长3.5%。\n";
  }
  const std::string heading = "（二）依申请公开。";
  const size_t place = whole.find(heading);
  ASSERT_NE(place, std::string::npos);
  const auto report = parser_.Parse(whole.substr(0, place) + prose + whole.substr(place), "", {});
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_NE(report->form, nullptr);
  EXPECT_EQ(report->cells, truth->cells);
  EXPECT_LT(engine_.Check(*report).findings.size(), 100U);
}

TEST_F(BadInputs, EveryPrefixOfAReportIsReadOrRefused) {
  const std::string whole = ReadFile(GOUJI_SOURCE_DIR "/tests/data/reports/qingyu-county-2023.txt");
  const auto truth = parser_.Parse(whole, "", {});
  ASSERT_TRUE(truth.ok());
  for (size_t length = 0; length < whole.size(); length += 37) {
    const auto report = parser_.Parse(whole.substr(0, length), "", {});
    if (!report.ok() || report->form == nullptr) {
      continue;
    }
    // Numbers are those of the whole report, or, in the cut line, a prefix of one.
    int different = 0;
    for (size_t c = 0; c < report->cells.size(); ++c) {
      different += report->cells[c].has_value() && report->cells[c].value != truth->cells[c].value ? 1 : 0;
    }
    EXPECT_LE(different, 1) << "cut at byte " << length;
  }
}

}  // namespace
}  // namespace gouji
