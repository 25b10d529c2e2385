#include "services/parse/document/word/doc_reader.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/document/word/doc_file.h"
#include "services/parse/document/word/edge_tables.h"
#include "services/parse/document/word/marked_lines.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// Characters with a meaning of their own ([MS-DOC] 2.4.1 and 2.8.25).
constexpr char16_t kCellMark = 0x07;
constexpr char16_t kTab = 0x09;
constexpr char16_t kLineBreak = 0x0B;
constexpr char16_t kPageBreak = 0x0C;
constexpr char16_t kParagraphMark = 0x0D;
constexpr char16_t kColumnBreak = 0x0E;
constexpr char16_t kFieldBegin = 0x13;
constexpr char16_t kFieldSeparator = 0x14;
constexpr char16_t kFieldEnd = 0x15;
constexpr char16_t kFixedHyphen = 0x1E;

constexpr size_t kMaxFieldDepth = 100;

// Which parts of nested fields are printed: the result behind the separator, not the instruction in front of it.
class Fields {
 public:
  void Begin() {
    if (in_result_.size() < kMaxFieldDepth) {
      in_result_.push_back(false);
      ++instruction_count_;
    }
  }
  void Separate() {
    if (!in_result_.empty() && !in_result_.back()) {
      in_result_.back() = true;
      --instruction_count_;
    }
  }
  void End() {
    if (!in_result_.empty()) {
      Separate();
      in_result_.pop_back();
    }
  }
  // No instruction is longer than its paragraph: what lost its end must not hide the rest of the document.
  void EndInstructions() {
    while (instruction_count_ > 0) {
      End();
    }
  }
  bool InInstruction() const { return instruction_count_ > 0; }

 private:
  std::vector<bool> in_result_;
  size_t instruction_count_ = 0;
};

class DocReader {
 public:
  explicit DocReader(const DocFile& file) : file_(file), flow_(document_) {}

  absl::StatusOr<Document> Read() {
    const DocFile::Parts& parts = file_.parts();
    // Where a box stands on its page only the drawing says, which is not read. What reports put into boxes is their
    // title, so boxes come first.
    ReadPart(parts.boxes_begin, parts.boxes_begin + parts.boxes);
    ReadPart(0, parts.body);
    flow_.Finish();
    if (flow_.Full()) {
      return report::Error(
          absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
          fmt::format("the Word document has more than {} table cells or {} paragraphs", kMaxCells, kMaxParagraphs),
          fmt::format("Word文档超过{}个单元格或{}个段落", kMaxCells, kMaxParagraphs));
    }
    return std::move(document_);
  }

 private:
  // Reads the characters from `begin` up to `end`, counted over all pieces.
  void ReadPart(size_t begin, size_t end) {
    size_t piece_begin = 0;
    for (const DocFile::Piece& piece : file_.pieces()) {
      const size_t piece_end = piece_begin + piece.character_count;
      if (piece_end > begin && piece_begin < end) {
        ReadPiece(piece, std::max(begin, piece_begin) - piece_begin, std::min(end, piece_end) - piece_begin);
      }
      piece_begin = piece_end;
    }
    if (!lines_.empty()) {
      EndLines(last_);  // the last mark is missing
    }
    fields_ = Fields();
  }

  void ReadPiece(const DocFile::Piece& piece, size_t begin, size_t end) {
    const size_t width = piece.two_bytes ? 2 : 1;
    DocFile::CharacterRun run;
    for (size_t i = begin; i < end && !flow_.Full(); ++i) {
      const size_t offset = piece.offset + i * width;
      if (i == begin || offset >= run.end) {
        EndRun();
        run = file_.CharactersAt(piece, offset);
        properties_ = run.properties;
      }
      ReadCharacter(piece, offset, file_.CharacterOf(piece, i));
    }
    EndRun();
  }

  void ReadCharacter(const DocFile::Piece& piece, size_t offset, char16_t c) {
    switch (c) {
      case kParagraphMark:
      case kCellMark:
      case kPageBreak:
        EndRun();
        EndParagraph(file_.ParagraphAt(piece, offset), c, piece, offset);
        break;
      case kLineBreak:
      case kColumnBreak:
        Add(U'\n');
        break;
      case kTab:
        Add(U'\t');
        break;
      case kFixedHyphen:
        Add(U'-');
        break;
      case kFieldBegin:
        fields_.Begin();
        break;
      case kFieldSeparator:
        fields_.Separate();
        break;
      case kFieldEnd:
        fields_.End();
        break;
      default:
        if (c >= 0xD800 && c < 0xDC00) {
          high_surrogate_ = c;
        } else if (c >= 0xDC00 && c < 0xE000) {
          Add(high_surrogate_ == 0 ? U'\uFFFD' : 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (c - 0xDC00));
          high_surrogate_ = 0;
        } else if (c >= u' ') {
          Add(c);
        }  // else a picture, a mark of a note, a hyphen that is printed only at the end of a line
    }
  }

  void Add(char32_t c) {
    if (!properties_.hidden && !fields_.InInstruction()) {
      report::AppendUtf8(c, run_);
    }
  }

  void EndRun() {
    lines_.Append(run_, properties_.marks);
    run_.clear();
  }

  void EndLines(const DocParagraph& paragraph) {
    for (std::string& line : lines_.Take()) {
      flow_.AddLine(std::move(line), paragraph.heading_level, paragraph.table_depth());
    }
    last_ = paragraph;
  }

  void EndParagraph(const DocParagraph& paragraph, char16_t mark, const DocFile::Piece& piece, size_t offset) {
    fields_.EndInstructions();
    const int depth = paragraph.table_depth();
    if (mark == kParagraphMark && properties_.hidden && depth == 0) {
      return;  // its mark was deleted: the next paragraph goes on
    }
    if (paragraph.ends_row || paragraph.ends_inner_row) {
      lines_.Take();  // a row's mark has no text
      flow_.EndRow(depth, file_.RowAt(piece, offset));
      return;
    }
    EndLines(paragraph);
    if (depth > 0 && (mark == kCellMark || paragraph.ends_inner_cell)) {
      flow_.EndCell(depth);
    }
  }

  const DocFile& file_;
  Document document_;
  EdgeTables flow_;
  Fields fields_;
  DocCharacters properties_;  // of the run
  std::string run_;           // characters of the same properties
  MarkedLines lines_;         // of the paragraph
  DocParagraph last_;
  char16_t high_surrogate_ = 0;
};

}  // namespace

absl::StatusOr<Document> ReadDoc(std::string_view bytes) {
  const absl::StatusOr<DocFile> file = DocFile::Open(bytes);
  if (!file.ok()) {
    return file.status();
  }
  return DocReader(*file).Read();
}

}  // namespace gouji::parse
