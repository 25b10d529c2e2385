#include "services/parse/document/pages/pdf_objects.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "services/parse/document/pages/pdf_syntax.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxUnpacked = size_t{64} << 20;
constexpr size_t kMaxObjects = 1'000'000;
constexpr size_t kMaxChildren = 100'000;
constexpr int kMaxReferences = 16;  // of references to references
constexpr int kMaxTreeDepth = 64;
constexpr size_t kMaxTrailers = 1'000;
constexpr size_t kLongestTrailer = size_t{64} << 10;
// How many bytes of dictionaries are looked through in all.
constexpr size_t kMaxLookedThrough = size_t{256} << 20;
constexpr std::string_view kStream = "stream";
constexpr size_t kInflateChunk = size_t{64} << 10;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The number in front of " 0 obj" at `at`, the place of "obj"; -1 for none.
int64_t ObjectNumber(std::string_view bytes, size_t at) {
  static constexpr size_t kLongestNumber = 10;
  const auto skip_back = [&](size_t end, bool (*is)(char)) {
    size_t begin = end;
    while (begin > 0 && end - begin < kLongestNumber && is(bytes[begin - 1])) {
      --begin;
    }
    return begin;
  };
  const auto is_space = [](char c) { return c == ' ' || c == '\r' || c == '\n' || c == '\t'; };
  const size_t generation_end = skip_back(at, is_space);
  const size_t generation = skip_back(generation_end, IsDigit);
  const size_t number_end = skip_back(generation, is_space);
  const size_t number = skip_back(number_end, IsDigit);
  if (generation == generation_end || number_end == generation || number == number_end) {
    return -1;
  }
  int64_t value = 0;
  for (const char c : bytes.substr(number, number_end - number)) {
    value = 10 * value + (c - '0');
  }
  return value;
}

}  // namespace

PdfObjects::PdfObjects(std::string_view bytes) : allowance_(kMaxUnpacked) { FindObjects(bytes); }

std::string_view PdfObjects::Get(std::string_view dictionary, std::string_view key) {
  looked_through_ += dictionary.size();
  return looked_through_ > kMaxLookedThrough ? std::string_view() : Resolve(DictionaryValue(dictionary, key));
}

void PdfObjects::FindObjects(std::string_view bytes) {
  std::vector<int64_t> object_streams;
  int64_t catalog = -1;
  size_t at = 0;
  while ((at = bytes.find("obj", at)) != std::string_view::npos && objects_.size() < kMaxObjects) {
    const int64_t number = ObjectNumber(bytes, at);
    at += 3;
    if (number < 0) {
      continue;
    }
    PdfTokenizer tokens(bytes);
    tokens.set_position(at);
    Object object;
    object.value = tokens.NextValue();
    at = tokens.position();
    size_t begin = std::min(bytes.find_first_not_of(" \r\n\t", at), bytes.size());
    if (object.value.starts_with("<<") && bytes.substr(begin).starts_with(kStream)) {
      begin += kStream.size();
      begin += bytes.substr(begin).starts_with("\r\n") ? 2 : 1;
      const auto length = PdfNumber(DictionaryValue(object.value, "/Length"));
      size_t end = length.has_value() && *length >= 0 && *length < static_cast<double>(bytes.size())
                       ? begin + static_cast<size_t>(*length)
                       : bytes.size();
      // The length may be wrong, or stand in another object.
      if (end >= bytes.size() || bytes.substr(end, 16).find("endstream") == std::string_view::npos) {
        end = std::min(bytes.find("endstream", std::min(begin, bytes.size())), bytes.size());
      }
      begin = std::min(begin, end);
      object.stream = bytes.substr(begin, end - begin);
      at = end;
    }
    if (object.value.starts_with("<<")) {
      const std::string_view type = DictionaryValue(object.value, "/Type");
      catalog = type == "/Catalog" ? number : catalog;
      if (type == "/ObjStm") {
        object_streams.push_back(number);
      }
      is_encrypted_ |= type == "/XRef" && !DictionaryValue(object.value, "/Encrypt").empty();
    }
    objects_[number] = object;
  }
  size_t trailer = bytes.find("trailer");
  for (size_t i = 0; i < kMaxTrailers && trailer != std::string_view::npos; ++i) {
    trailer += std::string_view("trailer").size();
    PdfTokenizer tokens(bytes.substr(trailer, kLongestTrailer));
    is_encrypted_ |= !DictionaryValue(tokens.NextValue(), "/Encrypt").empty();
    trailer = bytes.find("trailer", trailer);
  }
  if (!is_encrypted_) {
    ReadObjectStreams(object_streams);
  }
  if (catalog < 0) {
    for (const auto& [number, object] : objects_) {
      if (object.value.starts_with("<<") && DictionaryValue(object.value, "/Type") == "/Catalog") {
        catalog = std::max(catalog, number);
      }
    }
  }
  if (const auto found = objects_.find(catalog); found != objects_.end()) {
    root_ = Get(found->second.value, "/Pages");
  }
}

void PdfObjects::ReadObjectStreams(const std::vector<int64_t>& numbers) {
  for (const int64_t container : numbers) {
    const std::string_view dictionary = objects_[container].value;
    const auto count = PdfNumber(Get(dictionary, "/N"));
    const auto first = PdfNumber(Get(dictionary, "/First"));
    const std::string_view text = unpacked_.emplace_back(Stream(container));
    if (!count.has_value() || !first.has_value() || *first < 0 || *first > static_cast<double>(text.size())) {
      continue;
    }
    PdfTokenizer header(text.substr(0, static_cast<size_t>(*first)));
    for (double i = 0; i < *count && objects_.size() < kMaxObjects; ++i) {
      const auto number = PdfNumber(header.Next());
      const auto offset = PdfNumber(header.Next());
      if (!number.has_value() || !offset.has_value() || *number < 0 || *offset < 0 ||
          *first + *offset >= static_cast<double>(text.size())) {
        break;
      }
      PdfTokenizer tokens(text.substr(static_cast<size_t>(*first + *offset)));
      objects_[static_cast<int64_t>(*number)] = {.value = tokens.NextValue(), .stream = {}};
    }
  }
}

std::string_view PdfObjects::Resolve(std::string_view value) const {
  for (int i = 0; i < kMaxReferences; ++i) {
    const int64_t number = ReferenceOf(value);
    if (number < 0) {
      return value;
    }
    const auto found = objects_.find(number);
    if (found == objects_.end()) {
      return {};
    }
    value = found->second.value;
  }
  return {};
}

std::string PdfObjects::Inflate(std::string_view data) {
  std::string plain;
  z_stream stream = {};
  if (inflateInit(&stream) != Z_OK) {
    return plain;
  }
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  std::array<char, kInflateChunk> chunk;
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    status = inflate(&stream, Z_NO_FLUSH);
    const size_t got = chunk.size() - stream.avail_out;
    if (got > allowance_ || (got == 0 && status == Z_OK)) {
      break;
    }
    allowance_ -= got;
    plain.append(chunk.data(), got);
  }
  inflateEnd(&stream);
  return plain;
}

std::string PdfObjects::Stream(int64_t number) {
  const auto found = objects_.find(number);
  if (found == objects_.end() || is_encrypted_) {
    return {};
  }
  const Object& object = found->second;
  const std::vector<std::string_view> filters = ArrayValues(Get(object.value, "/Filter"), 2);
  if (filters.empty()) {
    const size_t size = std::min(object.stream.size(), allowance_);
    allowance_ -= size;
    return std::string(object.stream.substr(0, size));
  }
  const auto is = [&](size_t filter, std::string_view name, std::string_view abbreviation) {
    return filter < filters.size() && (filters[filter] == name || filters[filter] == abbreviation);
  };
  std::string decoded;
  std::string_view data = object.stream;
  size_t next = 0;
  if (is(next, "/ASCII85Decode", "/A85")) {
    decoded = DecodeAscii85(data.substr(0, allowance_));
    data = decoded;
    ++next;
  }
  if (next == filters.size()) {
    return decoded;
  }
  return is(next, "/FlateDecode", "/Fl") && next + 1 == filters.size() ? Inflate(data) : std::string();
}

std::vector<std::string_view> PdfObjects::Pages(size_t limit) {
  std::vector<std::string_view> pages;
  std::vector<std::string_view> waiting = {root_};
  std::unordered_set<const char*> seen;
  while (!waiting.empty() && pages.size() < limit) {
    const std::string_view node = waiting.back();
    waiting.pop_back();
    if (node.empty() || !seen.insert(node.data()).second) {
      continue;
    }
    const std::string_view kids = Get(node, "/Kids");
    if (kids.empty()) {
      pages.push_back(node);
      continue;
    }
    const std::vector<std::string_view> children = ArrayValues(kids, kMaxChildren);
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      waiting.push_back(Resolve(*child));
    }
  }
  return pages;
}

std::string_view PdfObjects::Inherited(std::string_view page, std::string_view key) {
  for (int depth = 0; depth < kMaxTreeDepth && !page.empty(); ++depth) {
    if (const std::string_view value = Get(page, key); !value.empty()) {
      return value;
    }
    page = Get(page, "/Parent");
  }
  return {};
}

}  // namespace gouji::parse
