#include "services/parse/interpret/claims.h"

#include <algorithm>
#include <array>

#include "services/parse/interpret/fact_patterns.h"
#include "services/parse/interpret/other_organs.h"
#include "services/parse/interpret/table_claims.h"
#include "services/parse/interpret/word_chain.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

// Not people, issues or batches.
bool CountsThings(Text unit) { return unit.find(U'人') == Text::npos && Text(U"期部批笔").find(unit[0]) == Text::npos; }

// Reads what one figure claims.
class ClaimReader {
 public:
  ClaimReader(const FactContext& context, const Sentence& sentence, const ParagraphMemory& memory)
      : context_(context), sentence_(sentence), memory_(memory) {}

  // In printed order: what a part of a sentence is about holds on to its end.
  const char* KindOf(const Figure& figure) {
    const Text text = context_.text;
    const Text lead_text = figure.Lead(text);
    const size_t part = sentence_.parts[figure.part].begin;
    const Text part_before = text.substr(part, figure.number.begin - part);
    if (const int year = LastYear(part_before); context_.year != 0 && year != 0 && year != context_.year) {
      return nullptr;
    }
    const SearchedText lead(lead_text);
    if (IsOfOthers(figure, lead)) {
      return nullptr;
    }
    if (const char* kind = TableClaim(figure, text, part_before)) {
      return kind;
    }
    const Text tail = figure.Tail(text);
    // Brackets and colons begin parts and remarks: 12件（自然人10件 …
    const size_t bracket = std::min(tail.find_first_of(U"（(：:"), tail.size());
    const SearchedText clause(text.substr(figure.clause, figure.number.end + bracket - figure.clause));
    if (!CountsThings(figure.number.unit) || clause.HasAnyOf(kDistractors) || clause.HasAnyOf(kParts) ||
        clause.HasAnyOf(kOtherTimes) || (clause.Has(U"累计") && !SearchedText(part_before).HasAnyOf(kThisYear))) {
      return nullptr;
    }
    const bool compares = clause.HasAnyOf(kComparisons);
    if (const char* kind = compares || figure.markers > 0 ? nullptr : Dispute(figure, lead, clause, part_before)) {
      return kind;
    }
    if (IsLeftForNextYear(figure, clause)) {
      return fact::kCarriedForward;
    }
    for (const FactPattern& pattern : kFactPatterns) {
      const bool carried = pattern.kind == std::string_view(fact::kCarriedOver);
      if (pattern.money == (figure.number.unit == U"分") && lead.HasAnyOf(pattern.verbs) &&
          !clause.HasAnyOf(pattern.never) && (figure.markers == 0 || pattern.part_counts) && (carried || !compares) &&
          (clause.HasAnyOf(pattern.objects) || (pattern.inherits && Inherits(figure, clause))) &&
          (carried || !pattern.inherits || AreApplications(pattern, figure, lead, clause))) {
        is_of_others_ = IsAnotherOrgan(Subject(lead, pattern.verbs), context_.agency);
        return is_of_others_ ? nullptr : pattern.kind;
      }
    }
    return nullptr;
  }

 private:
  // Whether the part of the sentence tells of other organs or of another time than the year: 各镇收到申请9件，答复8件.
  bool IsOfOthers(const Figure& figure, const SearchedText& lead) {
    if (figure.part != part_) {
      part_ = figure.part;
      is_of_others_ = false;
    }
    if (lead.HasAnyOf(kOtherTimes) || NamesOtherOrgans(lead.text())) {
      is_of_others_ = true;
    } else if (lead.HasAnyOf(kThisYear)) {
      is_of_others_ = false;
    }
    return is_of_others_;
  }

  // Whether 收到 and 办结 are of applications and of all of them: units in which these are counted, and nothing else
  // named as what is counted (收到表扬信2封, 延期答复3件).
  bool AreApplications(const FactPattern& pattern, const Figure& figure, const SearchedText& lead,
                       const SearchedText& clause) const {
    if (pattern.kind == std::string_view(fact::kCarriedForward)) {
      return true;
    }
    if (Text(U"件宗起条份项").find(figure.number.unit[0]) == Text::npos ||
        (pattern.kind == std::string_view(fact::kProcessed) && clause.HasAnyOf(kPartlyProcessed))) {
      return false;
    }
    if (clause.HasAnyOf(pattern.objects)) {
      return true;
    }
    size_t behind_verb = 0;
    for (const Word& verb : pattern.verbs) {
      if (lead.Has(verb)) {
        behind_verb = std::max(behind_verb, lead.text().rfind(verb.text) + verb.text.size());
      }
    }
    const Text tail = SkipWords(figure.Tail(context_.text), kBareObjects);
    return ConsistsOf(lead.text().substr(behind_verb), kBareObjects) &&
           (tail.empty() || Text(U"，,、（()）").find(tail.front()) != Text::npos);
  }

  // What stands in front of the first verb.
  static Text Subject(const SearchedText& lead, const Words& verbs) {
    size_t first = lead.text().size();
    for (const Word& verb : verbs) {
      if (lead.Has(verb)) {
        first = std::min(first, lead.text().find(verb.text));
      }
    }
    return lead.text().substr(0, first);
  }

  bool Inherits(const Figure& figure, const SearchedText& clause) const {
    const size_t near = figure.number.begin - std::min(figure.number.begin, kLongestPart);
    return !clause.Has(U"复议") && !clause.Has(U"诉讼") &&
           IsAboutApplications(context_.text.substr(near, figure.number.begin - near));
  }

  // 2件结转下年度办理: the verb stands behind the number.
  bool IsLeftForNextYear(const Figure& figure, const SearchedText& clause) const {
    static constexpr std::array<Text, 11> kBefore = {U"其中", U"另有", U"另", U"有",   U"剩余", U"尚有",
                                                     U"其余", U"及",   U"和", U"还有", U"、"};
    static constexpr std::array<Text, 5> kVerbs = {U"结转下年", U"结转至下", U"结转到下", U"转下年", U"结转下一"};
    const Text tail = figure.Tail(context_.text);
    return std::any_of(kVerbs.begin(), kVerbs.end(), [&](Text verb) { return tail.starts_with(verb); }) &&
           ConsistsOf(figure.Lead(context_.text), kBefore) && Inherits(figure, clause);
  }

  const char* Dispute(const Figure& figure, const SearchedText& lead, const SearchedText& clause,
                      Text part_before) const {
    static constexpr std::array<Word, 5> kDirect = {U"未经复议", U"直接起诉", U"直接提起", U"直接诉讼", U"直接被诉"};
    static constexpr std::array<Word, 4> kAfter = {U"复议后起诉", U"复议后诉讼", U"复议后提起", U"复议后又"};
    const bool litigation = lead.Has(U"诉讼") || lead.Has(U"起诉");
    const bool reconsideration = lead.Has(U"复议");
    if ((!litigation && !reconsideration) || figure.number.unit == U"分" ||
        !IsAboutInformation(SearchedText(part_before), clause)) {
      return nullptr;
    }
    if (const size_t by = lead.text().find(U'被');
        by != Text::npos && IsAnotherOrgan(lead.text().substr(0, by), context_.agency)) {
      return nullptr;
    }
    if (!litigation) {
      return clause.HasAnyOf(kNoReconsideration) ? nullptr : fact::kReconsideration;
    }
    if (clause.HasAnyOf(kNoLitigation)) {
      return nullptr;
    }
    if (clause.HasAnyOf(kDirect)) {
      return clause.HasAnyOf(kAfter) ? nullptr : fact::kLitigationDirect;
    }
    if (clause.HasAnyOf(kAfter)) {
      return fact::kLitigationAfterReconsideration;
    }
    return reconsideration ? nullptr : fact::kLitigation;
  }

  // Whether disputes are about open information: they are said to be, or are what section four is about.
  bool IsAboutInformation(const SearchedText& before, const SearchedText& clause) const {
    static constexpr std::array<Word, 3> kAbout = {U"信息公开", U"公开政府信息", U"依申请公开"};
    static constexpr std::array<Word, 4> kAgainstUs = {U"被申请行政复议", U"被提起行政诉讼", U"被行政复议",
                                                       U"被提起行政复议"};
    return before.HasAnyOf(kAbout) || clause.HasAnyOf(kAbout) || memory_.disputes || clause.HasAnyOf(kAgainstUs) ||
           before.HasAnyOf(kAgainstUs) || context_.section == kDisputesSection;
  }

  const FactContext& context_;
  const Sentence& sentence_;
  const ParagraphMemory& memory_;
  size_t part_ = 0;
  bool is_of_others_ = false;
};

// Whether a clause is nothing but 结转: behind what was completed, that is for the next year (办结191件，结转7件).
// Behind what was received it may be from the last one (受理195件，结转3件).
bool IsLeft(Text lead) {
  static constexpr std::array<Text, 7> kWords = {U"，", U",", U"、", U"结转", U"剩余", U"尚有", U"另"};
  return lead.ends_with(U"结转") && ConsistsOf(lead, kWords);
}

}  // namespace

bool IsAboutApplications(Text before) {
  // All of the words have 申请 in them, with no more than so many characters around.
  static constexpr size_t kAround = 9;
  for (size_t at = before.rfind(U"申请"); at != Text::npos; at = at == 0 ? Text::npos : before.rfind(U"申请", at - 1)) {
    const size_t from = at - std::min(at, kAround);
    if (SearchedText(before.substr(from, at + 2 + kAround - from)).HasAnyOf(kApplications)) {
      return !HasDistractors(before.substr(at));
    }
  }
  return false;
}

bool HasDistractors(Text text) { return SearchedText(text).HasAnyOf(kDistractors); }

bool CountsAllApplications(const char* kind) {
  return kind != nullptr && (kind == std::string_view(fact::kReceived) || kind == std::string_view(fact::kProcessed));
}

std::vector<const char*> ClaimsOf(const FactContext& context, const Sentence& sentence, const ParagraphMemory& memory) {
  std::vector<const char*> kinds;
  kinds.reserve(sentence.figures.size());
  ClaimReader reader(context, sentence, memory);
  bool tells_of_others = false;
  for (const Figure& figure : sentence.figures) {
    kinds.push_back(reader.KindOf(figure));
    if (kinds.back() == nullptr && IsLeft(figure.Lead(context.text)) && figure.markers == 0 && kinds.size() > 1 &&
        kinds[kinds.size() - 2] == std::string_view(fact::kProcessed)) {
      kinds.back() = fact::kCarriedForward;
    }
    tells_of_others = tells_of_others || (figure.markers == 0 && NamesOtherOrgans(figure.Lead(context.text)));
  }
  if (tells_of_others) {
    // The whole may be the sum of its own and of theirs: 市政府收到300件，各区县收到2911件.
    std::fill(kinds.begin(), kinds.end(), nullptr);
  }
  return kinds;
}

}  // namespace gouji::parse
