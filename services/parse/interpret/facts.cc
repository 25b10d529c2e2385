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

bool IsOfApplications(std::string_view kind) {
  return kind == fact::kReceived || kind == fact::kProcessed || kind == fact::kCarriedOver ||
         kind == fact::kCarriedForward;
}

// Whether another number, perhaps an approximate one, stands behind a figure of a sentence.
bool HasDigitBehind(std::u32string_view text, const Figure& figure, Range sentence) {
  const std::u32string_view behind = text.substr(figure.number.end, sentence.end - figure.number.end);
  return std::any_of(behind.begin(), behind.end(), IsDigit);
}

void Remember(const FactContext& context, const ClaimedSentence& claimed, ParagraphMemory& memory) {
  const std::vector<Figure>& figures = claimed.sentence.figures;
  const bool is_only = figures.size() == 1 && !HasDigitBehind(context.text, figures.front(), claimed.sentence.range);
  memory.only_figure = is_only ? std::optional(figures.front()) : std::nullopt;
  memory.only_kind = is_only ? claimed.kinds.front() : nullptr;
  for (size_t i = 0; i < figures.size(); ++i) {
    const char* kind = claimed.kinds[i];
    if (kind == nullptr) {
      continue;
    }
    memory.disputes = memory.disputes || IsDispute(kind);
    if (IsOfApplications(kind)) {
      memory.applications = kind;
      memory.has_received =
          memory.has_received || (kind == std::string_view(fact::kReceived) && figures[i].number.value > 0);
    }
  }
  const Range range = claimed.sentence.range;
  if (memory.applications != nullptr && HasDistractors(range.In(context.text))) {
    memory.applications = nullptr;
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
