#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PAGE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PAGE_H_

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/ofd_resources.h"
#include "services/parse/document/pages/page_characters.h"
#include "services/parse/document/pages/page_words.h"
#include "services/parse/document/pages/rule_collector.h"

namespace gouji::parse {

// How much an OFD may still draw; a document that needs more is refused.
struct OfdAllowance {
  // Of XML that is drawn again: templates of pages, drawings that are used more than once.
  size_t bytes = size_t{128} << 20;
  size_t characters = 4'000'000;
  bool is_exhausted = false;

  // Whether so many bytes could be spent.
  bool Spend(size_t count) {
    is_exhausted |= count > bytes;
    bytes -= is_exhausted ? 0 : count;
    return !is_exhausted;
  }
};

// Draws the objects of a page of an OFD (GB/T 33190, 7.7): text, ruling lines, images. What is invisible is left out,
// but for text that nobody is meant to see: it may be what was recognised on an image. Works within bounds whatever the
// XML is; not thread-safe.
class OfdPageReader {
 public:
  // `matrix` maps the coordinates of the page, in millimetres, to points from its upper left corner.
  OfdPageReader(const OfdResources& resources, const Affine& matrix, OfdAllowance& allowance)
      : resources_(resources), matrix_(matrix), allowance_(allowance), rules_(kMaxRulesOfPage) {}

  // Draws a Content: of the page, or of a template that it uses.
  void Read(const pugi::xml_node& content);

  const std::vector<PageCharacter>& characters() const { return characters_; }
  const std::vector<PageCharacter>& hidden_characters() const { return hidden_characters_; }
  std::vector<PageBox> TakeRules() { return rules_.Take(); }

  // The largest image, by its number among the resources; empty without one.
  const std::string& image() const { return image_; }
  // Its place.
  const PageBox& image_box() const { return image_box_; }

 private:
  // A node whose children are being drawn.
  struct Open {
    pugi::xml_node next;
    Affine matrix;
    bool is_hidden;
  };

  void Draw(const pugi::xml_node& object, const Affine& parent, bool is_hidden);
  void DrawText(const pugi::xml_node& object, const Affine& matrix, bool is_hidden);
  void DrawPath(const pugi::xml_node& object, const Affine& matrix);
  void DrawImage(const pugi::xml_node& object, const Affine& matrix);
  void Enter(const pugi::xml_node& node, const Affine& matrix, bool is_hidden);

  const OfdResources& resources_;
  Affine matrix_;
  OfdAllowance& allowance_;
  RuleCollector rules_;
  std::vector<Open> open_;
  std::vector<PageCharacter> characters_;
  std::vector<PageCharacter> hidden_characters_;
  std::string image_;
  PageBox image_box_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_OFD_PAGE_H_
