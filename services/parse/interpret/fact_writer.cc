#include "services/parse/interpret/fact_writer.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "services/parse/interpret/diagnostics.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// How many characters a text has.
int CountChars(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void FactWriter::Add(const FoundFact& fact) { found_.push_back(fact); }

void FactWriter::Finish(size_t limit) {
  if (found_.empty()) {
    return;
  }
  std::stable_sort(found_.begin(), found_.end(),
                   [](const FoundFact& a, const FoundFact& b) { return a.place.begin < b.place.begin; });
  const size_t room = limit - std::min(limit, facts_.size());
  if (found_.size() > room) {
    std::unordered_set<int> cut;
    for (size_t i = room; i < found_.size(); ++i) {
      cut.insert(found_[i].group);
    }
    cut.erase(0);
    found_.resize(room);
    found_.erase(
        std::remove_if(found_.begin(), found_.end(), [&](const FoundFact& f) { return cut.contains(f.group); }),
        found_.end());
  }
  int last_group = 0;
  for (const report::Fact& fact : facts_) {
    last_group = std::max(last_group, fact.group);
  }
  const auto original = [&](Range range) {
    return paragraph_.text.substr(prose_.at[range.begin], prose_.at[range.end] - prose_.at[range.begin]);
  };
  for (const FoundFact& found : found_) {
    report::Fact& fact = facts_.emplace_back();
    fact.kind = found.kind;
    fact.value = found.value;
    fact.unit = report::EncodeUtf8(found.unit);
    fact.quote = RawText(original(found.quote));
    fact.position = EvidenceAt(paragraph_.place, original(found.place));
    fact.position.confidence = paragraph_.confidence;
    if (fact.position.column > 0) {
      fact.position.column += CountChars(paragraph_.text.substr(0, prose_.at[found.place.begin]));
    }
    fact.group = found.group == 0 ? 0 : last_group + found.group;
    fact.denial = found.denial;
  }
  found_.clear();
}

}  // namespace gouji::parse
