#ifndef GOUJI_SERVICES_REPORT_DEFINITION_PLACES_H_
#define GOUJI_SERVICES_REPORT_DEFINITION_PLACES_H_

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/text_format.h"

namespace gouji::report {

// The lines of a definition file (a message in protobuf text format), so that what is wrong with it can be shown where
// it stands.
//
// Immutable after construction; thread-safe.
class DefinitionPlaces {
 public:
  // Reads a file into `message`, which must be empty. INVALID_ARGUMENT, without a reason: "line 3, column 5: …", the
  // first place where the text is no such message.
  static absl::StatusOr<DefinitionPlaces> Read(std::string_view text, google::protobuf::Message* message);

  DefinitionPlaces(DefinitionPlaces&&) = default;
  DefinitionPlaces& operator=(DefinitionPlaces&&) = default;

  // The line, from 1, of a field: "rules[2].formulas[1].left"; a repeated field without an index stands for its first
  // element. A field that is not there: the nearest one around it that is.
  int LineOf(std::string_view field_path) const;

 private:
  DefinitionPlaces() = default;

  const google::protobuf::Descriptor* root_ = nullptr;
  std::unique_ptr<google::protobuf::TextFormat::ParseInfoTree> places_;
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_DEFINITION_PLACES_H_
