#include "services/parse/document/charset/charset.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// The id of the diagnostic for bytes that are no text in the character set.
constexpr char kBytesReplaced[] = "BYTES_REPLACED";

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

// How much of a text is looked at to find out its character set.
constexpr size_t kSampleBytes = size_t{64} << 10;

// The characters that Chinese prose and these reports are full of, simplified and traditional. About every third
// character of a report is one of them; of text that is decoded wrongly, one in a hundred.
constexpr std::u32string_view kFamiliarText =
    U"的一是不了在人有我他这中大来上个国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    U"成方多经去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日月号第条年度政府信息公开工作"
    U"报告办理申请情况总计规章文件机关行政许可处罚强制收费予以结果复议诉讼县市区省局委镇乡街道办事处服务管理存在问题改"
    U"进"
    U"這個們來國對時會說發後裡經學現當沒動進還過點樣從實開關總計規範處罰強製費結復議訴訟縣區鎮鄉辦務報請條號項數據資訊"
    U"間問題為與無門機構組織業內單位責應該將長產電網絡民眾監督執";

// A bit for each character of the basic plane: the characters of a whole document are looked up, twice.
using CharacterBits = std::array<uint64_t, 0x10000 / 64>;

constexpr CharacterBits FamiliarBits() {
  CharacterBits bits{};
  for (const char32_t c : kFamiliarText) bits[c / 64] |= uint64_t{1} << c % 64;
  return bits;
}

constexpr CharacterBits kFamiliar = FamiliarBits();

size_t CountFamiliar(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = report::NextChar(text, i);
    if (c < 0x10000) count += kFamiliar[c / 64] >> c % 64 & 1;
  }
  return count;
}

DecodedText Named(Conversion conversion, CharacterSet set) {
  return {.text = std::move(conversion.text),
          .charset = std::string(NameOf(set)),
          .replacements = std::move(conversion.replacements),
          .replacement_count = conversion.replacement_count};
}

absl::StatusOr<DecodedText> DecodeAs(std::string_view bytes, CharacterSet set) {
  const std::string_view mark = set == CharacterSet::kUtf8      ? kUtf8Mark
                                : set == CharacterSet::kUtf16Le ? kUtf16LeMark
                                : set == CharacterSet::kUtf16Be ? kUtf16BeMark
                                                                : std::string_view();
  if (bytes.starts_with(mark)) {
    bytes.remove_prefix(mark.size());
  }
  absl::StatusOr<Conversion> conversion = Convert(bytes, set, Effort::kThorough);
  return conversion.ok() ? Named(*std::move(conversion), set) : absl::StatusOr<DecodedText>(conversion.status());
}

// A character set that a text without a mark, and not in UTF-8, may be in, with what its beginning is then.
struct Candidate {
  CharacterSet set;
  Conversion sample;
  size_t familiar_count = 0;
};

// Whether next to all units of the bytes are ones that Chinese texts in UTF-16 have, and none is one that no text has.
bool IsUsualUtf16(std::string_view bytes, CharacterSet order) {
  const bool big_endian = order == CharacterSet::kUtf16Be;
  size_t unusual_left = bytes.size() / 2 / 10;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto high = static_cast<unsigned char>(bytes[big_endian ? i : i + 1]);
    const auto low = static_cast<unsigned char>(bytes[big_endian ? i + 1 : i]);
    const char32_t c = static_cast<char32_t>(high) << 8 | low;
    if ((c < U' ' && c != U'\t' && c != U'\n' && c != U'\r' && c != U'\f' && c != U'\v') || c >= 0xFFFE) {
      return false;
    }
    const bool usual = c < 0x80 || (c >= 0x2010 && c <= 0x2049) || (c >= 0x3000 && c <= 0x303F) ||
                       (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
    if (!usual && unusual_left-- == 0) return false;
  }
  return true;
}

// The best of the candidates that the bytes read in; nothing if they read in none.
std::optional<Candidate> ByContent(std::string_view bytes, std::optional<CharacterSet> declared) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::optional<Candidate> best;
  // In the order of preference where the content leaves it open.
  for (const CharacterSet set :
       {CharacterSet::kGb18030, CharacterSet::kBig5, CharacterSet::kUtf16Le, CharacterSet::kUtf16Be}) {
    const bool utf16 = set == CharacterSet::kUtf16Le || set == CharacterSet::kUtf16Be;
    if (utf16 && !IsUsualUtf16(sample, set)) {
      continue;  // every pair of bytes is a character: that it converts says nothing
    }
    absl::StatusOr<Conversion> conversion = Convert(sample, set, Effort::kGiveUp);
    if (!conversion.ok() || !conversion->Reads()) {
      continue;
    }
    const size_t familiar_count = CountFamiliar(conversion->text);
    if (!best.has_value() || familiar_count > 2 * best->familiar_count ||
        (set == declared && familiar_count >= best->familiar_count)) {
      best = {.set = set, .sample = *std::move(conversion), .familiar_count = familiar_count};
    }
  }
  return best;
}

}  // namespace

std::optional<CharacterSet> DetectUtf16(std::string_view bytes) {
  static constexpr size_t kFewest = 4;  // units
  if (bytes.starts_with(kUtf16LeMark)) {
    return CharacterSet::kUtf16Le;
  }
  if (bytes.starts_with(kUtf16BeMark)) {
    return CharacterSet::kUtf16Be;
  }
  // Every line end and digit has a byte of zero, which no text in another set has.
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  const size_t unit_count = sample.size() / 2;
  if (unit_count < kFewest || sample.find('\0') == std::string_view::npos) {
    return std::nullopt;
  }
  for (const CharacterSet set : {CharacterSet::kUtf16Le, CharacterSet::kUtf16Be}) {
    if (IsUsualUtf16(sample, set)) {
      return set;
    }
  }
  return std::nullopt;
}

absl::StatusOr<DecodedText> Decode(std::string_view bytes, std::string_view charset, std::string_view declared) {
  if (!charset.empty()) {
    const std::optional<CharacterSet> wanted = CharacterSetNamed(charset);
    if (!wanted.has_value()) {
      return report::Error(
          absl::StatusCode::kInvalidArgument, report::Reason::kUnknownCharset,
          fmt::format("no decoder for the character set \"{}\"; known are UTF-8, UTF-16, GB18030 and Big5", charset));
    }
    return DecodeAs(bytes, *wanted);
  }
  if (const std::optional<CharacterSet> utf16 = DetectUtf16(bytes)) {
    return DecodeAs(bytes, *utf16);
  }
  if (bytes.starts_with(kUtf8Mark)) {
    bytes.remove_prefix(kUtf8Mark.size());
  }
  absl::StatusOr<Conversion> utf8 = Convert(bytes, CharacterSet::kUtf8, Effort::kGiveUp);
  if (!utf8.ok()) {
    return utf8.status();
  }
  if (utf8->Reads()) {
    return Named(*std::move(utf8), CharacterSet::kUtf8);
  }
  std::optional<Candidate> best = ByContent(bytes, CharacterSetNamed(declared));
  if (!best.has_value()) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                         "the bytes are no text in UTF-8, UTF-16, GB18030 or Big5; if they are, name the character set",
                         "文件不是UTF-8、UTF-16、GB18030或Big5编码的文本；如果是，请指明其编码");
  }
  return bytes.size() <= kSampleBytes ? Named(std::move(best->sample), best->set) : DecodeAs(bytes, best->set);
}

std::vector<ReaderRemark> ReplacementRemarks(const DecodedText& decoded) {
  std::vector<ReaderRemark> remarks;
  int line = 1;
  size_t counted = 0;
  for (const size_t offset : decoded.replacements) {
    line += static_cast<int>(std::count(decoded.text.begin() + static_cast<std::ptrdiff_t>(counted),
                                        decoded.text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted = offset;
    if (!remarks.empty() && remarks.back().place.line == line) {
      continue;
    }
    remarks.push_back({.id = kBytesReplaced,
                       .message_zh = fmt::format("第{}行有不属于{}编码的字节，已代以替换符（全文共{}个）", line,
                                                 decoded.charset, decoded.replacement_count),
                       .message_en = fmt::format("line {}: bytes that are no {} were replaced ({} in all)", line,
                                                 decoded.charset, decoded.replacement_count),
                       .place = {.page = 0, .line = line, .column = 0}});
  }
  return remarks;
}

}  // namespace gouji::parse
