#include "services/validate/similarity/boilerplate.h"

#include <algorithm>
#include <utility>

#include "services/validate/similarity/hashing.h"
#include "services/validate/similarity/prose.h"

namespace gouji::validate {
namespace {

constexpr size_t kFirstCharacterSlots = 4096;  // a power of two

}  // namespace

Boilerplate::Boilerplate(const std::vector<std::string>& phrases) : begins_(kFirstCharacterSlots, false) {
  for (const std::string& phrase : phrases) {
    std::u32string words = WordsOf(phrase);
    if (words.size() < kMinWords) {
      continue;
    }
    for (const char32_t word : words) {
      version_ = MixHash(version_ + word);
    }
    version_ = MixHash(version_);
    begins_[words.front() % kFirstCharacterSlots] = true;
    phrases_[words.substr(0, kMinWords)].push_back(std::move(words));
  }
  for (auto& [beginning, with_it] : phrases_) {
    std::sort(with_it.begin(), with_it.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
}

size_t Boilerplate::LengthAt(std::u32string_view words, size_t position) const {
  const std::u32string_view rest = words.substr(position);
  if (rest.size() < kMinWords || !begins_[rest.front() % kFirstCharacterSlots]) {
    return 0;
  }
  const auto found = phrases_.find(rest.substr(0, kMinWords));
  if (found == phrases_.end()) {
    return 0;
  }
  for (const std::u32string& phrase : found->second) {
    if (rest.substr(0, phrase.size()) == phrase) {
      return phrase.size();
    }
  }
  return 0;
}

}  // namespace gouji::validate
