#include "services/parse/interpret/diagnostics.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(Diagnostics, SayWhoIsResponsible) {
  EXPECT_EQ(DocumentDiagnostic(kRowMissing, "", "").responsibility, report::Responsibility::kDocument);
  EXPECT_EQ(ReaderDiagnostic(kRowShort, "", "").responsibility, report::Responsibility::kReader);
}

TEST(Diagnostics, ALongRawTextIsCutAtACharacter) {
  EXPECT_EQ(RawText("12件"), "12件");
  std::string longer;
  for (int i = 0; i < 1000; ++i) {
    longer += "章";
  }
  const std::string raw = RawText(longer);
  EXPECT_EQ(raw.size(), 999 + std::string("…").size());
  EXPECT_TRUE(raw.ends_with("章…"));
}

}  // namespace
}  // namespace gouji::parse
