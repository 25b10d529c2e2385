#include "services/parse/document/office/docx_tags.h"

#include <algorithm>
#include <array>

namespace gouji::parse {
namespace {

struct Entry {
  std::string_view name;
  DocxTag tag;
};

// In ascending order.
constexpr std::array kTags = {
    Entry{"AlternateContent", DocxTag::kAlternateContent},
    Entry{"Choice", DocxTag::kAlternative},
    Entry{"Fallback", DocxTag::kAlternative},
    Entry{"br", DocxTag::kBreak},
    Entry{"cr", DocxTag::kBreak},
    Entry{"del", DocxTag::kSkipped},
    Entry{"delInstrText", DocxTag::kSkipped},
    Entry{"delText", DocxTag::kSkipped},
    Entry{"den", DocxTag::kFractionBar},
    Entry{"endnoteReference", DocxTag::kEndnoteReference},
    Entry{"fldChar", DocxTag::kFieldCharacter},
    Entry{"footnoteReference", DocxTag::kFootnoteReference},
    Entry{"instrText", DocxTag::kSkipped},
    Entry{"moveFrom", DocxTag::kSkipped},
    Entry{"noBreakHyphen", DocxTag::kNoBreakHyphen},
    Entry{"p", DocxTag::kParagraph},
    Entry{"pPr", DocxTag::kSkipped},
    Entry{"ptab", DocxTag::kTab},
    Entry{"r", DocxTag::kRun},
    Entry{"rPr", DocxTag::kSkipped},
    Entry{"rt", DocxTag::kSkipped},
    Entry{"sdtEndPr", DocxTag::kSkipped},
    Entry{"sdtPr", DocxTag::kSkipped},
    Entry{"sectPr", DocxTag::kSkipped},
    Entry{"sub", DocxTag::kLowered},
    Entry{"sup", DocxTag::kRaised},
    Entry{"sym", DocxTag::kSymbol},
    Entry{"t", DocxTag::kText},
    Entry{"tab", DocxTag::kTab},
    Entry{"tbl", DocxTag::kTable},
    Entry{"tblGrid", DocxTag::kSkipped},
    Entry{"tblPr", DocxTag::kSkipped},
    Entry{"tblPrEx", DocxTag::kSkipped},
    Entry{"tc", DocxTag::kCell},
    Entry{"tcPr", DocxTag::kSkipped},
    Entry{"tr", DocxTag::kRow},
    Entry{"trPr", DocxTag::kSkipped},
    Entry{"txbxContent", DocxTag::kTextBox},
};

constexpr bool InOrder() {
  for (size_t i = 1; i < kTags.size(); ++i) {
    if (!(kTags[i - 1].name < kTags[i].name)) {
      return false;
    }
  }
  return true;
}
static_assert(InOrder());

}  // namespace

DocxTag TagOf(std::string_view local_name) {
  const auto* const found =
      std::lower_bound(kTags.begin(), kTags.end(), local_name,
                       [](const Entry& entry, std::string_view name) { return entry.name < name; });
  return found != kTags.end() && found->name == local_name ? found->tag : DocxTag::kOther;
}

}  // namespace gouji::parse
