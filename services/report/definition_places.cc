#include "services/report/definition_places.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"

namespace gouji::report {
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

absl::StatusOr<DefinitionPlaces> DefinitionPlaces::Read(std::string_view text, google::protobuf::Message* message) {
  DefinitionPlaces result;
  result.root_ = message->GetDescriptor();
  result.places_ = std::make_unique<Places>();
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(result.places_.get());
  if (!parser.ParseFromString(std::string(text), message)) {
    return absl::InvalidArgumentError(error.text());
  }
  return result;
}

int DefinitionPlaces::LineOf(std::string_view field_path) const {
  int line = 0;
  const Descriptor* message = root_;
  const Places* places = places_.get();
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

}  // namespace gouji::report
