#include "services/parse/interpret/loose_tokens.h"

#include <algorithm>
#include <utility>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/loose_words.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxSplitPieces = 4;      // over which a label is split
constexpr size_t kLongestLabelPart = 240;  // bytes
constexpr size_t kLongestGap = 400;        // bytes between two labels; in a longer one only the figures in front count
constexpr size_t kFewestFigures = 3;       // separated by spaces, that a line of figures has

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
    if (before_figure && is_short && IsNumbering(compact) && !tokens_.empty() && EndsARowOrGroup(tokens_.back())) {
      // The label behind it was torn off: the figures are those of another row.
      Add(LooseKind::kText, piece.text, piece);
      tokens_.back().aligned = true;
      return;
    }
    if (is_short && (compact.empty() || IsNumbering(compact) || IsPageNumber(compact))) {
      return;
    }
    const size_t first = tokens_.size();
    if (is_short && is_figure_[number] && !TakeFigures(piece) && !TakeUnknownRow(piece)) {
      Add(LooseKind::kValue, piece.text, piece);
    } else if (is_short && !index_.Find(LabelKey(piece.text)).empty() && !EndsWithFigures(piece.text)) {
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

  // Whether what stands behind a token may be numbering of another row.
  static bool EndsARowOrGroup(const LooseToken& token) {
    return token.kind == LooseKind::kValue ||
           (token.kind == LooseKind::kLabel && token.uses->Has(LabelRole::kRowGroup));
  }

  // A key is no better than its text where a bracket was not closed: 本年度办理结果 (一 0 0 1.
  static bool EndsWithFigures(std::string_view text) {
    const std::vector<std::string_view> words = WordsOf(text);
    return WordsBeforeFigures(words) < words.size();
  }

  // A line of several figures. Two may be one that was torn apart.
  bool TakeFigures(const LoosePiece& piece) {
    if (piece.text.size() + 1 < 2 * kFewestFigures) {
      return false;  // no room for so many figures and what separates them
    }
    const std::vector<std::string_view> words = WordsOf(piece.text);
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
    const std::vector<std::string_view> words = WordsOf(piece.text);
    const size_t end = WordsBeforeFigures(words);
    if (end == 0 || words.size() - end < kFewestFigures) {
      return false;
    }
    const std::string_view text = piece.text.substr(0, EndOf(words[end - 1], piece.text));
    if (IsProseBesideFigures(index_, text)) {
      return false;
    }
    Add(LooseKind::kText, text, piece);
    for (size_t w = end; w < words.size(); ++w) {
      AddPart(LooseKind::kValue, words[w], piece);
    }
    return true;
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
      const std::string_view gap = piece.text.substr(end, label.begin - end);
      const bool joined = TakeGap(piece, gap, end > 0, true);
      const size_t begin = end + EndBeforeNumbering(gap);
      AddPart(label.is_heading ? LooseKind::kProse : LooseKind::kLabel, piece.text.substr(begin, label.end - begin),
              piece);
      if (joined) {
        JoinWithLast(tokens_.size() - 1);
      }
      end = label.end;
    }
    TakeGap(piece, piece.text.substr(end), true, false);
  }

  // Where the numbering begins that stands between a gap and the label behind it; the length of a gap without any.
  static size_t EndBeforeNumbering(std::string_view gap) {
    const std::string_view content = gap.size() > kLongestGap ? gap : WithoutNumbering(gap);
    const size_t numbering = gap.find_first_not_of(' ', content.size());
    return WithoutSeparators(gap).size() == content.size() ? gap.size() : std::min(numbering, gap.size());
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

  // Takes what stands between two labels. Gives whether its last text belongs to the same word as the label behind.
  bool TakeGap(const LoosePiece& piece, std::string_view gap, bool after_label, bool before_label) {
    if (after_label) {
      gap.remove_prefix(ClosingLength(gap));
      gap.remove_prefix(RemarkLength(gap));
      gap.remove_prefix(ClosingLength(gap));
    }
    const bool is_long = gap.size() > kLongestGap;
    const std::string_view content = before_label && !is_long ? WithoutNumbering(gap) : gap;
    const std::vector<std::string_view> words = WordsOf(content.substr(0, kLongestGap));
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
    std::vector<std::string_view> whole_words = words;
    if (in_word_in_front && !tokens_.empty()) {
      const char* begin = tokens_.back().text.data();
      whole_words[0] = std::string_view(begin, static_cast<size_t>(words[0].data() + words[0].size() - begin));
    }
    if (is_long || HasProse(index_, whole_words, next, piece.text)) {
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
