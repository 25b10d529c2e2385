#include "services/cli/checked/place_text.h"

#include <algorithm>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

using report::v1::Evidence;

// The coordinate that all pieces with one share; 0 when they differ or none has it.
template <typename Coordinate>
int Shared(const std::vector<Evidence>& pieces, Coordinate coordinate) {
  int shared = 0;
  for (const Evidence& piece : pieces) {
    const int value = coordinate(piece);
    if (value == 0) continue;
    if (shared != 0 && shared != value) return 0;
    shared = value;
  }
  return shared;
}

}  // namespace

int FirstLine(const std::vector<Evidence>& pieces) {
  int first = 0;
  for (const Evidence& piece : pieces) {
    if (piece.line() > 0 && (first == 0 || piece.line() < first)) first = piece.line();
  }
  return first;
}

std::string PlaceText(const std::vector<Evidence>& pieces, Language language) {
  std::string text;
  const auto add = [&](int value, std::string_view chinese, std::string_view english) {
    if (value == 0) return;
    if (!text.empty() && language == Language::kEnglish) text += ", ";
    text += fmt::format(fmt::runtime(Choose(language, chinese, english)), value);
  };
  add(Shared(pieces, [](const Evidence& piece) { return piece.page(); }), "第 {} 页", "page {}");
  const int table = Shared(pieces, [](const Evidence& piece) { return piece.table(); });
  const int row = Shared(pieces, [](const Evidence& piece) { return piece.row(); });
  if (table != 0) {
    add(table, text.empty() ? "第 {} 个表格" : "，第 {} 个表格", "table {}");
    add(row, "第 {} 行", "row {}");
    if (row != 0) {
      add(Shared(pieces, [](const Evidence& piece) { return piece.cell_index(); }), "第 {} 格", "cell {}");
    }
  }
  if (const int line = FirstLine(pieces); line != 0) {
    const std::string chinese = text.empty() ? "第 {} 行" : "（文本第 {} 行）";
    add(line, chinese, "line {}");
  }
  return text;
}

}  // namespace gouji::cli
