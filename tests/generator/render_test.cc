#include "tests/generator/render.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/report/form.h"
#include "services/report/sha256.h"
#include "tests/generator/lengthen.h"
#include "tests/generator/printed_cells.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {
namespace {

using report::Form;
using report::FormCatalog;
using report::FormTable;

const char* const kLayoutNames[] = {"tabs",           "tabs-quirks",  "tabs-blanks",
                                    "trailing-pipes", "framed-pipes", "framed-pipes-blanks"};

class Render2021 : public ::testing::Test {
 protected:
  GeneratedReport Make(uint64_t index) const {
    GeneratorOptions options;
    options.index = index;
    return Generate(*catalog_->Find("ogi-2021"), 1, options);
  }

  absl::StatusOr<FormCatalog> catalog_ = FormCatalog::BuiltIn();
};

bool Contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void ExpectAllLabels(const std::string& text, const Form& form) {
  for (const report::FormSection& section : form.sections()) {
    EXPECT_TRUE(Contains(text, section.heading.front())) << section.heading.front();
  }
  for (const FormTable& table : form.tables()) {
    for (const report::FormBlock& block : table.blocks) {
      EXPECT_TRUE(block.anchor.empty() || Contains(text, block.anchor.front())) << block.anchor.front();
      EXPECT_TRUE(block.stub_header.empty() || Contains(text, block.stub_header.front()));
      for (const report::FormColumn& column : block.columns) {
        EXPECT_TRUE(Contains(text, column.label.front())) << column.label.front();
        for (const report::Wordings& group : column.groups) {
          EXPECT_TRUE(Contains(text, group.front())) << group.front();
        }
      }
    }
    for (const report::FormRow& row : table.rows) {
      EXPECT_TRUE(row.label.empty() || Contains(text, row.label.front())) << row.label.front();
      for (const report::Wordings& group : row.groups) {
        EXPECT_TRUE(Contains(text, group.front())) << group.front();
      }
    }
  }
}

TEST_F(Render2021, PrintsEveryLabelOfTheForm) {
  for (const char* name : kLayoutNames) {
    if (FindLayout(name)->quirks == Quirks::kNone) {
      SCOPED_TRACE(name);
      const GeneratedReport report = Make(3);
      ExpectAllLabels(Render(report, *FindLayout(name)), *report.form);
    }
  }
}

TEST_F(Render2021, PrintsTheTablesAsPublishedReportsDo) {
  const std::string text = Render(Make(3), *FindLayout("tabs"));
  for (const char* line : {
           "\n第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n",
           "\n信息内容\t本年收费金额（单位：万元）\t\t\n",
           "\n(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)\t\t申请人情况\t\t\t\t\t\t总计\t\n",
           "\n\t\t自然人\t法人或其他组织\t\t\t\t\t\t\n",
           "\n一、本年新收政府信息公开申请数量\t\t",
           "\n三、本年度办理结果\t(一) 予以公开\t",
           "\n\t(三) 不予公开\t1. 属于国家秘密\t",
           "\n\t\t5. 要求行政机关确认或重新出具已获取信息\t",
           "\n\t(六) 其他处理\t1. 申请人无正当理由",
           "\n\t(七) 总计\t",
           "\n四、结转下年度继续办理\t\t",
           "\n行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n结果维持\t",
       }) {
    EXPECT_TRUE(Contains(text, line)) << line;
  }
}

// One hash stands for the whole: a change of it means that every stored expectation and every benchmark changes too.
TEST_F(Render2021, GivesTheSameBytesForTheSameSeedOnEveryMachine) {
  std::string all;
  for (const char* name : kLayoutNames) {
    for (uint64_t index = 0; index < 20; ++index) {
      all += Render(Make(index), *FindLayout(name));
    }
  }
  EXPECT_EQ(report::Sha256Hex(all), "b973948377f0affe8db6c9f48f040764d9c86043b43ba4789eaf157e270f0b45");
}

// The cells between tabs that are numbers, in printed order.
std::vector<std::string> NumbersOf(const std::string& text) {
  std::vector<std::string> numbers;
  std::string cell;
  for (const char c : text) {
    if (c != '\t' && c != '\n') {
      cell += c;
      continue;
    }
    if (!cell.empty() && cell.find_first_not_of("0123456789.") == std::string::npos) {
      numbers.push_back(cell);
    }
    cell.clear();
  }
  return numbers;
}

TEST_F(Render2021, KeepsEveryFigureInOrderThroughAllQuirks) {
  int quirky_count = 0;
  for (uint64_t index = 0; index < 50; ++index) {
    const GeneratedReport report = Make(index);
    Layout layout = *FindLayout("tabs");
    const std::string plain = Render(report, layout);
    layout.quirks = Quirks::kRandom;
    const std::string quirky = Render(report, layout);
    quirky_count += plain != quirky ? 1 : 0;
    EXPECT_EQ(NumbersOf(plain).size(), report.cells.size());
    EXPECT_EQ(NumbersOf(quirky), NumbersOf(plain));
  }
  EXPECT_GT(quirky_count, 40);
}

TEST_F(Render2021, LeavesOutOnlyZerosThatATotalOfTheRowExplains) {
  int blank_count = 0;
  for (uint64_t index = 0; index < 50; ++index) {
    const GeneratedReport report = Make(index);
    const auto printed = PrintedCells(report, *FindLayout("framed-pipes-blanks"));
    for (int cell = 0; cell < report.form->cell_count(); ++cell) {
      if (printed[cell].kind == Printed::kBlank) {
        ++blank_count;
        EXPECT_EQ(report.cells[cell], 0);
        EXPECT_FALSE(report.form->cells()[cell].path.ends_with(".total"));
      }
    }
  }
  EXPECT_GT(blank_count, 1000);
}

TEST_F(Render2021, ExpectsWhatItPrints) {
  const GeneratedReport report = Make(3);
  const std::string json = ExpectedJson(report, *FindLayout("tabs"), "report-000003.txt");
  EXPECT_TRUE(Contains(json, "\"agency\": \"" + report.agency + "\""));
  EXPECT_TRUE(Contains(json, "\"proactive_disclosure.regulations.issued\": 0"));
  EXPECT_FALSE(Contains(json, "BLANK"));
  const std::string blanks = ExpectedJson(report, *FindLayout("tabs-blanks"), "report-000003.txt");
  EXPECT_TRUE(Contains(blanks, "\": null"));
  EXPECT_TRUE(Contains(blanks, "\"CELL.BLANK\""));
}

TEST_F(Render2021, LengthensTheFirstSectionAlone) {
  const Layout layout = *FindLayout("tabs");
  const PrintedDocument plain = Compose(Make(3), layout);
  PrintedDocument same = plain;
  Lengthen(0, same);
  EXPECT_EQ(WriteFileBytes(same, layout), WriteFileBytes(plain, layout));

  PrintedDocument longer = plain;
  Lengthen(5'000, longer);
  const std::string before = WriteFileBytes(plain, layout);
  const std::string after = WriteFileBytes(longer, layout);
  EXPECT_GE(after.size(), before.size() + 5'000);
  EXPECT_LT(after.size(), before.size() + 7'000);
  // What stands from the second heading on is the same.
  EXPECT_TRUE(after.ends_with(before.substr(before.find("二、"))));
  PrintedDocument again = plain;
  Lengthen(5'000, again);
  EXPECT_EQ(WriteFileBytes(again, layout), after);
}

TEST(PrintedText, WritesMoneyInWanYuanWithoutNeedlessDigits) {
  EXPECT_EQ(PrintedText(report::CellType::kMoneyWanYuan, 687'820'000), "687.82");
  EXPECT_EQ(PrintedText(report::CellType::kMoneyWanYuan, 920), "0.00092");
  EXPECT_EQ(PrintedText(report::CellType::kMoneyWanYuan, 0), "0");
  EXPECT_EQ(PrintedText(report::CellType::kMoneyWanYuan, 30'000'000), "30");
  EXPECT_EQ(PrintedText(report::CellType::kCount, 12), "12");
  EXPECT_EQ(PrintedText(report::CellType::kMoneyPrintedUnit, 30'000'000), "30万元");
  EXPECT_EQ(PrintedText(report::CellType::kChange, -2), "-2");
}

}  // namespace
}  // namespace gouji::generator
