#ifndef GOUJI_SERVICES_CLI_TEXT_TABLE_H_
#define GOUJI_SERVICES_CLI_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace gouji::cli {

// A table for the terminal: the first column to the left, the others to the right unless told otherwise, aligned by
// display width.
struct TextTable {
  // Header lines, outermost first, each with a text for every column. Neighbours with the same text, below the same
  // texts, are one header over several columns.
  std::vector<std::vector<std::string>> headers;
  // Rows; one with a single cell is a heading over the whole width.
  std::vector<std::vector<std::string>> rows;
  // For each column whether it stands to the left; empty: the first one only.
  std::vector<bool> left = {};
};

// Renders it, each line with its line feed and without spaces at its end.
std::string RenderTable(const TextTable& table);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TEXT_TABLE_H_
