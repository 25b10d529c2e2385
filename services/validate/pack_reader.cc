#include "services/validate/pack_reader.h"

#include <charconv>

#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"
#include "services/validate/definition_error.h"

namespace gouji::validate {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Places = google::protobuf::TextFormat::ParseInfoTree;

// Keeps the first thing that the text parser dislikes.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) {
      text_ = fmt::format("line {}, column {}: {}", line + 1, column + 1, message);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// A step of a field path: "formulas[1]".
struct Step {
  std::string name;
  int index = -1;
};

Step ParseStep(std::string_view text) {
  Step step;
  const size_t bracket = text.find('[');
  step.name = text.substr(0, bracket);
  if (bracket != std::string_view::npos) {
    std::from_chars(text.data() + bracket + 1, text.data() + text.size(), step.index);
  }
  return step;
}

}  // namespace

absl::StatusOr<Pack> Pack::Read(const PackSource& source) {
  Pack pack;
  pack.name_ = source.name;
  pack.places_ = std::make_unique<Places>();
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(pack.places_.get());
  if (!parser.ParseFromString(source.text, &pack.definition_)) {
    return PackError(fmt::format("rule pack {}: {}", source.name, error.text()),
                     fmt::format("规则文件 {}：{}", source.name, error.text()));
  }
  if (pack.definition_.id().empty()) {
    return PackError(fmt::format("rule pack {}: id is missing", source.name),
                     fmt::format("规则文件 {}：缺少 id", source.name));
  }
  for (int i = 0; i < pack.definition_.rules_size(); ++i) {
    if (pack.definition_.rules(i).id().empty()) {
      const int line = pack.LineOf(i, "");
      return PackError(fmt::format("rule pack {}, line {}, rule {}: id is missing", source.name, line, i + 1),
                       fmt::format("规则文件 {} 第 {} 行，第 {} 条规则：缺少 id", source.name, line, i + 1));
    }
  }
  return pack;
}

absl::Status Pack::RuleError(int rule_index, const absl::Status& problem) const {
  const std::string text(problem.message());
  const int line = LineOf(rule_index, std::string_view(text).substr(0, text.find(':')));
  const std::string& id = definition_.rules(rule_index).id();
  return PackError(
      fmt::format("rule pack {}, line {}, rule {}: {}", name_, line, id, text),
      fmt::format("规则文件 {} 第 {} 行，规则 {}：{}", name_, line, id, report::ChineseMessageOf(problem)));
}

int Pack::LineOf(int rule_index, std::string_view field_path) const {
  const Descriptor* message = v1::RulePack::descriptor();
  const FieldDescriptor* rules = message->FindFieldByName("rules");
  int line = places_->GetLocation(rules, rule_index).line;
  const Places* places = places_->GetTreeForNested(rules, rule_index);
  message = rules->message_type();
  while (places != nullptr && message != nullptr && !field_path.empty()) {
    const size_t point = field_path.find('.');
    const Step step = ParseStep(field_path.substr(0, point));
    field_path.remove_prefix(point == std::string_view::npos ? field_path.size() : point + 1);
    const FieldDescriptor* field = message->FindFieldByName(step.name);
    if (field == nullptr) {
      break;
    }
    const int index = field->is_repeated() ? std::max(step.index, 0) : -1;
    const auto location = places->GetLocation(field, index);
    if (location.line < 0) {
      break;
    }
    line = location.line;
    message = field->message_type();
    places = message == nullptr ? nullptr : places->GetTreeForNested(field, index);
  }
  return line + 1;
}

}  // namespace gouji::validate
