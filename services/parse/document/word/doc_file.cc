#include "services/parse/document/word/doc_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/charset/little_endian.h"
#include "services/parse/document/charset/windows_1252.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/unsupported_kind.h"
#include "services/parse/document/word/compound_file.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// The file information block at the begin of the stream WordDocument ([MS-DOC] 2.5).
constexpr size_t kIdentifier = 0;
constexpr size_t kVersion = 2;
constexpr size_t kFlags = 10;
constexpr size_t kBodyCount = 0x4C;      // ccpText; the counts of the other parts follow
constexpr size_t kFootnoteCount = 0x50;  // footnotes, headers, macros, comments, endnotes, then text boxes
constexpr size_t kBoxCount = 0x64;
constexpr size_t kCharacterTable = 0xFA;   // fcPlcfBteChpx
constexpr size_t kParagraphTable = 0x102;  // fcPlcfBtePapx
constexpr size_t kPieceTable = 0x1A2;      // fcClx
constexpr size_t kSmallestFib = 0x1AA;
constexpr uint16_t kWordIdentifier = 0xA5EC;
constexpr uint16_t kWord97 = 0x00C1;
constexpr uint16_t kEncrypted = 0x0100;
constexpr uint16_t kTableOne = 0x0200;

// Properties lie in pages of this size.
constexpr size_t kPageBytes = 512;
constexpr size_t kParagraphEntryBytes = 13;
constexpr size_t kCharacterEntryBytes = 1;

constexpr uint32_t kOneByteFlag = 0x40000000;
constexpr size_t kPieceBytes = 8;

absl::Status Damaged(std::string_view what) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                       fmt::format("the Word document is damaged: {}; open it in WPS or Word and save it again", what),
                       "Word文档已损坏，请用WPS或Word打开后重新保存");
}

// The change that a piece of an early quick save names by a number: the few that matter ([MS-DOC] 2.9.215).
std::string ShortChange(uint16_t prm) {
  struct Short {
    uint8_t number;
    uint16_t code;
  };
  static constexpr std::array kKnown = {Short{0x18, 0x2416}, Short{0x19, 0x2417}, Short{0x41, 0x0800},
                                        Short{0x57, 0x0837}, Short{0x5C, 0x083C}};
  for (const Short& known : kKnown) {
    if (known.number == (prm >> 1 & 0x7F)) {
      return {static_cast<char>(known.code & 0xFF), static_cast<char>(known.code >> 8), static_cast<char>(prm >> 8)};
    }
  }
  return "";
}

}  // namespace

absl::StatusOr<DocFile> DocFile::Open(std::string_view bytes) {
  const absl::StatusOr<CompoundFile> container = CompoundFile::Open(bytes);
  if (!container.ok()) {
    return container.status();
  }
  DocFile file;
  absl::StatusOr<std::string> document = container->Read("WordDocument");
  if (!document.ok()) {
    return absl::IsNotFound(document.status()) ? Damaged("it has no text") : document.status();
  }
  file.document_ = *std::move(document);
  const std::string_view fib = file.document_;
  if (U16(fib, kIdentifier) != kWordIdentifier || U16(fib, kVersion) < kWord97) {
    return UnsupportedKind(media_type::kWord95);
  }
  if ((U16(fib, kFlags) & kEncrypted) != 0) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                         "the Word document needs a password: remove it and save the document again",
                         "Word文档已加密，请取消密码后重新保存");
  }
  if (fib.size() < kSmallestFib) {
    return Damaged("its begin is cut off");
  }
  absl::StatusOr<std::string> table = container->Read((U16(fib, kFlags) & kTableOne) != 0 ? "1Table" : "0Table");
  if (!table.ok()) {
    return absl::IsNotFound(table.status()) ? Damaged("it has no tables of properties") : table.status();
  }
  file.table_ = *std::move(table);
  // Only documents with pictures or very wide tables have it.
  file.data_ = container->Read("Data").value_or("");
  if (absl::Status status = file.ReadPieces(); !status.ok()) {
    return status;
  }
  if (absl::Status status = file.ReadRuns(kParagraphTable, kParagraphEntryBytes, file.paragraphs_); !status.ok()) {
    return status;
  }
  if (absl::Status status = file.ReadRuns(kCharacterTable, kCharacterEntryBytes, file.characters_); !status.ok()) {
    return status;
  }
  return file;
}

std::string_view DocFile::Table(size_t field) const {
  const size_t offset = U32(document_, field);
  const size_t size = U32(document_, field + 4);
  const std::string_view table = table_;
  return offset > table.size() || size > table.size() - offset ? std::string_view() : table.substr(offset, size);
}

absl::Status DocFile::ReadPieces() {
  std::string_view rest = Table(kPieceTable);
  std::vector<std::string_view> changes;
  while (U8(rest, 0) == 1 && rest.size() >= 3) {
    const size_t size = U16(rest, 1);
    changes.push_back(rest.substr(3, size));
    rest.remove_prefix(std::min(rest.size(), 3 + size));
  }
  if (U8(rest, 0) != 2 || rest.size() < 5 || U32(rest, 1) > rest.size() - 5) {
    return Damaged("it has no table of pieces");
  }
  const std::string_view table = rest.substr(5, U32(rest, 1));
  if (table.size() < 4) {
    return Damaged("its table of pieces is cut off");
  }
  const size_t count = (table.size() - 4) / (4 + kPieceBytes);
  size_t total = 0;
  for (size_t i = 0; i < count; ++i) {
    const size_t begin = U32(table, 4 * i);
    const size_t end = U32(table, 4 * (i + 1));
    const size_t entry = 4 * (count + 1) + kPieceBytes * i;
    const uint32_t place = U32(table, entry + 2);
    const uint16_t prm = U16(table, entry + 6);
    Piece piece;
    piece.two_bytes = (place & kOneByteFlag) == 0;
    piece.offset = piece.two_bytes ? place : (place & ~kOneByteFlag) / 2;
    piece.character_count = end - begin;
    const size_t byte_count = piece.character_count * (piece.two_bytes ? 2 : 1);
    if (end < begin || begin != total || piece.offset > document_.size() ||
        byte_count > document_.size() - piece.offset) {
      return Damaged("its table of pieces contradicts itself");
    }
    if (prm != 0) {
      const size_t number = prm >> 1;
      piece.changes = (prm & 1) == 0 ? ShortChange(prm) : number < changes.size() ? std::string(changes[number]) : "";
    }
    total = end;
    if (total > kMaxCharacters) {
      return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                           fmt::format("the Word document has more than {} characters", kMaxCharacters),
                           fmt::format("Word文档超过{}个字符", kMaxCharacters));
    }
    pieces_.push_back(std::move(piece));
  }
  parts_.body = U32(document_, kBodyCount);
  parts_.boxes = U32(document_, kBoxCount);
  parts_.boxes_begin = parts_.body;
  for (size_t field = kFootnoteCount; field < kBoxCount; field += 4) {
    parts_.boxes_begin += U32(document_, field);
  }
  if (parts_.body > total) {
    return Damaged("its text is cut off");
  }
  if (parts_.boxes_begin > total || parts_.boxes > total - parts_.boxes_begin) {
    parts_.boxes = 0;
  }
  return absl::OkStatus();
}

// The table lists the pages; a page lists the places in the file at which a run ends and the next begins, then, for
// each run, where in the page its properties stand.
absl::Status DocFile::ReadRuns(size_t table_field, size_t entry_bytes, std::vector<Run>& runs) const {
  const std::string_view table = Table(table_field);
  if (table.size() < 4) {
    return Damaged("it has no properties of paragraphs or characters");
  }
  const size_t count = (table.size() - 4) / 8;
  if (count > document_.size() / kPageBytes) {
    return Damaged("it names more pages of properties than it has");
  }
  for (size_t i = 0; i < count; ++i) {
    const size_t number = U32(table, 4 * (count + 1) + 4 * i) & 0x3FFFFF;
    if ((number + 1) * kPageBytes > document_.size()) {
      return Damaged("a page of properties is cut off");
    }
    const std::string_view page = std::string_view(document_).substr(number * kPageBytes, kPageBytes);
    const size_t run_count = U8(page, kPageBytes - 1);
    if (4 * (run_count + 1) + entry_bytes * run_count >= kPageBytes) {
      return Damaged("a page of properties contradicts itself");
    }
    for (size_t run = 0; run < run_count; ++run) {
      runs.push_back(RunOf(page, run, entry_bytes));
    }
  }
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.begin < b.begin; });
  return absl::OkStatus();
}

DocFile::Run DocFile::RunOf(std::string_view page, size_t index, size_t entry_bytes) const {
  const size_t run_count = U8(page, kPageBytes - 1);
  Run run;
  run.begin = U32(page, 4 * index);
  run.end = U32(page, 4 * (index + 1));
  const size_t at = size_t{2} * U8(page, 4 * (run_count + 1) + entry_bytes * index);
  if (at == 0) {
    return run;  // nothing differs from the style
  }
  if (entry_bytes == kCharacterEntryBytes) {
    run.changes = page.substr(at + 1 <= page.size() ? at + 1 : page.size(), U8(page, at));
    return run;
  }
  // The size in words, one less; or zero and then the size in words.
  const size_t words = U8(page, at);
  const size_t begin = words == 0 ? at + 2 : at + 1;
  const size_t size = words == 0 ? 2 * size_t{U8(page, at + 1)} : 2 * words - 1;
  const std::string_view properties = begin < page.size() ? page.substr(begin, size) : std::string_view();
  run.style = U16(properties, 0);
  run.changes = properties.size() > 2 ? properties.substr(2) : std::string_view();
  return run;
}

const DocFile::Run* DocFile::Find(const std::vector<Run>& runs, size_t offset) {
  const auto next =
      std::upper_bound(runs.begin(), runs.end(), offset, [](size_t at, const Run& run) { return at < run.begin; });
  return next == runs.begin() || offset >= (next - 1)->end ? nullptr : &*(next - 1);
}

char16_t DocFile::CharacterOf(const Piece& piece, size_t index) const {
  if (piece.two_bytes) {
    return U16(document_, piece.offset + 2 * index);
  }
  return FromWindows1252(U8(document_, piece.offset + index));
}

DocParagraph DocFile::ParagraphAt(const Piece& piece, size_t offset) const {
  // The styles of headings have fixed numbers.
  static constexpr uint16_t kLastHeadingStyle = 9;
  DocParagraph paragraph;
  if (const Run* run = Find(paragraphs_, offset)) {
    paragraph.heading_level = run->style <= kLastHeadingStyle ? run->style : 0;
    ApplyToParagraph(run->changes, data_, paragraph);
  }
  ApplyToParagraph(piece.changes, data_, paragraph);
  return paragraph;
}

std::vector<CellEdges> DocFile::RowAt(const Piece& piece, size_t offset) const {
  std::vector<CellEdges> cells;
  if (const Run* run = Find(paragraphs_, offset)) {
    ApplyToRow(run->changes, data_, cells);
  }
  ApplyToRow(piece.changes, data_, cells);
  return cells;
}

DocFile::CharacterRun DocFile::CharactersAt(const Piece& piece, size_t offset) const {
  const size_t piece_end = piece.offset + piece.character_count * (piece.two_bytes ? 2 : 1);
  CharacterRun found{.properties = {}, .end = piece_end};
  if (const Run* run = Find(characters_, offset)) {
    ApplyToCharacters(run->changes, found.properties);
    found.end = std::min(piece_end, run->end);
  } else {
    found.end = offset + 1;
  }
  ApplyToCharacters(piece.changes, found.properties);
  return found;
}

}  // namespace gouji::parse
