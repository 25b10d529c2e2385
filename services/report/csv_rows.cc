#include "services/report/csv_rows.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gouji::report {
namespace {

std::string Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t") + 1 - first));
}

// Reads one row after another.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  bool at_end() const { return position_ == text_.size(); }

  CsvRow ReadRow() {
    CsvRow row;
    row.line = line_;
    for (;;) {
      row.fields.push_back(ReadField(row));
      if (at_end() || text_[position_] != ',') break;
      ++position_;
    }
    EndLine();
    return row;
  }

 private:
  std::string ReadField(CsvRow& row) {
    while (!at_end() && (text_[position_] == ' ' || text_[position_] == '\t')) ++position_;
    if (at_end() || text_[position_] != '"') {
      const size_t begin = position_;
      position_ = std::min(text_.find_first_of(",\r\n", position_), text_.size());
      return Trimmed(text_.substr(begin, position_ - begin));
    }
    std::string field;
    bool is_closed = false;
    for (++position_; !at_end(); ++position_) {
      if (text_[position_] == '"') {
        is_closed = position_ + 1 == text_.size() || text_[position_ + 1] != '"';
        if (is_closed) break;
        ++position_;
      }
      line_ += text_[position_] == '\n' ? 1 : 0;
      field += text_[position_];
    }
    position_ += is_closed ? 1 : 0;
    const size_t end = std::min(text_.find_first_of(",\r\n", position_), text_.size());
    row.is_broken = row.is_broken || !is_closed || !Trimmed(text_.substr(position_, end - position_)).empty();
    position_ = end;
    return field;
  }

  void EndLine() {
    if (!at_end() && text_[position_] == '\r') ++position_;
    if (!at_end() && text_[position_] == '\n') ++position_;
    ++line_;
  }

  const std::string_view text_;
  size_t position_ = 0;
  int line_ = 1;
};

}  // namespace

std::vector<CsvRow> ReadCsv(std::string_view text) {
  std::vector<CsvRow> rows;
  CsvReader reader(text);
  while (!reader.at_end()) {
    CsvRow row = reader.ReadRow();
    if (row.fields.size() > 1 || !row.fields.front().empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace gouji::report
