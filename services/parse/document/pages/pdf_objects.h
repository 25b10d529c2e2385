#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_OBJECTS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_OBJECTS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gouji::parse {

// The objects of a PDF, found by their marks alone ("12 0 obj"), so that a damaged table of contents does not matter;
// of several with one number the last one counts. Reads just enough for the drawings of pages: objects in object
// streams, streams that are plain or deflated. What else there is (other filters, encryption) gives empty streams.
// Bounds what it unpacks; not thread-safe.
class PdfObjects {
 public:
  // Finds the objects. The bytes must outlive this.
  explicit PdfObjects(std::string_view bytes);

  bool is_encrypted() const { return is_encrypted_; }

  // The value itself or, of a reference, the object that it refers to; empty when that is not there.
  std::string_view Resolve(std::string_view value) const;
  // The value of a key of a dictionary, resolved; empty without one.
  std::string_view Get(std::string_view dictionary, std::string_view key);

  // The stream of an object, unpacked; empty when it has none or more than may be unpacked.
  std::string Stream(int64_t number);

  // The dictionaries of the pages, in order, at most `limit`. An entry that a page inherits is found with Inherited.
  std::vector<std::string_view> Pages(size_t limit);
  // The value of a key of a page or of what it inherits from, resolved; empty without one.
  std::string_view Inherited(std::string_view page, std::string_view key);

 private:
  struct Object {
    std::string_view value;  // up to its stream
    std::string_view stream;
  };

  void FindObjects(std::string_view bytes);
  void ReadObjectStreams(const std::vector<int64_t>& numbers);
  std::string Inflate(std::string_view data);

  std::unordered_map<int64_t, Object> objects_;
  std::deque<std::string> unpacked_;  // object streams
  std::string_view root_;             // of the page tree
  size_t allowance_;                  // how many bytes may still be unpacked
  size_t looked_through_ = 0;         // bytes of dictionaries
  bool is_encrypted_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_OBJECTS_H_
