// Our share of the comparison with Python readers: reads the pages of files whole (charset, tables, labels, arithmetic,
// dates, title) on one core, in rounds until some seconds of processor time are over. Prints one JSON object.
//
//   gouji_read_pages FILE...
#include <fmt/format.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "services/parse/parser.h"
#include "services/report/form.h"

namespace {

constexpr double kSeconds = 5.0;

double ProcessorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// How many cells of all pages have a value; negative when a page is not read.
int64_t CountCells(const gouji::parse::Parser& parser, const std::vector<std::string>& pages) {
  int64_t cells = 0;
  for (const std::string& page : pages) {
    const auto report = parser.Parse(page, "page.html", {});
    if (!report.ok() || report->form == nullptr) {
      return -1;
    }
    for (const gouji::report::Cell& cell : report->cells) {
      cells += cell.has_value() ? 1 : 0;
    }
  }
  return cells;
}

}  // namespace

int main(int argc, char** argv) {
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  if (!catalog.ok()) {
    return 2;
  }
  const auto parser = gouji::parse::Parser::Create(*catalog, {});
  if (!parser.ok()) {
    return 2;
  }
  std::vector<std::string> pages;
  int64_t bytes = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    bytes += static_cast<int64_t>(pages.back().size());
  }
  const int64_t cells = CountCells(*parser, pages);
  if (cells <= 0) {
    fmt::print(stderr, "gouji_read_pages: a page is not read as a report, or there is none\n");
    return 1;
  }
  int64_t rounds = 0;
  const double begin = ProcessorSeconds();
  double seconds = 0;
  while (seconds < kSeconds) {
    CountCells(*parser, pages);
    ++rounds;
    seconds = ProcessorSeconds() - begin;
  }
  const double count = static_cast<double>(rounds) * static_cast<double>(pages.size());
  fmt::print(
      "{{\"peer\": \"gouji\", \"pages\": {:.0f}, \"seconds\": {:.3f}, \"pages_per_second\": {:.1f}, "
      "\"megabytes_per_second\": {:.1f}, \"cells_with_values\": {}}}\n",
      count, seconds, count / seconds, static_cast<double>(rounds * bytes) / seconds / 1e6, cells);
  return 0;
}
