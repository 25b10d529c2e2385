// Tables whose columns are not those of the form, as loose cells: what their figures count is not guessed.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/parser.h"

namespace gouji::parse {
namespace {

using report::CellState;

// A row of table 3: natural persons, five kinds of organisations, total.
using Row = std::array<int, 7>;

constexpr Row kZeros{};

// Reports whose tables stand as loose cells; a test says how a row and the header are printed.
class OddTables : public testing::Test {
 protected:
  static constexpr std::string_view kRows[] = {"一、本年新收政府信息公开申请数量",
                                               "二、上年结转政府信息公开申请数量",
                                               "三、本年度办理结果 (一)予以公开",
                                               "(二)部分公开",
                                               "(四)无法提供 1.本机关不掌握相关政府信息",
                                               "(七)总计",
                                               "四、结转下年度继续办理"};
  static constexpr std::string_view kPaths[] = {"newly_received",
                                                "carried_over",
                                                "results.granted",
                                                "results.partially_granted",
                                                "results.unavailable.not_held",
                                                "results.total",
                                                "carried_forward"};
  static constexpr std::string_view kColumns[] = {
      "natural_person", "business", "research_institution", "social_organization", "legal_service", "other", "total"};

  // A report with table 3: the words of its header, then its rows as `print` prints them, all separated by `separator`.
  template <typename Print>
  report::Report Read(const std::vector<std::string>& header, const std::vector<Row>& rows, const Print& print,
                      const std::string& separator) {
    std::string text = "青屿县水务局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n";
    for (const std::string& word : header) {
      text += word + separator;
    }
    text += separator == " " ? "\n" : "";
    for (size_t r = 0; r < rows.size(); ++r) {
      text += std::string(kRows[r]);
      for (const std::string& cell : print(rows[r])) {
        text += separator + cell;
      }
      text += separator == " " ? "\n" : separator;
    }
    text += "\n四、政府信息公开行政复议、行政诉讼情况\n\n无\n";
    absl::StatusOr<report::Report> report = parser_.Parse(text, "", {.form = "ogi-2021", .year = 0, .charset = ""});
    return *std::move(report);
  }

  // What is read as a figure and is not printed for this cell.
  static std::string Wrong(const report::Report& report, const std::vector<Row>& rows) {
    std::string wrong;
    for (size_t r = 0; r < rows.size(); ++r) {
      for (size_t c = 0; c < std::size(kColumns); ++c) {
        const report::Cell& cell = CellOf(report, r, c);
        if (cell.has_value() && cell.value != rows[r][c]) {
          wrong += std::string(kPaths[r]) + "." + std::string(kColumns[c]) + " ";
        }
      }
    }
    return wrong;
  }

  // How many cells are read.
  static int ReadCount(const report::Report& report, const std::vector<Row>& rows) {
    int count = 0;
    for (size_t r = 0; r < rows.size(); ++r) {
      for (size_t c = 0; c < std::size(kColumns); ++c) {
        count += CellOf(report, r, c).has_value() ? 1 : 0;
      }
    }
    return count;
  }

  static const report::Cell& CellOf(const report::Report& report, size_t row, size_t column) {
    const std::string path = "applications." + std::string(kPaths[row]) + "." + std::string(kColumns[column]);
    for (size_t c = 0; c < report.cells.size(); ++c) {
      if (report.form->cells()[c].path == path) {
        return report.cells[c];
      }
    }
    ADD_FAILURE() << path;
    return report.cells[0];
  }

  static std::vector<std::string> InOrder(const Row& row) {
    std::vector<std::string> cells;
    for (const int figure : row) {
      cells.push_back(std::to_string(figure));
    }
    return cells;
  }
  static std::vector<std::string> TotalFirst(const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    cells.insert(cells.begin(), cells.back());
    cells.pop_back();
    return cells;
  }

  const std::vector<Row> rows_ = {Row{3, 1, 0, 0, 0, 1, 5}, Row{0, 0, 0, 0, 0, 0, 0}, Row{2, 0, 0, 0, 0, 1, 3},
                                  Row{0, 1, 0, 0, 0, 0, 1}, Row{1, 0, 0, 0, 0, 0, 1}, Row{3, 1, 0, 0, 0, 1, 5},
                                  Row{0, 0, 0, 0, 0, 0, 0}};
  const std::vector<Row> zeros_ = std::vector<Row>(7, kZeros);

 private:
  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  Parser parser_ = *Parser::Create(catalog_, {});
};

class OddLooseTables : public OddTables, public testing::WithParamInterface<const char*> {};

TEST_P(OddLooseTables, InTheOrderOfTheFormAreReadWhereverTheHeaderHasItsTotal) {
  const std::vector<std::string> parts = {"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"};
  std::vector<std::string> by_level = {"申请人情况", "总计", "自然人", "法人或其他组织"};
  by_level.insert(by_level.end(), parts.begin(), parts.end());
  std::vector<std::string> by_group = {"申请人情况", "自然人", "法人或其他组织"};
  by_group.insert(by_group.end(), parts.begin(), parts.end());
  by_group.emplace_back("总计");
  for (const std::vector<std::string>& header : {by_level, by_group}) {
    const report::Report report = Read(header, rows_, InOrder, GetParam());
    EXPECT_EQ(Wrong(report, rows_), "");
    EXPECT_EQ(ReadCount(report, rows_), 49);
  }
}

TEST_P(OddLooseTables, WithTheTotalInFrontStayOpen) {
  for (const std::vector<std::string>& header :
       {std::vector<std::string>{"总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"},
        std::vector<std::string>{"总计", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织",
                                 "法律服务机构", "其他"},
        std::vector<std::string>{"申请人情况", "总计", "自然人", "法人或其他组织", "商业企业", "科研机构",
                                 "社会公益组织", "法律服务机构", "其他"},
        std::vector<std::string>{}}) {
    const report::Report report = Read(header, rows_, TotalFirst, GetParam());
    EXPECT_EQ(Wrong(report, rows_), "") << header.size();
    EXPECT_EQ(ReadCount(report, rows_), 0) << header.size();
    EXPECT_FALSE(report.diagnostics.empty());
  }
}

TEST_P(OddLooseTables, WithColumnsInAnotherOrderStayOpen) {
  const std::vector<std::string> header = {"自然人",       "科研机构", "商业企业", "社会公益组织",
                                           "法律服务机构", "其他",     "总计"};
  const auto print = [](const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    std::swap(cells[1], cells[2]);
    return cells;
  };
  const report::Report report = Read(header, rows_, print, GetParam());
  EXPECT_EQ(Wrong(report, rows_), "");
}

TEST_P(OddLooseTables, WithLastYearsTotalBesideAreReadOnlyWhereRowsAddUp) {
  const std::vector<std::string> behind = {"自然人",       "商业企业", "科研机构", "社会公益组织",
                                           "法律服务机构", "其他",     "总计",     "上年总计"};
  const std::vector<std::string> in_front = {"上年总计",     "自然人",       "商业企业", "科研机构",
                                             "社会公益组织", "法律服务机构", "其他",     "总计"};
  const auto with_last_year_behind = [](const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    cells.emplace_back("7");
    return cells;
  };
  const auto with_last_year_in_front = [](const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    cells.insert(cells.begin(), "7");
    return cells;
  };
  const auto without_a_blank = [](const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    cells.erase(cells.begin() + 2);
    cells.emplace_back("7");
    return cells;
  };
  EXPECT_EQ(Wrong(Read(behind, rows_, with_last_year_behind, GetParam()), rows_), "");
  EXPECT_EQ(Wrong(Read(in_front, rows_, with_last_year_in_front, GetParam()), rows_), "");
  const report::Report short_rows = Read(behind, rows_, without_a_blank, GetParam());
  EXPECT_EQ(Wrong(short_rows, rows_), "");
  EXPECT_EQ(ReadCount(short_rows, rows_), 0) << "nobody knows which cell was blank";
  const report::Report short_zeros = Read(behind, zeros_, without_a_blank, GetParam());
  EXPECT_EQ(Wrong(short_zeros, zeros_), "");
}

TEST_P(OddLooseTables, WithRemarksBesideAreReadWhereRowsAddUp) {
  const std::vector<std::string> header = {"自然人",       "商业企业", "科研机构", "社会公益组织",
                                           "法律服务机构", "其他",     "总计",     "备注"};
  const report::Report report = Read(header, rows_, InOrder, GetParam());
  EXPECT_EQ(Wrong(report, rows_), "");
  const auto with_remark = [](const Row& row) {
    std::vector<std::string> cells = InOrder(row);
    cells.emplace_back("无");
    return cells;
  };
  EXPECT_EQ(Wrong(Read(header, rows_, with_remark, GetParam()), rows_), "");
}

INSTANTIATE_TEST_SUITE_P(HoweverSeparated, OddLooseTables, testing::Values("\n", "\n\n", " "),
                         [](const auto& separator) {
                           const std::string_view text = separator.param;
                           return std::string(text == " " ? "words_in_lines" : text == "\n" ? "lines" : "blank_lines");
                         });

// A row whose label lost a character is a row all the same, also behind a header in the same line.
TEST_F(OddTables, WithDamagedLabelsInTheLineOfTheHeaderAreRead) {
  report::FormCatalog catalog = *report::FormCatalog::BuiltIn();
  const Parser parser = *Parser::Create(catalog, {});
  for (const std::string& separator : {std::string(" "), std::string("\n")}) {
    const auto report = parser.Parse(
        "青屿县水务局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n自然人 商业企业 科研机构 "
        "社会公益组织 "
        "法律服务机构 其他 总计" +
            separator + "一、本年新收政府信息公申请数量 1 2 0 0 0 0 3" + separator +
            "二、上年转政府信息公开申请数量 0 0 0 0 0 1 1" + separator +
            "三、本年度办理结果 (一)予以公开 1 2 0 0 0 1 4" + separator + "(二)部分公开 0 0 0 0 0 0 0" + separator +
            "(七)总计 1 2 0 0 0 1 4" + separator +
            "四、结转下年度继续办理 0 0 0 0 0 0 0\n\n四、政府信息公开行政复议、行政诉讼情况\n\n无\n",
        "", {.form = "ogi-2021", .year = 0, .charset = ""});
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(CellOf(*report, 0, 1), (report::Cell{2, CellState::kRead})) << separator;
    EXPECT_EQ(CellOf(*report, 1, 5), (report::Cell{1, CellState::kRead})) << separator;
    EXPECT_EQ(CellOf(*report, 1, 6), (report::Cell{1, CellState::kRead})) << separator;
  }
}

// The figures of table 4, each group with its total in front.
TEST_F(OddTables, OfDisputesWithTotalsInFrontStayOpen) {
  report::FormCatalog catalog = *report::FormCatalog::BuiltIn();
  const Parser parser = *Parser::Create(catalog, {});
  const std::string title = "青屿县水务局2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n";
  const std::string five_first = "总计\n结果维持\n结果纠正\n其他结果\n尚未审结\n";
  const std::string five = "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n";
  const std::string figures = "3\n1\n2\n0\n0\n2\n0\n1\n1\n0\n0\n0\n0\n0\n0\n";
  for (const std::string& columns : {five_first, five, std::string()}) {
    const std::string text = title + "行政复议\n行政诉讼\n" + columns + "未经复议直接起诉\n复议后起诉\n" + columns +
                             columns + figures + "\n五、存在的主要问题及改进情况\n\n无\n";
    const auto report = parser.Parse(text, "", {.form = "ogi-2021", .year = 0, .charset = ""});
    ASSERT_TRUE(report.ok());
    for (size_t c = 0; c < report->cells.size(); ++c) {
      if (report->form->cells()[c].path.starts_with("disputes.")) {
        EXPECT_FALSE(report->cells[c].has_value()) << report->form->cells()[c].path << " " << columns;
      }
    }
  }
}

}  // namespace
}  // namespace gouji::parse
