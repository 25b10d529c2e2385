#include "services/cli/docx/docx_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/cli/testing/scratch_folder.h"
#include "services/parse/document/zip/zip_container.h"

namespace gouji::cli {
namespace {

// A table with a merged corner, a merged row and a merged column:
//   a a b
//   a a c
//   d e e
DocxTable MergedTable() {
  return {.column_weights = {1, 1, 2},
          .row_count = 3,
          .cells = {{.row = 2, .column = 0, .text = "d"},
                    {.row = 0, .column = 0, .row_span = 2, .column_span = 2, .text = "a"},
                    {.row = 0, .column = 2, .text = "b"},
                    {.row = 1, .column = 2, .text = "c"},
                    {.row = 2, .column = 1, .column_span = 2, .text = "e"}}};
}

class DocxDocumentTest : public ::testing::Test {
 protected:
  std::string Saved(DocxDocument& document, const std::string& name = "a.docx") {
    const std::string path = folder_.Path(name);
    const absl::Status saved = document.Save(path);
    EXPECT_TRUE(saved.ok()) << saved;
    return folder_.Read(name);
  }

  static std::string Xml(const std::string& bytes) {
    absl::StatusOr<parse::ZipContainer> zip = parse::ZipContainer::Open(bytes);
    EXPECT_TRUE(zip.ok()) << zip.status();
    return zip->Read(zip->Find("word/document.xml").value()).value();
  }

  const ScratchFolder folder_;
};

using ::testing::HasSubstr;

TEST_F(DocxDocumentTest, MergesCellsOverRowsAndColumns) {
  DocxDocument document;
  document.AddTable(MergedTable());
  const std::string xml = Xml(Saved(document));
  EXPECT_THAT(xml, HasSubstr("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>"));
  EXPECT_THAT(xml, HasSubstr("<w:gridSpan w:val=\"2\"/><w:vMerge/>"));
}

TEST_F(DocxDocumentTest, CannotBeBrokenByTexts) {
  DocxDocument document;
  document.AddParagraph("<w:p>&\x01\xff ]]> \"");
  const std::string xml = Xml(Saved(document));
  EXPECT_THAT(xml, HasSubstr("&lt;w:p&gt;&amp;"));
  EXPECT_EQ(xml.find('\x01'), std::string::npos);
}

TEST_F(DocxDocumentTest, PagesHaveTheirOrientation) {
  DocxDocument document;
  document.BeginPage(DocxOrientation::kLandscape);
  document.AddParagraph("a");
  document.BeginPage(DocxOrientation::kPortrait);
  document.AddParagraph("b");
  const std::string xml = Xml(Saved(document));
  const std::size_t landscape = xml.find("w:orient=\"landscape\"");
  EXPECT_LT(xml.find(">a<"), landscape);
  EXPECT_LT(landscape, xml.find(">b<"));
  EXPECT_EQ(xml.find("w:orient", landscape + 1), std::string::npos);
}

TEST_F(DocxDocumentTest, TheSameCallsMakeTheSameBytes) {
  DocxDocument first;
  DocxDocument second;
  for (DocxDocument* document : {&first, &second}) {
    document->AddTitle("标题");
    document->AddTable(MergedTable());
  }
  EXPECT_EQ(Saved(first, "1.docx"), Saved(second, "2.docx"));
}

TEST_F(DocxDocumentTest, SaysWhenItCannotBeWritten) {
  DocxDocument document;
  document.AddParagraph("a");
  EXPECT_EQ(document.Save(folder_.Path("no/such/folder/a.docx")).code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace gouji::cli
