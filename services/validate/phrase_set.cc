#include "services/validate/phrase_set.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace gouji::validate {
namespace {

constexpr int64_t kMaxSetBytes = 16L << 20;  // of all patterns, compiled together, with their automaton

std::unique_ptr<const re2::RE2::Set> Compile(const std::vector<const re2::RE2*>& patterns) {
  if (patterns.empty()) {
    return nullptr;
  }
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(kMaxSetBytes);
  auto set = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
  for (const re2::RE2* pattern : patterns) {
    if (std::string error; set->Add(pattern->pattern(), &error) < 0) {
      return nullptr;
    }
  }
  return set->Compile() ? std::move(set) : nullptr;
}

}  // namespace

bool PhraseScan::MayOccur(const re2::RE2& pattern, size_t section) const {
  const auto found = std::find(patterns_.begin(), patterns_.end(), &pattern);
  return found == patterns_.end() ||
         may_occur_[section * patterns_.size() + static_cast<size_t>(found - patterns_.begin())];
}

PhraseSet::PhraseSet(std::vector<const re2::RE2*> patterns)
    : patterns_(std::move(patterns)), set_(Compile(patterns_)) {}

PhraseScan PhraseSet::Scan(const report::Report& report) const {
  PhraseScan scan(patterns_, report.sections.size());
  std::vector<int> found;
  for (size_t s = 0; s < report.sections.size(); ++s) {
    const std::string& text = report.sections[s].text;
    const auto of_section = scan.may_occur_.begin() + static_cast<std::ptrdiff_t>(s * patterns_.size());
    re2::RE2::Set::ErrorInfo error{re2::RE2::Set::kNoError};
    if (set_ == nullptr || (!set_->Match(text, &found, &error) && error.kind != re2::RE2::Set::kNoError)) {
      // Not known: each rule has to look for itself.
      std::fill_n(of_section, patterns_.size(), true);
      continue;
    }
    for (const int pattern : found) {
      of_section[pattern] = true;
    }
    found.clear();
  }
  return scan;
}

}  // namespace gouji::validate
