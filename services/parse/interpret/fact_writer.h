#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACT_WRITER_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACT_WRITER_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/prose.h"
#include "services/report/report.h"

namespace gouji::parse {

// A fact as a reader of sentences finds it.
struct FoundFact {
  const char* kind;
  int64_t value;
  std::u32string_view unit;
  Range quote;  // the sentence
  Range place;  // the number with its unit, or the words that claim it
  int group = 0;
  bool denial = false;
};

// Takes the facts of one paragraph, with quote and position. Not thread-safe.
class FactWriter {
 public:
  // All must outlive it. `facts` is what other paragraphs gave before.
  FactWriter(const Paragraph& paragraph, const Prose& prose, std::vector<report::Fact>& facts)
      : paragraph_(paragraph), prose_(prose), facts_(facts) {}

  void Add(const FoundFact& fact);

  // A number for facts of one statement, unlike those of other statements of the report.
  int NewGroup() { return ++group_; }

  // Appends the facts to those of the report, in printed order, as long as there are at most `limit`. A group is never
  // cut: without room for all of it nothing of it is appended.
  void Finish(size_t limit);

 private:
  const Paragraph& paragraph_;
  const Prose& prose_;
  std::vector<report::Fact>& facts_;
  std::vector<FoundFact> found_;
  int group_ = 0;  // counts within the paragraph until Finish
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACT_WRITER_H_
