#include "services/report/definition_places.h"

#include <string>

#include "gouji/report/v1/form.pb.h"
#include "gtest/gtest.h"

namespace gouji::report {
namespace {

constexpr char kForm[] =
    "id: \"form\"\n"
    "sections { number: 1 }\n"
    "sections {\n"
    "  number: 2\n"
    "  heading {\n"
    "    official: \"二\"\n"
    "    variants: \"2\"\n"
    "    variants: \"II\"\n"
    "  }\n"
    "}\n";

TEST(DefinitionPlaces, KnowTheLinesOfFieldsElementsAndMembers) {
  v1::Form form;
  const absl::StatusOr<DefinitionPlaces> places = DefinitionPlaces::Read(kForm, &form);
  ASSERT_TRUE(places.ok()) << places.status();
  EXPECT_EQ(form.sections_size(), 2);
  EXPECT_EQ(places->LineOf("id"), 1);
  EXPECT_EQ(places->LineOf("sections"), 2);
  EXPECT_EQ(places->LineOf("sections[1]"), 3);
  EXPECT_EQ(places->LineOf("sections[1].number"), 4);
  EXPECT_EQ(places->LineOf("sections[1].heading.variants[1]"), 8);
}

TEST(DefinitionPlaces, OfWhatIsNotThereAreTheNearestOneAround) {
  v1::Form form;
  const absl::StatusOr<DefinitionPlaces> places = DefinitionPlaces::Read(kForm, &form);
  ASSERT_TRUE(places.ok()) << places.status();
  EXPECT_EQ(places->LineOf("sections[0].heading.official"), 2);
  EXPECT_EQ(places->LineOf("sections[1].heading.variants[7]"), 5);
  EXPECT_EQ(places->LineOf("sections[1].no_such_field"), 3);
  EXPECT_EQ(places->LineOf("no_such_field"), 1);
  EXPECT_EQ(places->LineOf(""), 1);
}

TEST(DefinitionPlaces, RefuseOtherTextWithItsPlace) {
  v1::Form form;
  const absl::StatusOr<DefinitionPlaces> places = DefinitionPlaces::Read("id: \"form\"\n  idd: 1\n", &form);
  EXPECT_EQ(places.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(std::string(places.status().message()).substr(0, 7), "line 2,") << places.status();
}

}  // namespace
}  // namespace gouji::report
