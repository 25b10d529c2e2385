#ifndef GOUJI_SERVICES_CLI_TESTING_WORKBOOK_FILE_H_
#define GOUJI_SERVICES_CLI_TESTING_WORKBOOK_FILE_H_

#include <cstddef>
#include <iterator>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/parse/document/zip/zip_container.h"

namespace gouji::cli {

// A cell of a sheet as the file has it.
struct RawCell {
  std::string type;  // "inlineStr", "n", …
  std::string value;
  int style = 0;
};

// The parts of a workbook, read as XML.
class WorkbookFile {
 public:
  explicit WorkbookFile(std::string bytes) : bytes_(std::move(bytes)), zip_(*parse::ZipContainer::Open(bytes_)) {}

  std::string Part(const std::string& name) {
    const auto entry = zip_.Find(name);
    return entry ? *zip_.Read(*entry) : std::string();
  }
  std::vector<std::string> SheetNames() {
    pugi::xml_document document;
    document.load_string(Part("xl/workbook.xml").c_str());
    std::vector<std::string> names;
    for (const auto& sheet : document.select_nodes("//sheet")) {
      names.emplace_back(sheet.node().attribute("name").value());
    }
    return names;
  }
  // The cells of a sheet by its name; empty when there is none.
  std::map<std::string, RawCell> SheetNamed(const std::string& name) {
    const std::vector<std::string> names = SheetNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return Sheet(static_cast<int>(i) + 1);
    }
    return {};
  }
  // The cells of a sheet, counted from 1.
  std::map<std::string, RawCell> Sheet(int number) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(Part("xl/worksheets/sheet" + std::to_string(number) + ".xml").c_str(),
                                     pugi::parse_default | pugi::parse_ws_pcdata));
    std::map<std::string, RawCell> cells;
    for (const auto& found : document.select_nodes("//c")) {
      const pugi::xml_node cell = found.node();
      EXPECT_TRUE(cell.child("f").empty()) << "a formula";
      cells[cell.attribute("r").value()] = {
          .type = cell.attribute("t").value(),
          .value = cell.child("is") ? cell.child("is").child("t").child_value() : cell.child_value("v"),
          .style = cell.attribute("s").as_int()};
    }
    return cells;
  }
  // The fill colour of a style, "FFFDE4E1"; empty for none.
  std::string Fill(int style) {
    pugi::xml_document document;
    document.load_string(Part("xl/styles.xml").c_str());
    const pugi::xml_node xf = *std::next(document.select_node("//cellXfs").node().children("xf").begin(), style);
    const pugi::xml_node fill =
        *std::next(document.select_node("//fills").node().children("fill").begin(), xf.attribute("fillId").as_int());
    return fill.child("patternFill").child("fgColor").attribute("rgb").value();
  }

 private:
  const std::string bytes_;
  parse::ZipContainer zip_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_WORKBOOK_FILE_H_
