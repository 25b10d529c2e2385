#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACTS_OF_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACTS_OF_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/facts.h"
#include "services/report/fact_kinds.h"

// For tests of the reading of facts.
namespace gouji::parse {

// A text, and the facts that it has to give (see FactsOf).
struct FactCase {
  const char* text;
  const char* facts;
};

// The facts of a text in the report of 水利县水务局 about 2023, in the section on disputes or in the first, as "kind
// value unit", joined by "; ". A denial ends with "!"; facts of a group are "kind values": "breakdown.whole 3
// breakdown.part 1 2".
inline std::string FactsOf(const std::string& text, int section = 1) {
  const Document document = *ReadText("标题\n" + text + "\n");
  const std::vector<FoundSection> sections = {{.number = section, .block = 0}};
  std::string joined;
  const auto facts = ReadFacts(document, sections, document.blocks.size(), {.agency = "水利县水务局", .year = 2023});
  for (const report::Fact& fact : facts) {
    if (!report::IsFactKind(fact.kind)) {
      return "no kind: " + fact.kind;
    }
    const std::string value = " " + std::to_string(fact.value);
    if (fact.group == 0) {
      joined += (joined.empty() ? "" : "; ") + fact.kind + value + (fact.unit.empty() ? "" : " " + fact.unit) +
                (fact.denial ? "!" : "");
    }
  }
  std::string last_kind;
  std::vector<report::Fact> grouped;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(grouped), [](const auto& f) { return f.group != 0; });
  for (const report::Fact& fact : grouped) {
    joined += fact.kind == last_kind ? "" : (joined.empty() ? "" : "; ") + fact.kind;
    joined += " " + std::to_string(fact.value);
    last_kind = fact.kind;
  }
  return joined;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACTS_OF_H_
