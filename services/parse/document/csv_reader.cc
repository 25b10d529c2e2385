#include "services/parse/document/csv_reader.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "services/parse/document/office/sheet_blocks.h"
#include "services/parse/document/white_space.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

struct Field {
  std::string_view text;            // as it stands between commas or quotes
  bool has_doubled_quotes = false;  // "" in it means "
};

absl::Status TooLarge() {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                       "the file has more cells or paragraphs than any report");
}

// Goes through the records of a text.
class CsvRecords {
 public:
  explicit CsvRecords(std::string_view text) : text_(text) {}

  // The fields of the next record; none at the end. An empty line is a record with one empty field.
  std::optional<std::vector<Field>> Next() {
    if (at_ >= text_.size()) {
      return std::nullopt;
    }
    std::vector<Field> fields;
    do {
      fields.push_back(NextField());
    } while (at_ < text_.size() && text_[at_++] == ',');
    return fields;
  }

 private:
  // Ends at the comma or the line end behind the field, or at the end of the text.
  Field NextField() {
    Field field;
    if (at_ < text_.size() && text_[at_] == '"') {
      const size_t begin = ++at_;
      size_t end = text_.size();
      for (; at_ < text_.size(); ++at_) {
        if (text_[at_] != '"') {
          continue;
        }
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          field.has_doubled_quotes = true;
          ++at_;
          continue;
        }
        end = at_++;
        break;
      }
      field.text = text_.substr(begin, end - begin);
      // Nothing should stand behind the quote.
      at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
    } else {
      const size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
      field.text = text_.substr(at_, end - at_);
      at_ = end;
    }
    return field;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

bool LooksLikeCsv(std::string_view utf8_text) {
  static constexpr int kFewestRecords = 10;
  static constexpr int kMostRecords = 200;
  static constexpr size_t kFewestFields = 4;
  // Nine tenths of the records have so many fields: a text with fewer commas is seen to be none without a look at them.
  static constexpr int kFewestCommas = 9 * kFewestRecords / 10 * (static_cast<int>(kFewestFields) - 1);
  int comma_count = 0;
  for (size_t at = utf8_text.find(','); at != std::string_view::npos && comma_count < kFewestCommas;
       at = utf8_text.find(',', at + 1)) {
    ++comma_count;
  }
  if (comma_count < kFewestCommas) {
    return false;
  }
  CsvRecords records(utf8_text);
  std::map<size_t, int> seen;  // how many records have so many fields
  int count = 0;
  while (count < kMostRecords) {
    const auto fields = records.Next();
    if (!fields.has_value()) {
      break;
    }
    ++count;
    ++seen[fields->size()];
  }
  return count >= kFewestRecords && std::any_of(seen.begin(), seen.end(), [&](const auto& entry) {
           return entry.first >= kFewestFields && 10 * entry.second >= 9 * count;
         });
}

absl::StatusOr<Document> ReadCsv(std::string utf8_text) {
  Document document;
  document.storage.push_back(std::move(utf8_text));
  CsvRecords records(document.storage.back());
  Sheet sheet;
  size_t cell_count = 0;
  for (int number = 1; auto fields = records.Next(); ++number) {
    SheetRow row{.number = number, .cells = {}};
    for (size_t f = 0; f < fields->size(); ++f) {
      std::string_view text = (*fields)[f].text;
      if ((*fields)[f].has_doubled_quotes) {
        std::string plain;
        for (size_t i = 0; i < text.size(); ++i) {
          plain += text[i];
          i += text[i] == '"' ? 1 : 0;
        }
        text = document.storage.emplace_back(std::move(plain));
      }
      text = TrimSpace(text);
      if (!text.empty()) {
        row.cells.push_back({.column = static_cast<int>(f) + 1, .text = text, .has_border = false});
        ++cell_count;
      }
    }
    if (cell_count > kMaxCells) {
      return TooLarge();
    }
    sheet.rows.push_back(std::move(row));
  }
  SheetBlocks blocks(document);
  blocks.Add(sheet);
  if (blocks.Full()) {
    return TooLarge();
  }
  return document;
}

}  // namespace gouji::parse
