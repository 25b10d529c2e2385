#include "services/parse/document/word/rtf_words.h"

#include <algorithm>
#include <array>

namespace gouji::parse {
namespace {

// In the order of their names.
constexpr std::array kWords = {
    RtfEntry{"annotation", RtfWord::kSkip},
    RtfEntry{"ansicpg", RtfWord::kCodePage},
    RtfEntry{"atrfend", RtfWord::kSkip},
    RtfEntry{"atrfstart", RtfWord::kSkip},
    RtfEntry{"author", RtfWord::kSkip},
    RtfEntry{"bullet", RtfWord::kCharacter, U'•'},
    RtfEntry{"cell", RtfWord::kCell},
    RtfEntry{"cellx", RtfWord::kCellEdge},
    RtfEntry{"clmgf", RtfWord::kHorizontalBegin},
    RtfEntry{"clmrg", RtfWord::kHorizontalContinue},
    RtfEntry{"clvmgf", RtfWord::kVerticalBegin},
    RtfEntry{"clvmrg", RtfWord::kVerticalContinue},
    RtfEntry{"colortbl", RtfWord::kSkip},
    RtfEntry{"cpg", RtfWord::kFontCodePage},
    RtfEntry{"deleted", RtfWord::kDeleted},
    RtfEntry{"emdash", RtfWord::kCharacter, U'—'},
    RtfEntry{"emspace", RtfWord::kCharacter, U'\u3000'},
    RtfEntry{"endash", RtfWord::kCharacter, U'–'},
    RtfEntry{"enspace", RtfWord::kCharacter, U' '},
    RtfEntry{"f", RtfWord::kFont},
    RtfEntry{"fcharset", RtfWord::kFontCharset},
    RtfEntry{"filetbl", RtfWord::kSkip},
    RtfEntry{"fldinst", RtfWord::kSkip},
    RtfEntry{"fonttbl", RtfWord::kFontTable},
    RtfEntry{"footer", RtfWord::kSkip},
    RtfEntry{"footerf", RtfWord::kSkip},
    RtfEntry{"footerl", RtfWord::kSkip},
    RtfEntry{"footerr", RtfWord::kSkip},
    RtfEntry{"footnote", RtfWord::kSkip},
    RtfEntry{"ftncn", RtfWord::kSkip},
    RtfEntry{"ftnsep", RtfWord::kSkip},
    RtfEntry{"ftnsepc", RtfWord::kSkip},
    RtfEntry{"header", RtfWord::kSkip},
    RtfEntry{"headerf", RtfWord::kSkip},
    RtfEntry{"headerl", RtfWord::kSkip},
    RtfEntry{"headerr", RtfWord::kSkip},
    RtfEntry{"info", RtfWord::kSkip},
    RtfEntry{"intbl", RtfWord::kInTable},
    RtfEntry{"itap", RtfWord::kDepth},
    RtfEntry{"ldblquote", RtfWord::kCharacter, U'“'},
    RtfEntry{"line", RtfWord::kLine},
    RtfEntry{"listtext", RtfWord::kListText},
    RtfEntry{"lquote", RtfWord::kCharacter, U'‘'},
    RtfEntry{"nestcell", RtfWord::kNestedCell},
    RtfEntry{"nestrow", RtfWord::kNestedRow},
    RtfEntry{"nesttableprops", RtfWord::kNestedProperties},
    RtfEntry{"nonesttables", RtfWord::kSkip},
    RtfEntry{"nonshppict", RtfWord::kSkip},
    RtfEntry{"objdata", RtfWord::kSkip},
    RtfEntry{"outlinelevel", RtfWord::kOutline},
    RtfEntry{"page", RtfWord::kParagraph},
    RtfEntry{"par", RtfWord::kParagraph},
    RtfEntry{"pard", RtfWord::kParagraphDefaults},
    RtfEntry{"pict", RtfWord::kSkip},
    RtfEntry{"plain", RtfWord::kCharacterDefaults},
    RtfEntry{"pntext", RtfWord::kListText},
    RtfEntry{"qmspace", RtfWord::kCharacter, U' '},
    RtfEntry{"rdblquote", RtfWord::kCharacter, U'”'},
    RtfEntry{"row", RtfWord::kRow},
    RtfEntry{"rquote", RtfWord::kCharacter, U'’'},
    RtfEntry{"sect", RtfWord::kParagraph},
    RtfEntry{"shpinst", RtfWord::kShape},
    RtfEntry{"shprslt", RtfWord::kSkip},
    RtfEntry{"shptxt", RtfWord::kBoxText},
    RtfEntry{"strike", RtfWord::kStruck},
    RtfEntry{"striked", RtfWord::kStruck},
    RtfEntry{"stylesheet", RtfWord::kSkip},
    RtfEntry{"sub", RtfWord::kLowered},
    RtfEntry{"super", RtfWord::kRaised},
    RtfEntry{"tab", RtfWord::kCharacter, U'\t'},
    RtfEntry{"tc", RtfWord::kSkip},
    RtfEntry{"trleft", RtfWord::kRowLeft},
    RtfEntry{"trowd", RtfWord::kRowDefaults},
    RtfEntry{"txe", RtfWord::kSkip},
    RtfEntry{"u", RtfWord::kUnicode},
    RtfEntry{"uc", RtfWord::kUnicodeSkip},
    RtfEntry{"ud", RtfWord::kPrint},
    RtfEntry{"upr", RtfWord::kAlternatives},
    RtfEntry{"v", RtfWord::kHidden},
    RtfEntry{"xe", RtfWord::kSkip},
};

constexpr bool InOrder() {
  return std::is_sorted(kWords.begin(), kWords.end(),
                        [](const RtfEntry& a, const RtfEntry& b) { return a.name < b.name; });
}
static_assert(InOrder());

}  // namespace

const RtfEntry* FindRtfWord(std::string_view name) {
  const auto found = std::lower_bound(kWords.begin(), kWords.end(), name,
                                      [](const RtfEntry& a, std::string_view b) { return a.name < b; });
  return found != kWords.end() && found->name == name ? &*found : nullptr;
}

}  // namespace gouji::parse
