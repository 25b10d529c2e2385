#include "services/parse/interpret/table_reading.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/grid_builder.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"

namespace gouji::parse {
namespace {

using report::Cell;
using report::CellState;

class Tables : public testing::Test {
 protected:
  report::Report Read(const std::string& text) const { return Read(*ReadText(text)); }
  report::Report Read(const Document& document) const {
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index_, printed);
    report::Report report;
    report.form = &index_.form();
    ReadTables(index_, document, printed, report);
    return report;
  }
  // A cell that spans columns and rows.
  struct Merged {
    std::string_view text;
    int columns = 1;
    int rows = 1;
  };
  report::Report ReadMerged(const std::vector<std::vector<Merged>>& rows) const {
    GridBuilder builder;
    for (const std::vector<Merged>& row : rows) {
      builder.BeginRow();
      for (const Merged& cell : row) {
        builder.AddCell({.text = cell.text, .place = {}}, cell.columns, cell.rows);
      }
    }
    Document document;
    document.blocks.emplace_back(builder.Build());
    return Read(document);
  }
  Cell At(const report::Report& report, std::string_view path) const {
    return report.cells[*index_.form().FindCell(path)];
  }
  const report::CellNote* Note(const report::Report& report, std::string_view path) const {
    return report.FindNote(*index_.form().FindCell(path));
  }
  static const report::Diagnostic* Find(const report::Report& report, std::string_view id) {
    const auto it =
        std::find_if(report.diagnostics.begin(), report.diagnostics.end(), [&](const auto& d) { return d.id == id; });
    return it == report.diagnostics.end() ? nullptr : &*it;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(Tables, EveryCellIsWhatIsPrintedInItsPlace) {
  const report::Report report = Read("规章\t/\t\t约3\n行政许可\t12.0\n行政处罚\t十二\n行政事业性收费\t687.82\n");
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.issued").state, CellState::kNotApplicable);
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.repealed").state, CellState::kBlank);
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.in_force").state, CellState::kUnreadable);
  EXPECT_EQ(Note(report, "proactive_disclosure.regulations.in_force")->raw, "约3");
  EXPECT_EQ(At(report, "proactive_disclosure.licensing_decisions"), (Cell{12, CellState::kRead}));
  EXPECT_NE(Find(report, kDecimalsInCount), nullptr);
  EXPECT_EQ(At(report, "proactive_disclosure.penalty_decisions"), (Cell{12, CellState::kReinterpreted}));
  EXPECT_EQ(At(report, "proactive_disclosure.fees_fen"), (Cell{687'820'000, CellState::kRead}));
  EXPECT_EQ(At(report, "proactive_disclosure.coercion_decisions").state, CellState::kMissing);
  EXPECT_NE(Find(report, kRowMissing), nullptr);
  EXPECT_NE(Find(report, kTableMissing), nullptr);
}

TEST_F(Tables, EvidencePointsToTheCell) {
  const report::Report report = Read("前文\n\n规章\t1\t2\t 3\n");
  const report::Evidence& evidence =
      report.evidence[*index_.form().FindCell("proactive_disclosure.regulations.in_force")];
  EXPECT_EQ(evidence.line, 3);
  EXPECT_EQ(evidence.column, 9);
  EXPECT_EQ(evidence.table, 1);
  EXPECT_EQ(evidence.row, 1);
  EXPECT_EQ(evidence.cell_index, 4);
  EXPECT_EQ(evidence.raw, "3");
}

TEST_F(Tables, ABlankHasTheValueThatTheRelationsLeaveButIsNotFilled) {
  const report::Report report = Read("(一)予以公开\t2\t\t0\t0\t0\t0\t3\n");
  const auto* note = Note(report, "applications.results.granted.business");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->implied_value, 1);
  EXPECT_EQ(At(report, "applications.results.granted.business"), (Cell{0, CellState::kBlank}));
}

TEST_F(Tables, MoreValuesThanColumnsAreAllLeftOpen) {
  const report::Report report = Read("规章\t1\t2\t3\t4\n行政规范性文件\t1\t2\t3\n");
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.issued").state, CellState::kMissing);
  EXPECT_EQ(Note(report, "proactive_disclosure.regulations.issued")->raw, "1 | 2 | 3 | 4");
  EXPECT_NE(Find(report, kRowLong), nullptr);
  EXPECT_EQ(At(report, "proactive_disclosure.normative_documents.in_force"), (Cell{3, CellState::kRead}));
}

TEST_F(Tables, AShortRowOfTableFourIsCompletedAsFarAsItsSumsAllow) {
  const report::Report report =
      Read("结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n2\t1\t0\t0\t3\t1\t0\t0\t0\t1\t2\t0\t0\t0\n");
  EXPECT_EQ(At(report, "disputes.reconsideration.total"), (Cell{3, CellState::kRead}));
  EXPECT_EQ(At(report, "disputes.litigation_after_reconsideration.upheld"), (Cell{2, CellState::kRead}));
  EXPECT_EQ(At(report, "disputes.litigation_after_reconsideration.total"), (Cell{2, CellState::kInferred}));
  EXPECT_NE(Note(report, "disputes.litigation_after_reconsideration.total")->reason.find("dispute_sum"),
            std::string::npos);
  EXPECT_NE(Find(report, kRowShort), nullptr);
}

TEST_F(Tables, AHostileRowIsNotRepeatedInFull) {
  const report::Report report = Read("规章\t" + std::string(1 << 20, 'x') + "\t1\t2\t3\n");
  size_t bytes = 0;
  for (const report::CellNote& note : report.notes) {
    bytes += note.raw.size() + note.evidence.raw.size();
  }
  EXPECT_LT(bytes, 100'000U);
}

TEST_F(Tables, ReadsRowsWhoseLabelsAreMergedCells) {
  const report::Report report =
      ReadMerged({{{"一、本年新收政府信息公开申请数量", 3}, {"3"}, {"0"}, {"0"}, {"0"}, {"0"}, {"0"}, {"3"}},
                  {{"三、本年度办理结果", 1, 3},
                   {"（四）无法提供", 1, 1},
                   {"没有现成信息"},
                   {"0"},
                   {"0"},
                   {"0"},
                   {"0"},
                   {"0"},
                   {"0"},
                   {"0"}},
                  {{"（六）其他处理", 1, 1}, {"3.其他"}, {"2"}, {}, {}, {}, {}, {}, {"2"}},
                  {{"（七）总计", 2}, {"2"}, {"1"}, {"0"}, {"0"}, {"0"}, {"0"}, {"3"}}});
  EXPECT_EQ(At(report, "applications.newly_received.natural_person"), (Cell{3, CellState::kRead}));
  EXPECT_EQ(At(report, "applications.newly_received.total"), (Cell{3, CellState::kRead}));
  EXPECT_EQ(At(report, "applications.results.other.other.natural_person"), (Cell{2, CellState::kRead}));
  EXPECT_EQ(At(report, "applications.results.other.other.business").state, CellState::kBlank);
  EXPECT_EQ(At(report, "applications.results.total.business"), (Cell{1, CellState::kRead}));
}

TEST_F(Tables, AFigureThatSpansTheOnlyColumnsOfItsRowIsItsFigure) {
  const report::Report report = ReadMerged({{{"行政许可"}, {"7", 3}}, {{"行政处罚"}, {"", 3}}});
  EXPECT_EQ(At(report, "proactive_disclosure.licensing_decisions"), (Cell{7, CellState::kRead}));
  EXPECT_EQ(At(report, "proactive_disclosure.penalty_decisions").state, CellState::kBlank);
}

TEST_F(Tables, AFigureThatSpansSeveralCellsOfTheFormBelongsToNone) {
  const report::Report report = ReadMerged({{{"规章"}, {"4", 2}, {"5"}}, {{"行政规范性文件"}, {"6"}, {"", 2}}});
  for (const char* path : {"proactive_disclosure.regulations.issued", "proactive_disclosure.regulations.repealed"}) {
    EXPECT_EQ(At(report, path).state, CellState::kMissing);
    EXPECT_EQ(Note(report, path)->raw, "4");
  }
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.in_force"), (Cell{5, CellState::kRead}));
  EXPECT_EQ(At(report, "proactive_disclosure.normative_documents.issued"), (Cell{6, CellState::kRead}));
  EXPECT_EQ(At(report, "proactive_disclosure.normative_documents.in_force").state, CellState::kBlank);
}

TEST_F(Tables, AFigureThatReachesIntoTheNextRowOfTheFormBelongsToNeither) {
  const report::Report report = ReadMerged({{{"规章"}, {"4", 1, 2}, {"5"}, {"6"}}, {{"行政规范性文件"}, {"7"}, {"8"}}});
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.issued").state, CellState::kMissing);
  EXPECT_EQ(At(report, "proactive_disclosure.normative_documents.issued").state, CellState::kMissing);
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.repealed"), (Cell{5, CellState::kRead}));
  EXPECT_EQ(At(report, "proactive_disclosure.normative_documents.in_force"), (Cell{8, CellState::kRead}));
}

// Table 3 with one application, granted, between natural persons and their total; every row but those left out.
std::string Table3Without(const std::set<std::string>& left_out) {
  std::string text;
  for (const auto& [label, is_one] : std::vector<std::pair<std::string, bool>>{
           {"一、本年新收政府信息公开申请数量", true},
           {"二、上年结转政府信息公开申请数量", false},
           {"(一)予以公开", true},
           {"(二)部分公开", false},
           {"1.属于国家秘密", false},
           {"2.其他法律行政法规禁止公开", false},
           {"3.危及“三安全一稳定”", false},
           {"4.保护第三方合法权益", false},
           {"5.属于三类内部事务信息", false},
           {"6.属于四类过程性信息", false},
           {"7.属于行政执法案卷", false},
           {"8.属于行政查询事项", false},
           {"1.本机关不掌握相关政府信息", false},
           {"2.没有现成信息需要另行制作", false},
           {"3.补正后申请内容仍不明确", false},
           {"1.信访举报投诉类申请", false},
           {"2.重复申请", false},
           {"3.要求提供公开出版物", false},
           {"4.无正当理由大量反复申请", false},
           {"5.要求行政机关确认或重新出具已获取信息", false},
           {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", false},
           {"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", false},
           {"3.其他", false},
           {"(七)总计", true},
           {"四、结转下年度继续办理", false}}) {
    if (!left_out.contains(label)) {
      text += label + (is_one ? "\t1\t0\t0\t0\t0\t0\t1\n" : "\t0\t0\t0\t0\t0\t0\t0\n");
    }
  }
  return text;
}

TEST_F(Tables, ARowThatIsLostWithinATableIsInferredWhereTheRelationsLeaveOneValue) {
  const report::Report report = Read(Table3Without({"(一)予以公开"}));
  EXPECT_EQ(At(report, "applications.results.granted.natural_person"), (Cell{1, CellState::kInferred}));
  EXPECT_EQ(At(report, "applications.results.granted.business"), (Cell{0, CellState::kInferred}));
  EXPECT_NE(Find(report, kRowMissing), nullptr);
  const report::Report two = Read(Table3Without({"(一)予以公开", "(二)部分公开"}));
  EXPECT_EQ(At(two, "applications.results.granted.natural_person").state, CellState::kMissing) << "1 + 0 or 0 + 1";
}

TEST_F(Tables, SoAreTheRowsInFrontOfATableAndAtItsEnd) {
  const report::Report end = Read(Table3Without({"(七)总计", "四、结转下年度继续办理"}));
  EXPECT_EQ(At(end, "applications.results.total.natural_person"), (Cell{1, CellState::kInferred}));
  EXPECT_EQ(At(end, "applications.carried_forward.total"), (Cell{0, CellState::kInferred}));
  EXPECT_NE(Find(end, kRowMissing), nullptr);
  const report::Report front = Read(Table3Without({"一、本年新收政府信息公开申请数量"}));
  EXPECT_EQ(At(front, "applications.newly_received.total"), (Cell{1, CellState::kInferred}));
}

TEST_F(Tables, NoRowIsLostWhoseLabelStandsWithoutFigures) {
  const report::Report report = Read(Table3Without({"四、结转下年度继续办理"}) + "\n四、结转下年度继续办理\n");
  EXPECT_EQ(At(report, "applications.carried_forward.total").state, CellState::kMissing);
}

TEST_F(Tables, NoRowIsLostWhereARowOfFiguresIsNotKnown) {
  const report::Report report = Read(Table3Without({"四、结转下年度继续办理"}) + "五、甲乙丙丁\t0\t0\t0\t0\t0\t0\t0\n");
  EXPECT_EQ(At(report, "applications.carried_forward.total").state, CellState::kMissing);
}

TEST_F(Tables, FiguresAboveAnEmptyLastCellMayHaveMovedUpWhereRowsHaveNoEnds) {
  const std::string text =
      "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\n二、上年结转政府信息公开申请数量\t0\t0\t2\t0\t0\t2\t\n"
      "(一)予以公开\t0\t0\t0\t0\t0\t0\t0\n(二)"
      "部分公开\t0\t0\t0\t0\t0\t0\t0\n四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1\n";
  Document document = *ReadText(text);
  EXPECT_EQ(At(Read(document), "applications.carried_forward.total"), (Cell{1, CellState::kRead}));
  std::get<Grid>(document.blocks.at(0)).has_row_ends = false;
  const report::Report report = Read(document);
  EXPECT_EQ(At(report, "applications.carried_forward.total"), (Cell{1, CellState::kRead}));
  EXPECT_NE(At(report, "applications.carried_over.other"), (Cell{2, CellState::kRead})) << "2 may be the total";
  EXPECT_NE(At(report, "applications.carried_over.research_institution"), (Cell{2, CellState::kRead}));
  EXPECT_NE(Find(report, kRowOpen), nullptr);
}

TEST_F(Tables, NothingIsReadBelowColumnsInAnotherOrder) {
  const report::Report report =
      Read("信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n规章\t5\t1\t0\n行政规范性文件\t9\t2\t1\n");
  EXPECT_EQ(At(report, "proactive_disclosure.regulations.issued").state, CellState::kMissing);
  EXPECT_NE(Find(report, kHeaderUnknown), nullptr);
}

TEST_F(Tables, AFigureOfAnotherYearIsNotTheReports) {
  const report::Report report = Read("信息内容\t本年处理决定数量\t上年处理决定数量\n行政许可\t\t77\n行政处罚\t3\t66\n");
  EXPECT_FALSE(At(report, "proactive_disclosure.licensing_decisions").has_value());
  EXPECT_FALSE(At(report, "proactive_disclosure.penalty_decisions").has_value());
}

TEST_F(Tables, RemarksBesideTheColumnsAreNoFigures) {
  const std::string header = "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\t备注\n";
  const report::Report report = Read(
      header +
      "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\t2\n二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t0\t/\n");
  EXPECT_EQ(At(report, "applications.newly_received.total"), (Cell{3, CellState::kRead}));
  EXPECT_EQ(At(report, "applications.carried_over.other").state, CellState::kBlank);
  EXPECT_EQ(At(report, "applications.carried_over.total"), (Cell{0, CellState::kRead}));
}

}  // namespace
}  // namespace gouji::parse
