#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gouji::cli {

// A cell of a table of figures.
struct Figure {
  std::string text;  // as people read it: "25.0%"
  // For spreadsheets and charts: a share as 0.25, money in 万元. Unset for texts, and where there is no value.
  std::optional<double> number = std::nullopt;
  // As programs read it: "0.25", money in 分; like the text when unset.
  std::optional<std::string> exact = std::nullopt;
};

struct FigureColumn {
  std::string key;   // for programs: "not_assessable_count"
  std::string name;  // for people, in their language
  bool is_number = false;
  bool is_share = false;  // its numbers are shares, which spreadsheets show in percent
};

// What a table looks like at a glance.
struct FigureChart {
  enum class Kind : std::uint8_t {
    kBars,       // a bar for each label
    kLines,      // a line for each series over the labels
    kHistogram,  // touching bars; the labels are the bounds, one more than the values
  };
  struct Series {
    std::string name;
    std::vector<std::optional<double>> values;  // one for each label; unset: a gap
  };

  Kind kind = Kind::kBars;
  std::string title = {};  // where a table has several charts
  std::string unit = {};   // of the values
  std::vector<std::string> labels = {};
  std::vector<Series> series = {};
};

// An answer about the register, ready to be shown in any format.
struct FigureTable {
  std::string title;
  std::vector<std::string> notes;  // above: what was asked, basis, coverage
  std::vector<FigureColumn> columns;
  std::vector<std::vector<Figure>> rows;  // each as long as `columns`
  std::vector<std::string> remarks;       // below: caveats
  std::vector<FigureChart> charts = {};   // one for each unit of measure
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_H_
