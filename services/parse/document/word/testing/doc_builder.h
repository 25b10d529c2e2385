#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_DOC_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_DOC_BUILDER_H_

#include <cstdint>
#include <string>
#include <vector>

namespace gouji::parse {

// A run of characters of a Word document for tests.
struct DocRun {
  std::u16string text;     // with the marks of paragraphs and cells in it
  std::string characters;  // changes of the properties of its characters, as Sprm makes them
  std::string paragraph;   // of the paragraphs whose marks are in it
};

// A change of a property: code and operand, lowest byte first; operands of variable length come with their length.
std::string Sprm(uint16_t code, const std::string& operand);
std::string Byte(uint8_t value);
// The definition of a row by its edges in twips, one more than cells, and the flags of each cell (TCGRF).
std::string RowDefinition(const std::vector<int16_t>& edges, const std::vector<uint16_t>& flags);

struct DocParts {
  std::vector<DocRun> runs;
  std::string data;       // the stream Data
  bool one_byte = false;  // the text is stored as Windows-1252
  uint16_t version = 0x00C1;
  size_t box_run_count = 0;  // so many of the last runs are text boxes
};

// A .doc file ([MS-DOC]) with these runs as its body and its text boxes.
std::string BuildDoc(const DocParts& parts);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_DOC_BUILDER_H_
