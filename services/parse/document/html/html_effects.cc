#include "services/parse/document/html/html_effects.h"

#include <utility>

namespace gouji::parse {

size_t HtmlEffects::Find(HtmlNameKey name) const {
  for (size_t i = open_.size(); i-- > 0;) {
    if (open_[i].name == name) {
      return i;
    }
  }
  return open_.size();
}

bool HtmlEffects::NoteInner(HtmlNameKey name) {
  if (const size_t same = Find(name); same < open_.size()) {
    ++open_[same].same_name_depth;
  }
  return open_.back().effect == HtmlEffect::kFlex && open_.back().depth++ == 0;
}

HtmlEffects::Ended HtmlEffects::NoteEnd(HtmlNameKey name) {
  Ended ended;
  size_t same = Find(name);
  if (same < open_.size()) {
    if (open_[same].same_name_depth > 0) {
      --open_[same].same_name_depth;
    } else {
      while (open_[same].same_element) {
        --same;
      }
      ended.count = open_.size() - same;
    }
  }
  if (open_.size() > ended.count) {
    Open& around = open_[open_.size() - ended.count - 1];
    ended.flex_child = around.effect == HtmlEffect::kFlex && around.depth > 0 && --around.depth == 0;
  }
  return ended;
}

void HtmlEffects::Push(HtmlEffect effect, HtmlNameKey name) {
  const bool first = std::exchange(starting_, false);
  if (const size_t same = Find(name); first && same < open_.size() && open_[same].same_name_depth > 0) {
    --open_[same].same_name_depth;  // its end is that of the new one
  }
  if (open_.size() < kMaxEffects) {
    open_.push_back({.effect = effect, .name = name, .same_element = !first && !open_.empty()});
  }
}

HtmlEffect HtmlEffects::Pop() {
  const HtmlEffect effect = open_.back().effect;
  open_.pop_back();
  return effect;
}

bool HtmlEffects::InnermostIsOfText() const {
  if (open_.empty()) {
    return false;
  }
  const HtmlEffect effect = open_.back().effect;
  return effect == HtmlEffect::kLine || effect == HtmlEffect::kRaised || effect == HtmlEffect::kLowered ||
         effect == HtmlEffect::kStruck;
}

}  // namespace gouji::parse
