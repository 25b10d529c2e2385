#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FACT_CONTEXT_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FACT_CONTEXT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "services/parse/interpret/prose.h"

namespace gouji::parse {

// What a sentence stands in. Views must outlive it.
struct FactContext {
  std::u32string_view text;    // the paragraph's, see Prose
  std::u32string_view agency;  // who reports, as OrganKey gives it; empty when not known
  int year = 0;                // of the report, 0 when unknown
  int section = 0;             // of the form, 0 in front of the first
};

// What the sentences before have said, within the paragraph.
struct ParagraphMemory {
  // The last figure of the sentence before and what it claims (null: nothing known); unset if that sentence has no
  // figure, or several.
  std::optional<Figure> only_figure;
  const char* only_kind = nullptr;
  // The last claim about applications: fact::kReceived …; null when there is none or something else was spoken of
  // since.
  const char* applications = nullptr;
  // Of these, the last one of all that were received or completed; null likewise.
  const char* whole = nullptr;
  // The greatest number of the sentence before that is none of all received or completed: what 其中 may be a part of
  // instead. -1 if that sentence counts nothing else; unset if it counts nothing at all, or has numbers that are no
  // figures.
  std::optional<int64_t> greatest_other;
  // Whether disputes about open information are spoken of.
  bool disputes = false;
  // Whether some applications were received.
  bool has_received = false;
  // Whether the paragraph tells of outcomes in the categories of the time before 2019; unset until somebody looks.
  std::optional<bool> old_outcomes;
};

// A sentence with what its figures claim: for each of them a kind of fact, or null, and the group of that fact.
struct ClaimedSentence {
  Sentence sentence;
  std::vector<const char*> kinds;
  std::vector<int> groups;
};

// The section of the forms on disputes: 政府信息公开行政复议、行政诉讼情况.
inline constexpr int kDisputesSection = 4;

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FACT_CONTEXT_H_
