#include "services/validate/context.h"

#include <unordered_set>
#include <utility>

namespace gouji::validate {

std::vector<std::string> ComparedNames(const Context& context) {
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  const auto add = [&](const ComparedReport& other) {
    std::string name = other.name();
    if (other.report != nullptr && known.insert(name).second) names.push_back(std::move(name));
  };
  if (context.previous.has_value()) add(*context.previous);
  for (const ComparedReport& peer : context.peers) add(peer);
  for (const ComparedReport& subordinate : context.subordinates) add(subordinate);
  return names;
}

}  // namespace gouji::validate
