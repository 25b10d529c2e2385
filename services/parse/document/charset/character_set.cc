#include "services/parse/document/charset/character_set.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "fmt/format.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";
constexpr size_t kHopeless = 10'000;  // invalid bytes
constexpr size_t kBufferBytes = size_t{64} << 10;

struct Spelling {
  std::string_view name;  // in lower case, without punctuation
  CharacterSet set;
};

constexpr std::array kSpellings = {
    Spelling{"utf8", CharacterSet::kUtf8},          Spelling{"unicode11utf8", CharacterSet::kUtf8},
    Spelling{"utf16", CharacterSet::kUtf16Le},      Spelling{"utf16le", CharacterSet::kUtf16Le},
    Spelling{"unicode", CharacterSet::kUtf16Le},    Spelling{"utf16be", CharacterSet::kUtf16Be},
    Spelling{"gb18030", CharacterSet::kGb18030},    Spelling{"gbk", CharacterSet::kGb18030},
    Spelling{"xgbk", CharacterSet::kGb18030},       Spelling{"gb2312", CharacterSet::kGb18030},
    Spelling{"gb231280", CharacterSet::kGb18030},   Spelling{"gb", CharacterSet::kGb18030},
    Spelling{"cp936", CharacterSet::kGb18030},      Spelling{"ms936", CharacterSet::kGb18030},
    Spelling{"windows936", CharacterSet::kGb18030}, Spelling{"euccn", CharacterSet::kGb18030},
    Spelling{"big5", CharacterSet::kBig5},          Spelling{"xbig5", CharacterSet::kBig5},
    Spelling{"big5hkscs", CharacterSet::kBig5},     Spelling{"cnbig5", CharacterSet::kBig5},
    Spelling{"cp950", CharacterSet::kBig5},         Spelling{"windows950", CharacterSet::kBig5},
};

void AddReplacement(Conversion& conversion) {
  if (conversion.replacements.size() < kMaxReplacements) {
    conversion.replacements.push_back(conversion.text.size());
  }
  ++conversion.replacement_count;
  conversion.text += kReplacementUtf8;
}

Conversion FromUtf8(std::string_view bytes) {
  Conversion conversion;
  conversion.text.reserve(bytes.size());
  size_t clean_begin = 0;  // bytes before it are copied
  for (size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const size_t begin = i;
    // U+FFFD stands for a byte that is no UTF-8, unless it is printed itself, in three bytes.
    if (report::NextChar(bytes, i) == kReplacement && i == begin + 1) {
      conversion.text.append(bytes.substr(clean_begin, begin - clean_begin));
      clean_begin = i;
      AddReplacement(conversion);
    } else {
      ++conversion.multibyte_count;
    }
  }
  conversion.text.append(bytes.substr(clean_begin));
  return conversion;
}

Conversion FromUtf16(std::string_view bytes, bool big_endian) {
  const auto unit = [bytes, big_endian](size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  Conversion conversion;
  conversion.text.reserve(bytes.size() * 3 / 2);
  size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    const bool pair =
        c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000;
    if (pair) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    }
    if (!pair && c >= 0xD800 && c < 0xE000) {
      AddReplacement(conversion);
      continue;
    }
    conversion.multibyte_count += c >= 0x80 ? 1 : 0;
    report::AppendUtf8(c, conversion.text);
  }
  if (i < bytes.size()) {
    AddReplacement(conversion);  // half a character
  }
  return conversion;
}

absl::StatusOr<Conversion> ByIconv(std::string_view bytes, const char* name, Effort effort) {
  iconv_t converter = iconv_open("UTF-8", name);
  if (converter == reinterpret_cast<iconv_t>(-1)) {  // NOLINT(performance-no-int-to-ptr): iconv's own idiom
    return absl::InternalError(fmt::format("the C library of this system has no converter for {}", name));
  }
  Conversion conversion;
  std::string input(bytes);  // iconv takes no const
  char* in = input.data();
  size_t in_left = input.size();
  std::string buffer(kBufferBytes, '\0');
  while (in_left > 0) {
    char* out = buffer.data();
    size_t out_left = buffer.size();
    const size_t result = iconv(converter, &in, &in_left, &out, &out_left);
    const int error = result == static_cast<size_t>(-1) ? errno : 0;
    const std::string_view piece(buffer.data(), buffer.size() - out_left);
    conversion.text.append(piece);
    // Continuation bytes of two-, three- and four-byte characters: every lead byte is one character beyond ASCII.
    conversion.multibyte_count += static_cast<size_t>(
        std::count_if(piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (error != 0 && error != E2BIG) {
      AddReplacement(conversion);
      ++in;
      --in_left;
      if (effort == Effort::kGiveUp && conversion.replacement_count > kHopeless && !conversion.Reads()) {
        break;
      }
    }
  }
  iconv_close(converter);
  return conversion;
}

}  // namespace

std::string_view NameOf(CharacterSet set) {
  switch (set) {
    case CharacterSet::kUtf8:
      return "UTF-8";
    case CharacterSet::kUtf16Le:
      return "UTF-16LE";
    case CharacterSet::kUtf16Be:
      return "UTF-16BE";
    case CharacterSet::kGb18030:
      return "GB18030";
    case CharacterSet::kBig5:
      return "Big5";
  }
  return "";
}

std::optional<CharacterSet> CharacterSetNamed(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  for (const Spelling& spelling : kSpellings) {
    if (spelling.name == plain) {
      return spelling.set;
    }
  }
  return std::nullopt;
}

absl::StatusOr<Conversion> Convert(std::string_view bytes, CharacterSet set, Effort effort) {
  switch (set) {
    case CharacterSet::kUtf8:
      return FromUtf8(bytes);
    case CharacterSet::kUtf16Le:
    case CharacterSet::kUtf16Be:
      return FromUtf16(bytes, set == CharacterSet::kUtf16Be);
    case CharacterSet::kGb18030:
      return ByIconv(bytes, "GB18030", effort);
    case CharacterSet::kBig5:
      return ByIconv(bytes, "BIG5-HKSCS", effort);
  }
  return absl::InternalError("no such character set");
}

}  // namespace gouji::parse
