#include "services/parse/interpret/facts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/interpret/announced_parts.h"
#include "services/parse/interpret/application_parts.h"
#include "services/parse/interpret/breakdowns.h"
#include "services/parse/interpret/claims.h"
#include "services/parse/interpret/denials.h"
#include "services/parse/interpret/fact_context.h"
#include "services/parse/interpret/fact_writer.h"
#include "services/parse/interpret/growth_rates.h"
#include "services/parse/interpret/other_organs.h"
#include "services/parse/interpret/prose.h"
#include "services/report/fact_kinds.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

namespace fact = report::fact;

constexpr size_t kMaxProseBytes = 256 * 1024;  // beyond, nothing is read: no report has so much prose
constexpr size_t kShortestClaim = 9;           // bytes: 无复议
constexpr size_t kLongestSentence = 4000;      // characters, in which several figures make one statement

bool IsDispute(std::string_view kind) {
  return kind == fact::kReconsideration || kind == fact::kLitigation || kind == fact::kLitigationDirect ||
         kind == fact::kLitigationAfterReconsideration;
}

bool IsOfApplications(const char* kind) {
  return CountsAllApplications(kind) || kind == std::string_view(fact::kCarriedOver) ||
         kind == std::string_view(fact::kCarriedForward);
}

// Whether a number that is no figure, perhaps an approximate one, stands behind the first figure of a sentence.
bool HasOtherNumbers(std::u32string_view text, const Sentence& sentence) {
  const std::vector<Figure>& figures = sentence.figures;
  for (size_t i = 0; i < figures.size(); ++i) {
    const size_t begin = figures[i].number.end;
    const size_t end = i + 1 < figures.size() ? figures[i + 1].number.begin : sentence.range.end;
    const std::u32string_view behind = text.substr(begin, end - begin);
    if (std::any_of(behind.begin(), behind.end(), IsDigit)) {
      return true;
    }
  }
  return false;
}

void Remember(const FactContext& context, const ClaimedSentence& claimed, ParagraphMemory& memory) {
  const std::vector<Figure>& figures = claimed.sentence.figures;
  const bool is_clear = !figures.empty() && !HasOtherNumbers(context.text, claimed.sentence);
  const bool is_only = is_clear && figures.size() == 1;
  memory.only_figure = is_only ? std::optional(figures.front()) : std::nullopt;
  memory.only_kind = is_only ? claimed.kinds.front() : nullptr;
  memory.greatest_other = is_clear ? std::optional<int64_t>(-1) : std::nullopt;
  for (size_t i = 0; i < figures.size(); ++i) {
    const char* kind = claimed.kinds[i];
    if (is_clear && !CountsAllApplications(kind)) {
      memory.greatest_other = std::max(*memory.greatest_other, figures[i].number.value);
    }
    if (kind == nullptr) {
      continue;
    }
    memory.disputes = memory.disputes || IsDispute(kind);
    if (IsOfApplications(kind)) {
      memory.applications = kind;
      memory.whole = CountsAllApplications(kind) ? kind : memory.whole;
      memory.has_received =
          memory.has_received || (kind == std::string_view(fact::kReceived) && figures[i].number.value > 0);
    }
  }
  const Range range = claimed.sentence.range;
  if (memory.applications != nullptr && HasDistractors(range.In(context.text))) {
    memory.applications = nullptr;
    memory.whole = nullptr;
  }
}

void ReadParagraph(const Paragraph& paragraph, const Prose& prose, FactContext context,
                   std::vector<report::Fact>& facts) {
  context.text = prose.text;
  FactWriter writer(paragraph, prose, facts);
  ParagraphMemory memory;
  ClaimedSentence claimed;
  for (size_t begin = 0; begin < prose.text.size();) {
    claimed.sentence = ReadSentence(prose.text, begin, std::move(claimed.sentence));
    const Sentence& sentence = claimed.sentence;
    begin = sentence.range.end + 1;
    claimed.kinds = ClaimsOf(context, sentence, memory);
    claimed.groups.assign(claimed.kinds.size(), 0);
    if (sentence.range.end - sentence.range.begin <= kLongestSentence) {
      if (!sentence.figures.empty() || memory.applications != nullptr) {
        ReadBreakdowns(context, claimed, memory, writer);
        ReadApplicationParts(context, claimed, memory, writer);
        if (!sentence.percents.empty()) {
          ReadGrowthRate(context, sentence, writer);
        }
      }
      if (sentence.names_parts && context.section <= 1) {
        ReadAnnouncedParts(context, sentence, writer);
      }
    }
    for (size_t i = 0; i < sentence.figures.size(); ++i) {
      if (claimed.kinds[i] != nullptr) {
        const Figure& figure = sentence.figures[i];
        writer.Add({.kind = claimed.kinds[i],
                    .value = figure.number.value,
                    .unit = figure.number.unit,
                    .quote = sentence.parts[figure.part],
                    .place = {figure.number.begin, figure.number.end},
                    .group = claimed.groups[i]});
      }
    }
    Remember(context, claimed, memory);
    if (ReadDenials(context, sentence, memory, writer)) {
      memory.disputes = true;
    }
  }
  writer.Finish(kMaxFacts);
}

}  // namespace

std::vector<report::Fact> ReadFacts(const Document& document, const std::vector<FoundSection>& sections,
                                    size_t end_block, const Reporter& reporter) {
  std::vector<report::Fact> facts;
  const std::u32string agency = OrganKey(report::DecodeUtf8(reporter.agency));
  FactContext context{.text = {}, .agency = agency, .year = reporter.year, .section = 0};
  Prose prose;
  size_t byte_count = 0;
  auto next = sections.begin();
  for (size_t b = 0; b < end_block && b < document.blocks.size(); ++b) {
    if (next != sections.end() && next->block == b) {
      context.section = next->number;
      ++next;
      continue;
    }
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    if (paragraph == nullptr) {
      continue;
    }
    byte_count += paragraph->text.size();
    if (byte_count > kMaxProseBytes) {
      break;
    }
    if (paragraph->text.size() >= kShortestClaim) {
      prose = MakeProse(paragraph->text, std::move(prose));
      ReadParagraph(*paragraph, prose, context, facts);
    }
  }
  return facts;
}

}  // namespace gouji::parse
