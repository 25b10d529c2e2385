#include "services/validate/message_template.h"

#include "gtest/gtest.h"

namespace gouji::validate {
namespace {

TEST(MessageTemplate, ReplacesPlaceholdersWhereverTheyStand) {
  const auto message = MessageTemplate::Create("{place}：{left}，差{left}", {"place", "left"});
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->Render({{"left", "3"}, {"place", "表三"}}), "表三：3，差3");
}

TEST(MessageTemplate, KeepsBracesThatAValueBrings) {
  const auto message = MessageTemplate::Create("{printed}", {"printed"});
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->Render({{"printed", "{place}"}}), "{place}");
}

TEST(MessageTemplate, RefusesUnknownPlaceholdersAndBadBraces) {
  for (const char* text : {"", "{plaice}", "{place", "place}", "{place{", "}{"}) {
    EXPECT_FALSE(MessageTemplate::Create(text, {"place"}).ok()) << text;
  }
}

TEST(MessageTemplate, NamesTheUnknownPlaceholderAndTheKnownOnes) {
  const auto message = MessageTemplate::Create("{plaice}", {"place", "left"});
  EXPECT_EQ(message.status().message(), "unknown placeholder {plaice}; known here: place, left");
}

}  // namespace
}  // namespace gouji::validate
