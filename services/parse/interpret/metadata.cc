#include "services/parse/interpret/metadata.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "services/parse/interpret/agency_choice.h"
#include "services/parse/interpret/dates.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/title.h"
#include "services/parse/interpret/title_choice.h"
#include "services/report/agency.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kLongestTitleLine = 400;     // bytes
constexpr size_t kLongestPeriodLine = 16384;  // bytes
constexpr int kMaxPeriodLines = 500;
constexpr size_t kMaxFrontLines = 60;
constexpr size_t kMaxBackLines = 12;

std::vector<const Paragraph*> Paragraphs(const Document& document, size_t begin, size_t end) {
  std::vector<const Paragraph*> paragraphs;
  for (size_t b = begin; b < end && b < document.blocks.size(); ++b) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b])) {
      paragraphs.push_back(paragraph);
    }
  }
  return paragraphs;
}

// The first of the short ones.
std::vector<TitleLine> ShortLines(const std::vector<const Paragraph*>& paragraphs, size_t limit) {
  std::vector<TitleLine> lines;
  for (const Paragraph* paragraph : paragraphs) {
    if (lines.size() == limit) {
      break;
    }
    if (paragraph->text.size() <= kLongestTitleLine) {
      lines.push_back(MakeTitleLine(paragraph->text, paragraph->place, paragraph->heading_level > 0));
    }
  }
  return lines;
}

// The cells of the grids in front: some pages print the title in a table.
std::vector<TitleLine> FrontCells(const Document& document, size_t end_block) {
  std::vector<TitleLine> lines;
  for (size_t b = 0; b < end_block && b < document.blocks.size(); ++b) {
    const Grid* grid = std::get_if<Grid>(&document.blocks[b]);
    for (size_t r = 0; grid != nullptr && r < grid->rows.size(); ++r) {
      for (const GridCell& cell : grid->rows[r].cells) {
        if (lines.size() == kMaxFrontLines) {
          return lines;
        }
        if (cell.covered == Covered::kNo && !cell.text.empty() && cell.text.size() <= kLongestTitleLine) {
          lines.push_back(MakeTitleLine(cell.text, cell.place, false));
        }
      }
    }
  }
  return lines;
}

// An agency and a date on one line: 某县某局2024年1月23日.
struct SignedDate {
  std::u32string agency;
  Date date;
};

std::optional<SignedDate> ReadSignedDate(std::u32string_view compact) {
  if (!MayEndDate(compact)) {
    return std::nullopt;
  }
  for (size_t i = 2; i < compact.size(); ++i) {
    if (const auto date = DateLine(compact.substr(i)); date.has_value() && LooksLikeAgency(compact.substr(0, i))) {
      return SignedDate{.agency = std::u32string(compact.substr(0, i)), .date = *date};
    }
  }
  return std::nullopt;
}

// What of a document tells where its organ is, besides the organ's name: the lines in front and at the end, and the
// paragraphs of the first section with an address.
std::string TellingWhere(const std::vector<TitleLine>& front, const std::vector<TitleLine>& back,
                         const std::vector<const Paragraph*>& body, std::string names) {
  for (const std::vector<TitleLine>* lines : {&front, &back}) {
    for (const TitleLine& line : *lines) names += fmt::format("\n{}", report::EncodeUtf8(line.compact));
  }
  for (const Paragraph* paragraph : body) {
    if (paragraph->text.find("地址") != std::string_view::npos) names += fmt::format("\n{}", paragraph->text);
  }
  return names;
}

std::string AllText(const std::vector<const Paragraph*>& body, const std::vector<TitleLine>& back) {
  std::string text;
  for (const Paragraph* paragraph : body) text += fmt::format("{}\n", paragraph->text);
  for (const TitleLine& line : back) text += fmt::format("{}\n", report::EncodeUtf8(line.compact));
  return text;
}

// Whether all of some paragraphs were recognised from images.
bool WereRecognised(const std::vector<const Paragraph*>& paragraphs) {
  return !paragraphs.empty() && std::all_of(paragraphs.begin(), paragraphs.end(),
                                            [](const Paragraph* paragraph) { return paragraph->confidence < 1; });
}

// The agency that signs at the end: the line above the date, which may be torn, the one in front of it on its line, or
// the last line.
std::u32string FindSignature(const std::vector<TitleLine>& back) {
  for (size_t i = back.size(); i-- > 0;) {
    const bool above_date =
        i + 1 < back.size() && (DateLine(back[i + 1].compact).has_value() || IsTornDateLine(back[i + 1].compact));
    if ((above_date || i + 1 == back.size()) && LooksLikeAgency(back[i].compact)) {
      return back[i].compact;
    }
    if (const auto signed_date = ReadSignedDate(back[i].compact)) {
      return signed_date->agency;
    }
  }
  return {};
}

std::optional<Date> FindIssueDate(const std::vector<TitleLine>& front, const std::vector<TitleLine>& back) {
  for (size_t i = back.size(); i-- > 0;) {
    if (const auto date = DateLine(back[i].compact)) {
      return date;
    }
    if (const auto signed_date = ReadSignedDate(back[i].compact)) {
      return signed_date->date;
    }
  }
  for (const TitleLine& line : front) {
    if (const auto date = DateLine(line.compact)) {
      return date;
    }
  }
  return std::nullopt;
}

std::optional<Period> FindStatisticalPeriod(const std::vector<const Paragraph*>& paragraphs) {
  int line_count = 0;
  for (const Paragraph* paragraph : paragraphs) {
    const std::string_view text = paragraph->text;
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    if (text.size() > kLongestPeriodLine || !(has("统计") || has("期限") || has("所列数据"))) {
      continue;
    }
    if (++line_count > kMaxPeriodLines) {
      break;
    }
    if (const auto period = FindPeriod(Compact(text))) {
      return period;
    }
  }
  return std::nullopt;
}

// The year that the prose names most often; 0 when none or two lead.
int ProseYear(const std::vector<const Paragraph*>& paragraphs) {
  std::map<int, int> counts;
  for (const Paragraph* paragraph : paragraphs) {
    const std::string_view text = paragraph->text.substr(0, kLongestPeriodLine);
    for (size_t at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1)) {
      std::string_view rest = text.substr(at + 2);
      if ((at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') || rest.size() < 2 || rest[0] < '0' || rest[0] > '9' ||
          rest[1] < '0' || rest[1] > '9') {
        continue;
      }
      const int year = 2000 + (rest[0] - '0') * 10 + (rest[1] - '0');
      rest.remove_prefix(2);
      rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
      if (year >= 2008 && rest.starts_with("年")) {
        ++counts[year];
      }
    }
  }
  int best = 0;
  int best_count = 0;
  for (const auto& [year, count] : counts) {
    if (count == best_count) {
      best = 0;
    } else if (count > best_count) {
      best = year;
      best_count = count;
    }
  }
  return best;
}

// Lets the title in the head of the page say what the one in the text does not.
void Complete(const std::optional<Title>& page_title, std::optional<Title>& title) {
  if (!title.has_value() || !page_title.has_value()) {
    title = title.has_value() ? title : page_title;
    return;
  }
  // What the text has may be made of a menu's lines.
  if (IsWhole(*page_title) && !IsWhole(*title) && IsOfAnotherAgency(*title, *page_title)) {
    title = page_title;
    return;
  }
  if (title->agency.empty()) {
    title->agency = page_title->agency;
  }
  if (title->year == 0 && title->other_year == 0) {
    title->year = page_title->year;
  }
}

void SettleYear(const std::optional<Title>& title, const std::optional<Period>& period, int prose_year,
                const std::optional<Title>& file_title, report::Report& report) {
  const int title_year = title.has_value() ? title->year : 0;
  const int file_year = file_title.has_value() ? file_title->year : 0;
  if (title.has_value() && title->other_year != 0) {
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearConflict, fmt::format("标题既写{}年又写{}年", title->first_year, title->other_year),
                           fmt::format("the title names both {} and {}", title->first_year, title->other_year)));
  }
  if (title_year != 0) {
    report.year = title_year;
    if (period.has_value() && period->start.year != title_year) {
      report.diagnostics.push_back(DocumentDiagnostic(
          kYearConflict, fmt::format("标题为{}年，统计期限却始于{}", title_year, period->start.ToIso()),
          fmt::format("the title says {}, the period begins on {}", title_year, period->start.ToIso())));
    }
  } else if (period.has_value()) {
    report.year = period->start.year;
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearFromPeriod, fmt::format("标题无年份，按统计期限认作{}年", report.year),
                           fmt::format("the title has no year; the period tells {}", report.year)));
  } else if (prose_year != 0) {
    report.year = prose_year;
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearFromProse, fmt::format("标题无年份，按正文认作{}年", report.year),
                           fmt::format("the title has no year; the prose speaks of {}", report.year)));
  } else if (file_year != 0) {
    report.year = file_year;
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearFromFileName, fmt::format("文中无年份，按文件名认作{}年", report.year),
                           fmt::format("the document has no year; the file name says {}", report.year)));
  } else {
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearUnknown, "无法确定报告年度，请用参数指明年份",
                           "the year of the report is unknown; name it with the option for the year"));
  }
  if (report.year != 0 && file_year != 0 && file_year != report.year) {
    report.diagnostics.push_back(
        DocumentDiagnostic(kYearConflict, fmt::format("报告为{}年，文件名却写{}年", report.year, file_year),
                           fmt::format("the report is about {}, the file name says {}", report.year, file_year)));
  }
}

}  // namespace

bool ReadMetadata(const Document& document, size_t end_block, const std::vector<FoundSection>& sections,
                  std::string_view file_name, int known_year, report::Report& report) {
  const size_t front_end = sections.empty() ? end_block : sections.front().block;
  const size_t body_end = sections.size() > 1 ? sections[1].block : end_block;
  const size_t back_begin = sections.empty() ? 0 : sections.back().block + 1;

  const std::vector<TitleLine> front = ShortLines(Paragraphs(document, 0, front_end), kMaxFrontLines);
  std::vector<const Paragraph*> last = Paragraphs(document, back_begin, end_block);
  last.erase(last.begin(), last.end() - static_cast<std::ptrdiff_t>(std::min(last.size(), kMaxBackLines)));
  const std::vector<TitleLine> back = ShortLines(last, kMaxBackLines);
  const std::vector<const Paragraph*> body = Paragraphs(document, 0, body_end);

  const std::optional<Title> page_title = ReadTitle(Compact(document.page_title));
  const std::optional<Period> period = FindStatisticalPeriod(body);
  std::optional<Title> title =
      ChooseTitle(front, {.page_title = page_title, .period = period, .has_sections = !sections.empty()});
  if (!title.has_value() || title->year == 0) {
    Improve(FindTitle(FrontCells(document, front_end)), title);
  }
  Complete(page_title, title);
  const size_t dot = file_name.rfind('.');
  const std::optional<Title> file_title = ReadTitle(Compact(file_name.substr(0, dot)));
  if (!title.has_value()) {
    report.diagnostics.push_back(DocumentDiagnostic(kTitleMissing, "未找到标题", "no title was found"));
  }
  const bool is_recognised = WereRecognised(body);
  const std::string where = fmt::format("{}\n{}", document.page_title, file_name);
  SettleAgency({.title = title.has_value() ? title->agency : std::u32string(),
                .signature = FindSignature(back),
                .file_name = file_title.has_value() ? file_title->agency : std::u32string(),
                .is_recognised = is_recognised,
                .text = is_recognised ? AllText(body, back) : std::string(),
                .second_readings = &document.second_readings},
               report);
  if (report.agency.region_code.empty() && report.agency.level != report::AgencyLevel::kUnspecified) {
    report.agency = report::ResolveAgency(report.agency.name, TellingWhere(front, back, body, where));
  }
  if (known_year != 0) {
    report.year = known_year;
  } else {
    SettleYear(title, period, ProseYear(body), file_title, report);
  }
  if (period.has_value()) {
    report.period_start = period->start.ToIso();
    report.period_end = period->end.ToIso();
  }
  if (const auto date = FindIssueDate(front, back)) {
    report.issue_date = date->ToIso();
    if (report.year != 0 && date->year < report.year) {
      report.diagnostics.push_back(DocumentDiagnostic(
          kYearConflict, fmt::format("报告为{}年，落款日期{}却在该年之前", report.year, report.issue_date),
          fmt::format("the report is about {}, its date {} is before that year", report.year, report.issue_date)));
    }
  }
  return title.has_value();
}

}  // namespace gouji::parse
