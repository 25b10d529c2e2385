#include "tests/accuracy/damage.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace gouji {
namespace {

using generator::RandomSource;
using Cells = std::vector<std::string>;

Cells Split(const std::string& text, char separator) {
  Cells parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string Join(const Cells& parts, char separator) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    text += i == 0 ? "" : std::string(1, separator);
    text += parts[i];
  }
  return text;
}

bool IsFigure(const std::string& cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::vector<size_t> Figures(const Cells& cells) {
  std::vector<size_t> figures;
  for (size_t c = 0; c < cells.size(); ++c) {
    if (IsFigure(cells[c])) {
      figures.push_back(c);
    }
  }
  return figures;
}

size_t LabelOf(const Cells& cells) {
  size_t label = 0;
  for (size_t c = 0; c < cells.size() && !IsFigure(cells[c]); ++c) {
    label = cells[c].empty() ? label : c;
  }
  return label;
}

// The text of a document as lines; those of tables as cells.
class Tables {
 public:
  explicit Tables(const std::string& text) : lines_(Split(text, '\n')) {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const size_t figure_count =
          lines_[i].find('\t') == std::string::npos ? 0 : Figures(Split(lines_[i], '\t')).size();
      if (figure_count > 0) {
        rows_.push_back(i);
      }
      if (figure_count > 0 && figure_count <= 7 && lines_[i].find_first_not_of("0123456789\t") != std::string::npos) {
        labelled_.push_back(i);
      }
    }
  }

  const std::vector<size_t>& rows() const { return rows_; }
  const std::vector<size_t>& labelled() const { return labelled_; }
  const std::string& line(size_t i) const { return lines_[i]; }
  Cells Row(size_t line) const { return Split(lines_[line], '\t'); }
  void SetRow(size_t line, const Cells& cells) { lines_[line] = Join(cells, '\t'); }
  void Insert(size_t before, const std::string& line) {
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(before), line);
  }
  std::string Text() const { return Join(lines_, '\n'); }

 private:
  std::vector<std::string> lines_;
  std::vector<size_t> rows_;      // with figures
  std::vector<size_t> labelled_;  // with figures and a label
};

void DropCells(Tables& tables, RandomSource& random) {
  const size_t line = tables.rows()[random.Below(tables.rows().size())];
  for (uint64_t drops = 1 + random.Below(2); drops > 0; --drops) {
    Cells cells = tables.Row(line);
    const std::vector<size_t> figures = Figures(cells);
    if (!figures.empty()) {
      cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(figures[random.Below(figures.size())]));
      tables.SetRow(line, cells);
    }
  }
}

void ClipColumn(Tables& tables, RandomSource& random) {
  // One page's share of the rows loses what stands in the last two columns of the grid.
  const size_t begin = random.Below(tables.labelled().size());
  const size_t end = std::min(tables.labelled().size(), begin + 1 + random.Below(12));
  for (size_t i = begin; i < end; ++i) {
    Cells cells = tables.Row(tables.labelled()[i]);
    cells.resize(std::min<size_t>(cells.size(), 9));
    tables.SetRow(tables.labelled()[i], cells);
  }
}

void NarrowRows(Tables& tables) {
  for (const size_t line : tables.labelled()) {
    Cells cells = tables.Row(line);
    if (const std::vector<size_t> figures = Figures(cells); figures.size() > 3) {
      cells.resize(figures.back());
      tables.SetRow(line, cells);
    }
  }
}

void ShiftLabels(Tables& tables, RandomSource& random) {
  for (const size_t line : tables.labelled()) {
    Cells cells = tables.Row(line);
    const size_t label = LabelOf(cells);
    if (label > 0 && cells[label - 1].empty() && random.Chance(1, 4)) {
      std::swap(cells[label - 1], cells[label]);
      tables.SetRow(line, cells);
    }
  }
}

void BlankCells(Tables& tables, RandomSource& random) {
  for (const size_t line : tables.rows()) {
    Cells cells = tables.Row(line);
    for (const size_t figure : Figures(cells)) {
      if (random.Chance(1, 20)) {
        cells[figure].clear();
      }
    }
    tables.SetRow(line, cells);
  }
}

void WrapLabel(Tables& tables, RandomSource& random) {
  const size_t line = tables.labelled()[random.Below(tables.labelled().size())];
  Cells cells = tables.Row(line);
  const size_t label = LabelOf(cells);
  size_t cut = 3 * (1 + random.Below(std::max<size_t>(2, cells[label].size() / 3)));
  while (cut < cells[label].size() && (static_cast<unsigned char>(cells[label][cut]) & 0xC0) == 0x80) {
    ++cut;
  }
  if (cut >= cells[label].size()) {
    return;
  }
  Cells rest(cells.size());
  rest[label] = cells[label].substr(cut);
  cells[label].resize(cut);
  if (random.Chance(1, 2)) {
    tables.SetRow(line, cells);
    tables.Insert(line + 1, Join(rest, '\t'));
  } else {
    std::swap(cells[label], rest[label]);
    tables.SetRow(line, cells);
    tables.Insert(line, Join(rest, '\t'));
  }
}

void BreakPages(Tables& tables, RandomSource& random) {
  for (int breaks = 0; breaks < 3; ++breaks) {
    const size_t line = tables.rows()[random.Below(tables.rows().size())];
    tables.Insert(line, random.Chance(1, 2) ? "" : "- 4 -");
    tables = Tables(tables.Text());
  }
}

void RepeatHeader(Tables& tables, RandomSource& random) {
  size_t header = 0;
  while (tables.line(header).find("勾稽关系为") == std::string::npos) {
    ++header;
  }
  const size_t at = header + 3 + random.Below(25);
  for (size_t i = 0; i < 3; ++i) {
    tables.Insert(at + i, tables.line(header + i));
  }
}

void CutTrailingTabs(Tables& tables) {
  for (const size_t line : tables.rows()) {
    Cells cells = tables.Row(line);
    while (!cells.empty() && cells.back().empty()) {
      cells.pop_back();
    }
    tables.SetRow(line, cells);
  }
}

}  // namespace

std::string_view DamageName(Damage damage) {
  static constexpr std::string_view kNames[] = {"none",          "cell dropped",     "column clipped", "rows narrowed",
                                                "label shifted", "cell blanked",     "label wrapped",  "page broken",
                                                "header again",  "trailing tabs cut"};
  return kNames[static_cast<size_t>(damage)];
}

std::string Damaged(const std::string& text, Damage damage, RandomSource& random) {
  Tables tables(text);
  switch (damage) {
    case Damage::kNone:
      break;
    case Damage::kCellDropped:
      DropCells(tables, random);
      break;
    case Damage::kColumnClipped:
      ClipColumn(tables, random);
      break;
    case Damage::kRowsNarrowed:
      NarrowRows(tables);
      break;
    case Damage::kLabelShifted:
      ShiftLabels(tables, random);
      break;
    case Damage::kCellBlanked:
      BlankCells(tables, random);
      break;
    case Damage::kLabelWrapped:
      WrapLabel(tables, random);
      break;
    case Damage::kPageBroken:
      BreakPages(tables, random);
      break;
    case Damage::kHeaderRepeated:
      RepeatHeader(tables, random);
      break;
    case Damage::kTrailingTabsCut:
      CutTrailingTabs(tables);
      break;
  }
  return tables.Text();
}

}  // namespace gouji
