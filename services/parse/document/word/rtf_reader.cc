#include "services/parse/document/word/rtf_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/word/edge_tables.h"
#include "services/parse/document/word/marked_lines.h"
#include "services/parse/document/word/rtf_row.h"
#include "services/parse/document/word/rtf_text.h"
#include "services/parse/document/word/rtf_tokens.h"
#include "services/parse/document/word/rtf_words.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// Groups deeper than this have the properties of the one at this depth.
constexpr size_t kMaxGroupDepth = 1000;

// What a group inherits from the one around it.
struct State {
  enum class Group : uint8_t { kPrinted, kSkipped, kShape, kFontTable, kNestedProperties };
  Group group = Group::kPrinted;
  bool in_box = false;
  bool in_list_text = false;
  bool alternatives = false;  // of the groups in it, the first is for old readers
  int font = -1;
  int unicode_skip = 1;  // characters behind \u that say the same for old readers
  bool hidden = false;
  bool deleted = false;  // by a tracked change
  TextMarks marks;
  bool in_table = false;
  int depth = 0;
  int heading_level = 0;

  bool Prints() const { return group == Group::kPrinted && !hidden && !deleted; }
  int table_depth() const { return depth > 0 ? depth : in_table ? 1 : 0; }
};

class RtfReader {
 public:
  explicit RtfReader(std::string_view bytes) : tokens_(bytes), flow_(document_) {}

  absl::StatusOr<Document> Read() {
    while (const std::optional<RtfToken> token = tokens_.Next()) {
      if (!Take(*token) || flow_.Full()) {
        break;
      }
    }
    EndParagraph();
    flow_.Finish();
    if (flow_.Full()) {
      return report::Error(
          absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
          fmt::format("the RTF document has more than {} table cells or {} paragraphs", kMaxCells, kMaxParagraphs),
          fmt::format("RTF文档超过{}个单元格或{}个段落", kMaxCells, kMaxParagraphs));
    }
    AddRemarks();
    return std::move(document_);
  }

 private:
  // Returns whether the document goes on.
  bool Take(const RtfToken& token) {
    using Kind = RtfToken::Kind;
    switch (token.kind) {
      case Kind::kGroupBegin:
        BeginGroup();
        return true;
      case Kind::kGroupEnd:
        return EndGroup();
      case Kind::kByte:
        TakeByte(token.byte);
        return true;
      case Kind::kSymbol:
        TakeSymbol(token.byte);
        return true;
      case Kind::kWord:
        TakeWord(token);
        return true;
    }
    return true;
  }

  void BeginGroup() {
    EndBytes();
    to_skip_ = 0;
    ignorable_ = false;
    if (states_.size() >= kMaxGroupDepth) {
      ++too_deep_;
      return;
    }
    states_.push_back(state_);
    if (state_.alternatives) {
      states_.back().alternatives = false;
      state_.alternatives = false;
      state_.group = State::Group::kSkipped;
    }
  }

  bool EndGroup() {
    EndBytes();
    to_skip_ = 0;
    ignorable_ = false;
    if (too_deep_ > 0) {
      --too_deep_;
      return true;
    }
    if (states_.empty()) {
      return false;  // more ends than begins
    }
    if (state_.in_box && !states_.back().in_box) {
      EndParagraph();
      lines_ = std::exchange(outer_lines_, {});
    }
    state_ = states_.back();
    states_.pop_back();
    return !states_.empty();
  }

  bool InPrintedGroup() const { return state_.group == State::Group::kPrinted; }

  void TakeByte(char byte) {
    if (to_skip_ > 0) {
      --to_skip_;
    } else if (state_.Prints()) {
      bytes_ += byte;
    }
  }

  void TakeSymbol(char symbol) {
    if (to_skip_ > 0) {
      --to_skip_;
      return;
    }
    switch (symbol) {
      case '*':
        ignorable_ = true;
        break;
      case '~':
        Add(U'\u00A0');
        break;
      case '_':
        Add(U'-');
        break;
      case '\r':
      case '\n':  // a backslash at the end of a line
        Perform(RtfWord::kParagraph, 0, std::nullopt);
        break;
      case '\t':
        Add(U'\t');
        break;
      default:
        break;
    }
  }

  void TakeWord(const RtfToken& token) {
    const RtfEntry* entry = FindRtfWord(token.word);
    const bool ignorable = std::exchange(ignorable_, false);
    if (entry == nullptr) {
      if (ignorable) {
        state_.group = State::Group::kSkipped;  // a group that came after us
      }
      return;
    }
    if (to_skip_ > 0 && entry->word == RtfWord::kCharacter) {
      --to_skip_;
      return;
    }
    Perform(entry->word, entry->character, token.parameter);
  }

  void Perform(RtfWord word, char32_t character, std::optional<int> parameter) {
    const bool on = parameter.value_or(1) != 0;
    switch (word) {
      case RtfWord::kSkip:
        EndBytes();
        state_.group = State::Group::kSkipped;
        break;
      case RtfWord::kShape:
        if (InPrintedGroup()) {
          state_.group = State::Group::kShape;
        }
        break;
      case RtfWord::kBoxText:
        if (state_.group == State::Group::kShape && !state_.in_box) {
          state_.group = State::Group::kPrinted;
          state_.in_box = true;
          outer_lines_ = std::exchange(lines_, {});
        }
        break;
      case RtfWord::kListText:
        state_.in_list_text = true;
        break;
      case RtfWord::kPrint:
        break;
      case RtfWord::kFontTable:
        state_.group = State::Group::kFontTable;
        break;
      case RtfWord::kNestedProperties:
        state_.group = State::Group::kNestedProperties;
        break;
      case RtfWord::kAlternatives:
        state_.alternatives = true;
        break;
      case RtfWord::kUnicode:
        AddUnicode(parameter.value_or(0));
        break;
      case RtfWord::kUnicodeSkip:
        state_.unicode_skip = std::clamp(parameter.value_or(1), 0, 100);
        break;
      case RtfWord::kCharacter:
        // Tabs behind automatic numbers make no table.
        Add(character == U'\t' && state_.in_list_text ? U' ' : character);
        break;
      case RtfWord::kLine:
        Add(U'\n');
        break;
      case RtfWord::kCodePage:
        text_.SetCodePage(parameter.value_or(0));
        break;
      case RtfWord::kFont:
        EndBytes();
        state_.font = parameter.value_or(0);
        break;
      case RtfWord::kFontCharset:
        if (state_.group == State::Group::kFontTable) {
          text_.SetFontCharset(state_.font, parameter.value_or(0));
        }
        break;
      case RtfWord::kFontCodePage:
        if (state_.group == State::Group::kFontTable) {
          text_.SetFontCodePage(state_.font, parameter.value_or(0));
        }
        break;
      case RtfWord::kHidden:
        EndBytes();
        state_.hidden = on;
        break;
      case RtfWord::kDeleted:
        EndBytes();
        state_.deleted = on;
        break;
      case RtfWord::kStruck:
        EndBytes();
        state_.marks.struck = on;
        break;
      case RtfWord::kRaised:
      case RtfWord::kLowered:
        EndBytes();
        state_.marks.script = !on                        ? TextMarks::Script::kNormal
                              : word == RtfWord::kRaised ? TextMarks::Script::kRaised
                                                         : TextMarks::Script::kLowered;
        break;
      case RtfWord::kCharacterDefaults:
        EndBytes();
        state_.hidden = false;
        state_.deleted = false;
        state_.marks = {};
        break;
      default:
        PerformOnParagraph(word, parameter);
    }
  }

  void PerformOnParagraph(RtfWord word, std::optional<int> parameter) {
    switch (word) {
      case RtfWord::kParagraph:
        if (InPrintedGroup()) {
          EndParagraph();
        }
        break;
      case RtfWord::kCell:
      case RtfWord::kNestedCell:
        if (InPrintedGroup()) {
          EndCell(word == RtfWord::kNestedCell);
        }
        break;
      case RtfWord::kRow:
        if (InPrintedGroup()) {
          EndRow(1, row_);
        }
        break;
      case RtfWord::kNestedRow:
        // Its definition is in a group for readers that know of nested tables.
        if (InPrintedGroup() || state_.group == State::Group::kNestedProperties) {
          EndRow(std::max(state_.table_depth(), 2), nested_row_);
        }
        break;
      case RtfWord::kParagraphDefaults:
        state_.in_table = false;
        state_.depth = 0;
        state_.heading_level = 0;
        break;
      case RtfWord::kInTable:
        state_.in_table = parameter.value_or(1) != 0;
        break;
      case RtfWord::kDepth:
        state_.depth = std::clamp(parameter.value_or(1), 0, EdgeTables::kMaxDepth);
        break;
      case RtfWord::kOutline:
        state_.heading_level = parameter.value_or(9) < 9 ? std::max(parameter.value_or(9), 0) + 1 : 0;
        break;
      default:
        (state_.group == State::Group::kNestedProperties ? nested_row_ : row_).Apply(word, parameter.value_or(0));
    }
  }

  // A character that is said as such. Ends the bytes in front of it.
  void Add(char32_t c) {
    EndBytes();
    if (state_.Prints()) {
      report::AppendUtf8(c, run_);
      EndRun();
    }
  }

  void AddUnicode(int value) {
    const auto unit = static_cast<char32_t>(static_cast<uint16_t>(value));
    if (unit >= 0xD800 && unit < 0xDC00) {
      EndBytes();
      high_surrogate_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      Add(high_surrogate_ == 0 ? U'\uFFFD' : 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (unit - 0xDC00));
      high_surrogate_ = 0;
    } else if (unit >= U' ') {
      Add(unit);
    }
    to_skip_ = state_.unicode_skip;
  }

  // Decodes the bytes so far. The two bytes of a character never have a word between them.
  void EndBytes() {
    if (!bytes_.empty()) {
      run_ += text_.Decode(bytes_, state_.font);
      bytes_.clear();
      EndRun();
    }
  }

  void EndRun() {
    lines_.Append(run_, state_.marks);
    run_.clear();
  }

  // Hands the lines of the paragraph over.
  void EndLines(int depth) {
    EndBytes();
    std::vector<std::string> lines = lines_.Take();
    if (state_.in_box) {
      std::move(lines.begin(), lines.end(), std::back_inserter(box_lines_));
      return;
    }
    for (std::string& line : lines) {
      flow_.AddLine(std::move(line), state_.heading_level, depth);
    }
    for (std::string& line : std::exchange(box_lines_, {})) {
      flow_.AddLine(std::move(line), 0, depth);
    }
  }

  void EndParagraph() { EndLines(state_.table_depth()); }

  void EndCell(bool nested) {
    // What ends with \cell is a cell, whatever the paragraph says.
    const int depth = nested ? std::max(state_.table_depth(), 2) : 1;
    EndLines(depth);
    if (!state_.in_box) {
      flow_.EndCell(depth);
    }
  }

  void EndRow(int depth, const RtfRow& row) {
    EndBytes();
    if (!lines_.empty()) {
      EndLines(depth);
    }
    if (!state_.in_box) {
      flow_.EndRow(depth, row.cells());
    }
  }

  void AddRemarks() {
    if (!states_.empty()) {
      document_.remarks.push_back({.id = kCutOff,
                                   .message_zh = "RTF文档不完整：文件在中途结束，只读取了已有的部分",
                                   .message_en = "the RTF document ends in the middle; what is there was read",
                                   .place = {}});
    }
    if (text_.replacement_count() > 0) {
      document_.remarks.push_back(
          {.id = "BYTES_REPLACED",
           .message_zh = fmt::format("有{}处字节不属于所声明的编码，已代以替换符", text_.replacement_count()),
           .message_en =
               fmt::format("{} bytes that are no text in their character set were replaced", text_.replacement_count()),
           .place = {}});
    }
  }

  RtfTokens tokens_;
  Document document_;
  EdgeTables flow_;
  RtfText text_;
  State state_;
  std::vector<State> states_;  // of the groups around
  size_t too_deep_ = 0;        // groups that were not entered
  bool ignorable_ = false;     // \* came last
  int to_skip_ = 0;            // characters that repeat a \u for old readers
  RtfRow row_;
  RtfRow nested_row_;
  std::string bytes_;  // of one font
  std::string run_;    // characters of the same properties
  MarkedLines lines_;  // of the paragraph
  // Those of the paragraph that a text box hangs on, while the box is read; and the lines of the box.
  MarkedLines outer_lines_;
  std::vector<std::string> box_lines_;
  char32_t high_surrogate_ = 0;
};

}  // namespace

absl::StatusOr<Document> ReadRtf(std::string_view bytes) { return RtfReader(bytes).Read(); }

}  // namespace gouji::parse
