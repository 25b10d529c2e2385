#include "services/parse/interpret/denials.h"

#include <algorithm>
#include <array>

#include "services/parse/interpret/fact_patterns.h"
#include "services/parse/interpret/other_organs.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

bool IsMoney(const ZeroPattern& pattern) {
  return pattern.kind == std::string_view(fact::kFees) || pattern.kind == std::string_view(fact::kInformationFee);
}

bool IsDispute(const ZeroPattern& pattern) {
  return pattern.kind == std::string_view(fact::kReconsideration) ||
         pattern.kind == std::string_view(fact::kLitigation);
}

// Whether the negation is of this: a verb at once behind it, and the object; or, behind 没有 and 无, the object with
// nothing but a few words between.
bool IsNegated(const SearchedText& rest, const ZeroPattern& pattern, Text negation) {
  static constexpr std::array<Text, 10> kBetween = {U"",     U"任何", U"新的", U"新收", U"新增",
                                                    U"相关", U"政府", U"有关", U"受理", U"收到"};
  const bool alone = negation == U"无" || negation == U"没有";
  const bool verb = std::any_of(pattern.verbs.begin(), pattern.verbs.end(),
                                [&](const Word& v) { return !v.text.empty() && rest.text().starts_with(v.text); });
  return (verb || alone) && std::any_of(pattern.objects.begin(), pattern.objects.end(), [&](const Word& object) {
           const size_t at = rest.Has(object) ? rest.text().find(object.text) : Text::npos;
           return at != Text::npos &&
                  (verb || std::find(kBetween.begin(), kBetween.end(), rest.text().substr(0, at)) != kBetween.end());
         });
}

// 法人 alone is a part of the applicants; with 公民 it is all of them.
bool IsOfSomeApplicants(const SearchedText& rest) {
  static constexpr std::array<Word, 4> kPersons = {U"公民", U"自然人", U"个人", U"群众"};
  return rest.Has(U"法人") ? !rest.HasAnyOf(kPersons) : rest.Has(U"自然人");
}

}  // namespace

bool ReadDenials(const FactContext& context, const Sentence& sentence, const ParagraphMemory& memory,
                 FactWriter& writer) {
  static constexpr std::array<Word, 4> kInformation = {U"信息公开", U"政府信息", U"依申请公开", U"公开申请"};
  bool found_dispute = false;
  for (const NegatedClause& negated : sentence.negated) {
    const SearchedText clause(negated.clause.In(context.text));
    const int year = LastYear(clause.text());
    if (clause.HasAnyOf(kDistractors) || clause.HasAnyOf(kOtherTimes) ||
        (context.year != 0 && year != 0 && year != context.year)) {
      continue;
    }
    const Text subject = context.text.substr(negated.clause.begin, negated.negation - negated.clause.begin);
    Text rest = context.text.substr(negated.negation, negated.clause.end - negated.negation);
    const Text word = rest.substr(0, rest.starts_with(U"没有") ? 2 : 1);
    rest.remove_prefix(word.size());
    const SearchedText searched(rest);
    for (const ZeroPattern& pattern : kZeroPatterns) {
      if (!IsNegated(searched, pattern, word) || searched.HasAnyOf(pattern.never) || clause.HasAnyOf(kChannels) ||
          IsAnotherOrgan(subject, context.agency)) {
        continue;
      }
      const Range part = sentence.parts[negated.part];
      const SearchedText before(context.text.substr(part.begin, negated.negation - part.begin));
      if (before.HasAnyOf(kOtherTimes) || NamesOtherOrgans(before.text())) {
        continue;
      }
      if (IsDispute(pattern) && context.section != kDisputesSection && !memory.disputes &&
          !SearchedText(part.In(context.text)).HasAnyOf(kInformation)) {
        continue;
      }
      if (pattern.kind == std::string_view(fact::kReceived) && (memory.has_received || IsOfSomeApplicants(searched))) {
        continue;
      }
      found_dispute = found_dispute || IsDispute(pattern);
      writer.Add({.kind = pattern.kind,
                  .value = 0,
                  .unit = IsMoney(pattern) ? U"分" : U"件",
                  .quote = part,
                  .place = {negated.negation, negated.clause.end},
                  .denial = true});
    }
  }
  return found_dispute;
}

}  // namespace gouji::parse
