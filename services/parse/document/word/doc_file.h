#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_FILE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_FILE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/parse/document/word/doc_properties.h"

namespace gouji::parse {

// A Word document in the binary format ([MS-DOC], Word 97 and later): its text, in pieces that lie anywhere in the
// file, and the properties of characters and paragraphs, which hang on the places in the file.
//
// Memory and time stay within a multiple of the size of the file. Immutable; thread-safe.
class DocFile {
 public:
  // A run of text that lies in one place.
  struct Piece {
    size_t offset = 0;  // in the stream WordDocument
    size_t character_count = 0;
    bool two_bytes = true;  // UTF-16; else one byte a character, Windows-1252
    std::string changes;    // of its properties, since it was last saved in full
  };
  // Character counts of the parts that are read.
  struct Parts {
    size_t body = 0;         // the first of all
    size_t boxes_begin = 0;  // text boxes of the body
    size_t boxes = 0;
  };

  // INVALID_ARGUMENT, reason DAMAGED: the file is cut off or contradicts itself. ENCRYPTED: it needs a password.
  // UNSUPPORTED_TYPE: written by Word 95 or earlier. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCharacters.
  static absl::StatusOr<DocFile> Open(std::string_view bytes);

  static constexpr size_t kMaxCharacters = size_t{32} << 20;

  // In printed order.
  const std::vector<Piece>& pieces() const { return pieces_; }
  const Parts& parts() const { return parts_; }

  // A character of a piece as Unicode; half a surrogate pair is given as it is.
  char16_t CharacterOf(const Piece& piece, size_t index) const;

  // The properties of a paragraph by the place of its mark, and of the row that it ends.
  DocParagraph ParagraphAt(const Piece& piece, size_t offset) const;
  std::vector<CellEdges> RowAt(const Piece& piece, size_t offset) const;

  // The properties of the character at a place, and where the run of characters ends that share them.
  struct CharacterRun {
    DocCharacters properties;
    size_t end = 0;
  };
  CharacterRun CharactersAt(const Piece& piece, size_t offset) const;

 private:
  // A run of text with the same properties.
  struct Run {
    size_t begin = 0;
    size_t end = 0;
    std::string_view changes;
    uint16_t style = 0;
  };

  DocFile() = default;
  absl::Status ReadPieces();
  absl::Status ReadRuns(size_t table_field, size_t entry_bytes, std::vector<Run>& runs) const;
  Run RunOf(std::string_view page, size_t index, size_t entry_bytes) const;
  static const Run* Find(const std::vector<Run>& runs, size_t offset);
  // The part of the table stream that a field of the file information block names.
  std::string_view Table(size_t field) const;

  // The views in runs point into these strings, which never move: they are long, and DocFile is only moved.
  std::string document_;
  std::string table_;
  std::string data_;
  std::vector<Piece> pieces_;
  Parts parts_;
  std::vector<Run> paragraphs_;
  std::vector<Run> characters_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_FILE_H_
