#include "services/parse/interpret/second_report.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

class SecondReport : public testing::Test {
 protected:
  std::pair<size_t, size_t> Find(const std::string& text) const {
    const Document document = *ReadText(text);
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index_, printed);
    const FirstReport first = FindFirstReport(document, printed);
    return {first.block_count, first.row_count};
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

constexpr char kTable[] = "规章\t0\t0\t0\n行政规范性文件\t1\t2\t3\n行政许可\t1\n行政处罚\t1\n行政强制\t1\n";

TEST_F(SecondReport, BeginsWithItsTitle) {
  const std::string title = "某县某局2023年政府信息公开工作年度报告\n";
  EXPECT_EQ(Find(title + kTable + "落款\n" + title + "正文\n" + kTable), (std::pair<size_t, size_t>(3, 5)));
}

TEST_F(SecondReport, BeginsWithItsRowsWhenItHasNoTitle) {
  EXPECT_EQ(Find(std::string(kTable) + kTable), (std::pair<size_t, size_t>(1, 5)));
}

TEST_F(SecondReport, IsNoneWhereOneTableIsPrintedTwiceAboveAnother) {
  const std::string next = "重复申请\t0\t0\t0\t0\t0\t0\t0\n";
  EXPECT_EQ(Find(std::string(kTable) + "\n" + kTable + "\n" + next).second, 11U);
  EXPECT_EQ(Find(std::string(kTable) + "\n" + next + "\n" + kTable + "\n" + next).second, 6U);
}

TEST_F(SecondReport, IsNoneWhereOnlySomeRowsComeAgain) {
  EXPECT_EQ(Find(std::string(kTable) + "\n行政许可\t1\n行政处罚\t1\n"), (std::pair<size_t, size_t>(2, 7)));
}

}  // namespace
}  // namespace gouji::parse
