#include "services/parse/interpret/recognition.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/title.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

// From so many recognised rows, or so many headings, a document is an annual report.
constexpr int kEnoughRows = 5;
constexpr size_t kEnoughSections = 4;
constexpr size_t kEnoughSectionsWithTitle = 2;
// From so many titles that differ on, and nothing else, a document is a list.
constexpr size_t kEnoughTitlesOfList = 3;

constexpr size_t kMaxHeadLines = 20;
constexpr size_t kLongestHeadLine = 300;  // bytes
constexpr size_t kMaxProseBytes = 64 * 1024;

constexpr DocumentKind kSchool = {"学校信息公开年度报告", "a report of a university or school"};
constexpr DocumentKind kPartOfYear = {"半年或季度统计", "statistics of half a year or a quarter"};
constexpr DocumentKind kTemplate = {"空白模板", "a blank template"};
constexpr DocumentKind kList = {"年度报告列表页", "a list of annual reports"};

bool Contains(Text text, Text word) { return text.find(word) != Text::npos; }

template <size_t N>
bool ContainsAny(Text text, const std::array<Text, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](Text word) { return Contains(text, word); });
}

// The short lines in front of the first section.
std::vector<std::u32string> HeadLines(const Document& document, const Recognised& recognised) {
  const size_t end = recognised.sections->empty() ? recognised.end_block : recognised.sections->front().block;
  std::vector<std::u32string> lines;
  for (size_t b = 0; b < end && lines.size() < kMaxHeadLines; ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    if (paragraph != nullptr && paragraph->text.size() <= kLongestHeadLine) {
      lines.push_back(Compact(paragraph->text));
    }
  }
  return lines;
}

std::u32string Prose(const report::Report& report) {
  std::u32string prose;
  size_t byte_count = 0;
  for (const report::Section& section : report.sections) {
    const std::string_view text = std::string_view(section.text).substr(0, kMaxProseBytes - byte_count);
    prose += Compact(text);
    byte_count += text.size();
  }
  return prose;
}

// Whether a school reports by the ministry's rules, with a school year and without the tables of Art. 20.
bool IsOfSchool(const std::vector<std::u32string>& head, const report::Report& report, Text prose) {
  static constexpr std::array<Text, 7> kSchoolEndings = {U"大学", U"学院", U"学校",  U"专科学校",
                                                         U"中学", U"小学", U"幼儿园"};
  const std::u32string agency = report::DecodeUtf8(report.agency.name);
  const bool school = std::any_of(kSchoolEndings.begin(), kSchoolEndings.end(),
                                  [&](Text ending) { return Text(agency).ends_with(ending); });
  const bool school_year = std::any_of(head.begin(), head.end(), [](const std::u32string& line) {
    return Contains(line, U"学年") && Contains(line, U"信息公开") && line.size() <= 80;
  });
  return school_year || (school && (Contains(prose, U"高等学校信息公开") || Contains(prose, U"学年")));
}

// Whether a line names months up to another than the last: 1-11月, 1月至9月.
bool NamesMonths(Text line) {
  static constexpr Text kDigits = U"0123456789";
  for (size_t at = line.find(U'月'); at != Text::npos; at = line.find(U'月', at + 1)) {
    const size_t before = at == 0 ? Text::npos : line.find_last_not_of(kDigits, at - 1);
    if (before == Text::npos || before + 1 == at || before == 0) {
      continue;
    }
    const bool joins = Text(U"-—–~至到").find(line[before]) != Text::npos;
    const bool after_month = line[before - 1] == U'月' || kDigits.find(line[before - 1]) != Text::npos;
    if (joins && after_month && line.substr(before + 1, at - before - 1) != U"12") {
      return true;
    }
  }
  return false;
}

// Whether the head names half a year, a quarter or months as the time of the figures, and neither an annual title nor
// the period of a whole year stands there. A sentence of the prose (上半年受理政府信息公开申请1件。) names nothing of
// the kind.
bool IsOfPartOfYear(const std::vector<std::u32string>& head, const report::Report& report) {
  static constexpr std::array<Word, 9> kParts = {U"上半年", U"下半年",   U"半年度", U"季度", U"1-6月",
                                                 U"1至6月", U"1月至6月", U"1—6月",  U"1~6月"};
  static constexpr std::array<Word, 3> kSubjects = {U"信息公开", U"政务公开", U"政府信息"};
  const bool named = std::any_of(head.begin(), head.end(), [](const std::u32string& line) {
    const SearchedText searched(line);
    return line.size() <= 60 && !line.ends_with(U'。') && (searched.HasAnyOf(kParts) || NamesMonths(line)) &&
           searched.HasAnyOf(kSubjects);
  });
  const bool period = report.period_end.size() == 10 &&
                      report.period_start.substr(0, 4) == report.period_end.substr(0, 4) &&
                      (report.period_end.ends_with("-03-31") || report.period_end.ends_with("-06-30") ||
                       report.period_end.ends_with("-09-30"));
  const bool whole_year = report.period_start.ends_with("-01-01") && report.period_end.ends_with("-12-31");
  return (named || period) && !whole_year && std::none_of(head.begin(), head.end(), [](const std::u32string& line) {
           return !SearchedText(line).HasAnyOf(kParts) && ReadTitle(line).has_value();
         });
}

// Whether no cell says anything.
bool AllBlank(const report::Report& report) {
  return !report.cells.empty() && std::none_of(report.cells.begin(), report.cells.end(), [](const report::Cell& cell) {
    return cell.has_value() || cell.state == report::CellState::kNotApplicable ||
           cell.state == report::CellState::kUnreadable;
  });
}

// Whether blanks are those of a template: nobody has said who reports, about which year, or the head says so. A report
// of an agency whose cells are all blank is a report.
bool IsTemplate(const std::vector<std::u32string>& head, const report::Report& report) {
  if (!AllBlank(report)) {
    return false;
  }
  static constexpr std::array<Text, 12> kMarks = {U"模板", U"模版", U"样表", U"样本",     U"填报说明", U"参考文本",
                                                  U"××",   U"XX",   U"xx",   U"单位名称", U"＿",       U"__"};
  const bool marked = std::any_of(head.begin(), head.end(), [](const std::u32string& line) {
    return line.size() <= 60 && ContainsAny(line, kMarks);
  });
  return report.year == 0 || marked;
}

// Whether a title stands above prose about what such a report must tell. Many short reports have no headings.
bool IsPlainNarrative(const Recognised& recognised, const report::Report& report, Text prose) {
  static constexpr std::array<std::array<Text, 3>, 5> kTopics = {{
      {U"主动公开", U"公开政府信息", U"公开信息"},
      {U"依申请公开", U"信息公开申请", U"申请公开"},
      {U"行政复议", U"行政诉讼", U"诉讼"},
      {U"信息公开条例", U"《条例》", U"公开条例"},
      {U"问题", U"不足", U"改进"},
  }};
  static constexpr size_t kEnoughTopics = 3;
  static constexpr size_t kShortestProse = 150;  // characters
  const auto topics = static_cast<size_t>(
      std::count_if(kTopics.begin(), kTopics.end(), [&](const auto& words) { return ContainsAny(prose, words); }));
  return recognised.has_title && report.year != 0 && topics >= kEnoughTopics && prose.size() >= kShortestProse;
}

bool IsList(const Document& document, const Recognised& recognised) {
  if (recognised.row_count > 0 || recognised.sections->size() >= kEnoughSectionsWithTitle) {
    return false;
  }
  std::set<std::u32string> titles;
  for (size_t b = 0; b < recognised.end_block && titles.size() < kEnoughTitlesOfList; ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    if (paragraph == nullptr || paragraph->text.size() > kLongestHeadLine) {
      continue;
    }
    if (const auto title = ReadTitle(Compact(paragraph->text)); title.has_value() && title->year != 0) {
      titles.insert(title->agency + static_cast<char32_t>(title->year));
    }
  }
  return titles.size() >= kEnoughTitlesOfList;
}

bool IsEnough(const Recognised& recognised, const report::Report& report, Text prose) {
  const std::vector<FoundSection>& found = *recognised.sections;
  if (report.form->tables().empty()) {
    // Headings such as 概况 are those of any text; one of the two main parts must be there.
    const bool main_part = std::any_of(found.begin(), found.end(), [](const FoundSection& section) {
      return section.number == 2 || section.number == 3;
    });
    const size_t enough = recognised.has_title ? kEnoughSectionsWithTitle : kEnoughSections + 1;
    return (main_part && found.size() >= enough) || IsPlainNarrative(recognised, report, prose);
  }
  return recognised.row_count >= kEnoughRows || found.size() >= kEnoughSections ||
         (recognised.has_title && found.size() >= kEnoughSectionsWithTitle) ||
         IsPlainNarrative(recognised, report, prose);
}

// What a document that has too little of a report seems to be: by its head, else by its text.
DocumentKind SeemsToBe(const std::vector<std::u32string>& head, const report::Report& report, Text prose) {
  struct Sign {
    Text word;
    DocumentKind kind;
  };
  static constexpr std::array<Sign, 12> kSigns = {{
      {U"高等学校信息公开", kSchool},
      {U"学年", kSchool},
      {U"大学", kSchool},
      {U"上半年", kPartOfYear},
      {U"季度", kPartOfYear},
      {U"公开指南", {"信息公开指南", "a guide to open government information"}},
      {U"公开目录", {"信息公开目录", "a catalogue of open government information"}},
      {U"申请表", {"信息公开申请表", "a form for applications"}},
      {U"工作总结", {"工作总结", "a summary of work"}},
      {U"工作要点", {"工作要点", "a plan of work"}},
      {U"管理办法", {"信息公开制度", "rules on open government information"}},
      {U"通知", {"通知", "a notice"}},
  }};
  const std::u32string agency = report::DecodeUtf8(report.agency.name);
  static constexpr size_t kFront = 2000;  // characters
  for (const Sign& sign : kSigns) {
    if (Contains(agency, sign.word) || std::any_of(head.begin(), head.end(), [&](const std::u32string& line) {
          return line.size() <= 60 && Contains(line, sign.word);
        })) {
      return sign.kind;
    }
  }
  for (const Sign& sign : kSigns) {
    if (Contains(prose.substr(0, kFront), sign.word)) {
      return sign.kind;
    }
  }
  return {"没有年度报告章节和表格的文本", "a text without the sections and tables of an annual report"};
}

}  // namespace

std::optional<DocumentKind> KindOfOtherDocument(const Document& document, const Recognised& recognised,
                                                const report::Report& report) {
  const std::vector<std::u32string> head = HeadLines(document, recognised);
  // Tables speak for themselves.
  const std::u32string prose = recognised.row_count < kEnoughRows ? Prose(report) : std::u32string();
  if (recognised.row_count < kEnoughRows && IsOfSchool(head, report, prose)) {
    return kSchool;
  }
  if (IsOfPartOfYear(head, report)) {
    return kPartOfYear;
  }
  if (IsList(document, recognised)) {
    return kList;
  }
  if (!IsEnough(recognised, report, prose)) {
    return SeemsToBe(head, report, prose);
  }
  if (IsTemplate(head, report)) {
    return kTemplate;
  }
  return std::nullopt;
}

}  // namespace gouji::parse
