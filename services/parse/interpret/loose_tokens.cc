#include "services/parse/interpret/loose_tokens.h"

#include <algorithm>
#include <utility>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxSplitPieces = 4;      // over which a label is split
constexpr size_t kLongestLabelPart = 240;  // bytes
constexpr size_t kLongestText = 40;        // characters; what is longer is prose
constexpr size_t kLongestGap = 400;        // bytes between two labels; in a longer one only the figures in front count
constexpr size_t kFewestFigures = 3;       // separated by spaces, that a line of figures has

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// White space and bars, as they separate cells.
size_t SeparatorLength(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (static_cast<unsigned char>(text[0]) <= ' ' || text[0] == '|') {
    return 1;
  }
  for (const std::string_view space : {"\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF", "｜", "\xE2\x80\x82",
                                       "\xE2\x80\x83", "\xE2\x80\x89"}) {
    if (text.starts_with(space)) {
      return space.size();
    }
  }
  return 0;
}

size_t CharLength(std::string_view text) {
  size_t length = 0;
  report::NextChar(text, length);
  return length;
}

bool IsProse(std::string_view text) {
  size_t length = 0;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = report::NextChar(text, i);
    if (++length > kLongestText || std::u32string_view(U"。；;！!？?，").find(c) != std::u32string_view::npos) {
      return true;
    }
  }
  return false;
}

// Numbering that stands alone, or in front of a label: (一) 1. 三、 ①.
bool IsNumbering(std::u32string_view compact) {
  static constexpr std::u32string_view kNumerals = U"一二三四五六七八九十0123456789";
  static constexpr std::u32string_view kEnclosed = U"㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩①②③④⑤⑥⑦⑧⑨⑩";
  if (compact.size() == 1) {
    return kEnclosed.find(compact[0]) != std::u32string_view::npos;
  }
  const bool bracket = compact.size() >= 3 && compact.front() == U'(';
  const std::u32string_view numeral = compact.substr(bracket ? 1 : 0, compact.size() - (bracket ? 2 : 1));
  const char32_t last = compact.empty() ? U' ' : compact.back();
  return !numeral.empty() && numeral.size() <= 2 && numeral.find_first_not_of(kNumerals) == std::u32string_view::npos &&
         (bracket ? last == U')' : std::u32string_view(U"、.．)").find(last) != std::u32string_view::npos);
}

// - 4 -, — 4 —, 第4页, 第 4 页 共 10 页, Page 9 …, P. 9. A bare figure is none: it may be a cell.
bool IsPageNumber(std::u32string_view compact) {
  static constexpr std::u32string_view kDashes = U"-—–－─";
  const auto digits_from = [&](size_t begin) {
    const size_t end = std::min(compact.find_first_not_of(U"0123456789", begin), compact.size());
    return end > begin && end - begin <= 4 ? end : 0;
  };
  if (compact.size() < 2) {
    return false;
  }
  if (kDashes.find(compact.front()) != std::u32string_view::npos) {
    const size_t first = compact.find_first_not_of(kDashes);
    const size_t end = first == std::u32string_view::npos ? 0 : digits_from(first);
    return end != 0 && end < compact.size() && compact.find_first_not_of(kDashes, end) == std::u32string_view::npos;
  }
  if (compact.front() == U'第') {
    const size_t end = digits_from(1);
    return end != 0 && end < compact.size() && compact[end] == U'页' && compact.size() <= 16;
  }
  for (const std::u32string_view word : {U"Page", U"page", U"PAGE", U"P.", U"p."}) {
    if (compact.starts_with(word)) {
      return digits_from(word.size()) != 0;
    }
  }
  return false;
}

class Tokenizer {
 public:
  Tokenizer(const FormIndex& index, const std::vector<LoosePiece>& pieces, std::deque<std::string>& storage)
      : index_(index), pieces_(pieces), storage_(storage) {
    is_figure_.reserve(pieces.size());
    for (const LoosePiece& piece : pieces) {
      is_figure_.push_back(ReadsAsFigure(piece.text));
    }
  }

  std::vector<LooseToken> Take() {
    for (size_t i = 0; i < pieces_.size();) {
      const size_t joined = TakeSplitLabel(i);
      if (joined == 0) {
        TakePiece(i);
      }
      i += std::max<size_t>(joined, 1);
    }
    return std::move(tokens_);
  }

 private:
  bool MayBePartOfLabel(size_t piece) const {
    return !pieces_[piece].is_heading && pieces_[piece].text.size() <= kLongestLabelPart && !is_figure_[piece];
  }

  // Takes the label that begins with a piece and is split over it and the next ones; gives their number, or 0.
  size_t TakeSplitLabel(size_t begin) {
    std::string joined;
    size_t best = 0;
    std::string best_text;
    for (size_t n = 0; n < kMaxSplitPieces && begin + n < pieces_.size() && MayBePartOfLabel(begin + n); ++n) {
      joined += pieces_[begin + n].text;
      if (n > 0 && joined.size() <= 2 * kLongestLabelPart && !index_.Find(LabelKey(joined)).empty()) {
        best = n + 1;
        best_text = joined;
      }
    }
    if (best > 0) {
      const std::string& kept = storage_.emplace_back(std::move(best_text));
      Add(LooseKind::kLabel, kept, pieces_[begin]);
      tokens_.back().aligned = true;
      tokens_.back().joined = true;
    }
    return best;
  }

  void Add(LooseKind kind, std::string_view text, const LoosePiece& piece) {
    LooseToken& token = tokens_.emplace_back();
    token.kind = kind;
    token.text = text;
    token.place = piece.place;
    token.block = piece.block;
    token.uses = kind == LooseKind::kLabel ? &index_.Find(LabelKey(text)) : nullptr;
  }

  void TakePiece(size_t number) {
    const LoosePiece& piece = pieces_[number];
    if (piece.is_heading) {
      Add(LooseKind::kProse, piece.text, piece);
      return;
    }
    const bool is_short = piece.text.size() <= kLongestGap;
    const std::u32string compact = is_short ? Compact(piece.text) : std::u32string();
    const bool before_figure = number + 1 < pieces_.size() && !pieces_[number + 1].is_heading && is_figure_[number + 1];
    if (before_figure && is_short && IsNumbering(compact) && !tokens_.empty() &&
        tokens_.back().kind == LooseKind::kValue) {
      // The label behind it was torn off: the figures are those of another row.
      Add(LooseKind::kText, piece.text, piece);
      tokens_.back().aligned = true;
      return;
    }
    if (is_short && (compact.empty() || IsNumbering(compact) || IsPageNumber(compact))) {
      return;
    }
    const size_t first = tokens_.size();
    if (is_short && is_figure_[number] && !TakeFigures(piece)) {
      Add(LooseKind::kValue, piece.text, piece);
    } else if (is_short && !index_.Find(LabelKey(piece.text)).empty()) {
      Add(LooseKind::kLabel, piece.text, piece);
    } else if (tokens_.size() == first) {
      TakeApart(piece);
    }
    const bool aligned = std::all_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(first), tokens_.end(),
        [](const LooseToken& token) { return token.kind == LooseKind::kLabel || token.kind == LooseKind::kValue; });
    for (size_t t = first; t < tokens_.size(); ++t) {
      tokens_[t].aligned = aligned;
    }
  }

  // A line of several figures. Two may be one that was torn apart.
  bool TakeFigures(const LoosePiece& piece) {
    if (piece.text.size() + 1 < 2 * kFewestFigures) {
      return false;  // no room for so many figures and what separates them
    }
    const std::vector<std::string_view> words = Words(piece.text);
    if (words.size() < kFewestFigures || !std::all_of(words.begin(), words.end(), ReadsAsFigure)) {
      return false;
    }
    for (const std::string_view word : words) {
      AddPart(LooseKind::kValue, word, piece);
    }
    return true;
  }

  // A line of words that are no known label, with several figures behind them: a row whose label was damaged.
  bool TakeUnknownRow(const LoosePiece& piece) {
    if (piece.text.size() > kLongestGap) {
      return false;
    }
    const std::vector<std::string_view> words = Words(piece.text);
    const size_t end = EndOfTexts(words);
    if (end == 0 || words.size() - end < kFewestFigures) {
      return false;
    }
    const std::string_view text = piece.text.substr(0, EndOf(words[end - 1], piece.text));
    if (IsProse(text) || IsEnumeration(text)) {
      return false;
    }
    Add(LooseKind::kText, text, piece);
    for (size_t w = end; w < words.size(); ++w) {
      AddPart(LooseKind::kValue, words[w], piece);
    }
    return true;
  }

  // Whether words between figures, from `begin` on, are prose. The words are views into `text`.
  static bool HasProse(const std::vector<std::string_view>& words, size_t begin, std::string_view text) {
    for (size_t w = begin; w < words.size();) {
      const size_t first = w;
      while (w < words.size() && !IsValue(words[w])) {
        ++w;
      }
      if (w > first) {
        const auto offset = static_cast<size_t>(words[first].data() - text.data());
        const std::string_view run = text.substr(offset, EndOf(words[w - 1], text) - offset);
        if (IsProse(run) || IsEnumeration(run)) {
          return true;
        }
      }
      w = std::max(w, first + 1);
    }
    return false;
  }

  // Whether 、 stands between words, and not behind numbering in front of them.
  static bool IsEnumeration(std::string_view text) {
    static constexpr std::string_view kComma = "、";
    const size_t comma = text.find(kComma);
    if (comma == std::string_view::npos) {
      return false;
    }
    const size_t end = comma + kComma.size();
    return !IsNumbering(Compact(text.substr(0, end))) || text.find(kComma, end) != std::string_view::npos;
  }

  // The number of words in front of the figures that a text ends with.
  static size_t EndOfTexts(const std::vector<std::string_view>& words) {
    size_t end = words.size();
    while (end > 0 && IsValue(words[end - 1])) {
      --end;
    }
    return end;
  }

  // Where a word ends in the text that it is part of.
  static size_t EndOf(std::string_view word, std::string_view text) {
    return static_cast<size_t>(word.data() + word.size() - text.data());
  }

  static std::vector<std::string_view> Words(std::string_view text) {
    std::vector<std::string_view> words;
    size_t begin = 0;
    for (size_t i = 0; i <= text.size();) {
      const size_t separator = i == text.size() ? 1 : SeparatorLength(text.substr(i));
      if (separator == 0) {
        i += CharLength(text.substr(i));
        continue;
      }
      if (i > begin) {
        words.push_back(text.substr(begin, i - begin));
      }
      i += separator;
      begin = i;
    }
    return words;
  }

  // Adds a part of a piece, with its column.
  void AddPart(LooseKind kind, std::string_view part, const LoosePiece& piece) {
    Add(kind, part, piece);
    const std::string_view before = piece.text.substr(0, static_cast<size_t>(part.data() - piece.text.data()));
    if (piece.place.column > 0) {
      tokens_.back().place.column += static_cast<int>(std::count_if(
          before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    }
  }

  void TakeApart(const LoosePiece& piece) {
    scanned_ += piece.text.size();
    std::vector<FoundLabel> labels;
    if (scanned_ <= kMaxScannedBytes) {
      labels = index_.scanner().Find(piece.text);
    }
    if (labels.empty()) {
      if (!TakeFigures(piece) && !TakeUnknownRow(piece)) {
        Add(IsProse(piece.text) ? LooseKind::kProse : LooseKind::kText, piece.text, piece);
      }
      return;
    }
    size_t end = 0;
    for (const FoundLabel& label : labels) {
      const bool joined = TakeGap(piece, piece.text.substr(end, label.begin - end), end > 0, true);
      AddPart(label.is_heading ? LooseKind::kProse : LooseKind::kLabel,
              piece.text.substr(label.begin, label.end - label.begin), piece);
      if (joined) {
        JoinWithLast(tokens_.size() - 1);
      }
      end = label.end;
    }
    TakeGap(piece, piece.text.substr(end), true, false);
  }

  // Makes one text of a token and the one in front of it, both of one piece: a label within a longer word is none.
  void JoinWithLast(size_t at) {
    LooseToken& first = tokens_[at - 1];
    const LooseToken& second = tokens_[at];
    first.text = std::string_view(first.text.data(),
                                  static_cast<size_t>(second.text.data() + second.text.size() - first.text.data()));
    const bool is_prose = second.kind == LooseKind::kProse || IsProse(first.text);
    first.kind = is_prose ? LooseKind::kProse : LooseKind::kText;
    first.uses = nullptr;
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  // Takes away the numbering that a text ends with, also behind the digits of a figure.
  static std::string_view WithoutNumbering(std::string_view text) {
    for (int times = 0; times < 2; ++times) {
      text = WithoutSeparators(text);
      // Of at most (十二) and what is in front of it.
      size_t best = text.size();
      for (size_t begin = text.size(), length = 1; begin > 0 && length <= 5; ++length) {
        do {
          --begin;
        } while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80);
        if (SeparatorLength(text.substr(begin)) > 0) {
          break;
        }
        // Of the digits that end in a point only the last is numbering: 00000002.
        const bool inside_digits = begin > 0 && IsDigit(text[begin]) && IsDigit(text[begin - 1]) && best < text.size();
        if (!inside_digits && IsNumbering(Compact(text.substr(begin)))) {
          best = begin;
        }
      }
      if (best == text.size()) {
        break;
      }
      text = text.substr(0, best);
    }
    return text;
  }

  static std::string_view WithoutSeparators(std::string_view text) {
    size_t end = 0;
    for (size_t i = 0; i < text.size();) {
      const size_t separator = SeparatorLength(text.substr(i));
      i += separator > 0 ? separator : CharLength(text.substr(i));
      end = separator > 0 ? end : i;
    }
    return text.substr(0, end);
  }

  // What belongs to the label in front: a closing quotation mark or bracket, a colon.
  static size_t ClosingLength(std::string_view text) {
    static constexpr std::u32string_view kClosing = U"”’\"'」』》)）:：";
    size_t end = 0;
    for (size_t i = 0; i < text.size() && kClosing.find(report::NextChar(text, i)) != std::u32string_view::npos;) {
      end = i;
    }
    return end;
  }

  // Takes what stands between two labels. Gives whether its last text belongs to the same word as the label behind.
  bool TakeGap(const LoosePiece& piece, std::string_view gap, bool after_label, bool before_label) {
    if (after_label) {
      gap.remove_prefix(ClosingLength(gap));
      gap.remove_prefix(RemarkLength(gap));
      gap.remove_prefix(ClosingLength(gap));
    }
    const bool is_long = gap.size() > kLongestGap;
    const std::string_view content = before_label && !is_long ? WithoutNumbering(gap) : gap;
    const std::vector<std::string_view> words = Words(content.substr(0, kLongestGap));
    size_t next = 0;
    for (; next < words.size() && IsValue(words[next]); ++next) {
      AddPart(LooseKind::kValue, words[next], piece);
    }
    if (after_label && words.size() == 1 && next == 1) {
      const std::string_view behind = gap.substr(EndOf(words[0], gap));
      tokens_.back().glued = words[0].data() == gap.data() && SeparatorLength(behind) == 0;
    }
    if (next == words.size()) {
      return false;
    }
    const std::string_view rest = content.substr(static_cast<size_t>(words[next].data() - content.data()));
    const bool in_word_behind = before_label && !is_long && content.size() == gap.size() &&
                                WithoutSeparators(gap).size() == gap.size() && !IsValue(words.back());
    const bool in_word_in_front = after_label && next == 0 && words[0].data() == gap.data();
    if (is_long || HasProse(words, next, content)) {
      AddPart(LooseKind::kProse, rest, piece);
      if (in_word_in_front && !tokens_.empty()) {
        JoinWithLast(tokens_.size() - 1);
      }
      return in_word_behind;
    }
    for (const size_t first = next; next < words.size(); ++next) {
      AddPart(IsValue(words[next]) ? LooseKind::kValue : LooseKind::kText, words[next], piece);
      if (next == first && in_word_in_front) {
        JoinWithLast(tokens_.size() - 1);
      }
    }
    return in_word_behind;
  }

  // Chinese numerals are no figures where they may be numbering; a sentence goes on behind a figure with a comma.
  static bool IsValue(std::string_view word) {
    return ReadsAsFigure(word) && !IsProse(word) && word.find("、") == std::string_view::npos &&
           (word == "无" || HasDigit(word) || LabelKey(word).empty());
  }

  const FormIndex& index_;
  const std::vector<LoosePiece>& pieces_;
  std::deque<std::string>& storage_;
  std::vector<bool> is_figure_;  // by piece
  std::vector<LooseToken> tokens_;
  size_t scanned_ = 0;
};

}  // namespace

std::vector<LooseToken> LooseTokens(const FormIndex& index, const std::vector<LoosePiece>& pieces,
                                    std::deque<std::string>& storage) {
  return Tokenizer(index, pieces, storage).Take();
}

}  // namespace gouji::parse
