#include "services/parse/document/word/testing/doc_builder.h"

#include <cstddef>
#include <map>

#include "services/parse/document/word/testing/compound_builder.h"

namespace gouji::parse {
namespace {

constexpr size_t kPage = 512;
constexpr size_t kTextAt = 1024;

std::string Number(uint64_t value, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  }
  return bytes;
}

void Set(std::string& bytes, size_t at, uint64_t value, size_t size) { bytes.replace(at, size, Number(value, size)); }

void PadToPage(std::string& bytes) { bytes.resize((bytes.size() + kPage - 1) / kPage * kPage); }

// A page with the properties of one run.
std::string Page(uint32_t begin, uint32_t end, const std::string& properties) {
  std::string page = Number(begin, 4) + Number(end, 4);
  page.resize(kPage);
  const size_t at = (kPage - 2 - properties.size()) / 2 * 2;
  page.replace(at, properties.size(), properties);
  page[8] = static_cast<char>(at / 2);
  page[kPage - 1] = 1;
  return page;
}

std::string ParagraphProperties(const std::string& changes) {
  std::string properties = Number(0, 2) + changes;  // of the style 0
  if (properties.size() % 2 == 0) {
    return Number(0, 1) + Number(properties.size() / 2, 1) + properties;
  }
  return Number((properties.size() + 1) / 2, 1) + properties;
}

}  // namespace

std::string Sprm(uint16_t code, const std::string& operand) { return Number(code, 2) + operand; }

std::string Byte(uint8_t value) { return Number(value, 1); }

std::string RowDefinition(const std::vector<int16_t>& edges, const std::vector<uint16_t>& flags) {
  std::string operand = Number(edges.size() - 1, 1);
  for (const int16_t edge : edges) {
    operand += Number(static_cast<uint16_t>(edge), 2);
  }
  for (const uint16_t flag : flags) {
    operand += Number(flag, 2) + std::string(18, '\0');
  }
  return Sprm(0xD608, Number(operand.size() + 1, 2) + operand);
}

std::string BuildDoc(const DocParts& parts) {
  std::string document(kTextAt, '\0');
  std::vector<uint32_t> begins;
  size_t character_count = 0;
  const size_t width = parts.one_byte ? 1 : 2;
  for (const DocRun& run : parts.runs) {
    begins.push_back(static_cast<uint32_t>(document.size()));
    for (const char16_t c : run.text) {
      document += Number(c, width);
    }
    character_count += run.text.size();
  }
  begins.push_back(static_cast<uint32_t>(document.size()));
  PadToPage(document);

  // For each kind of property a table: the places, then the numbers of the pages.
  std::string table;
  for (const bool paragraphs : {false, true}) {
    const size_t table_at = table.size();
    std::string numbers;
    for (size_t i = 0; i < parts.runs.size(); ++i) {
      table += Number(begins[i], 4);
      numbers += Number(document.size() / kPage, 4);
      const std::string& changes = paragraphs ? parts.runs[i].paragraph : parts.runs[i].characters;
      document += Page(begins[i], begins[i + 1],
                       paragraphs ? ParagraphProperties(changes) : Number(changes.size(), 1) + changes);
    }
    table += Number(begins.back(), 4) + numbers;
    const size_t field = paragraphs ? 0x102 : 0xFA;
    Set(document, field, table_at, 4);
    Set(document, field + 4, table.size() - table_at, 4);
  }
  // One piece.
  const size_t pieces_at = table.size();
  const uint32_t place = parts.one_byte ? 2 * kTextAt | 0x40000000 : kTextAt;
  table += Number(2, 1) + Number(16, 4) + Number(0, 4) + Number(character_count, 4) + Number(0, 2) + Number(place, 4) +
           Number(0, 2);
  Set(document, 0x1A2, pieces_at, 4);
  Set(document, 0x1A6, table.size() - pieces_at, 4);
  Set(document, 0, 0xA5EC, 2);
  Set(document, 2, parts.version, 2);
  Set(document, 10, 0x1200, 2);  // the tables are in 1Table
  size_t box_character_count = 0;
  for (size_t i = parts.runs.size() - parts.box_run_count; i < parts.runs.size(); ++i) {
    box_character_count += parts.runs[i].text.size();
  }
  Set(document, 0x4C, character_count - box_character_count, 4);
  Set(document, 0x64, box_character_count, 4);
  std::map<std::string, std::string> streams = {{"WordDocument", document}, {"1Table", table}};
  if (!parts.data.empty()) {
    streams["Data"] = parts.data;
  }
  return BuildCompoundFile(streams);
}

}  // namespace gouji::parse
