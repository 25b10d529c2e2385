#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_COMPOUND_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_COMPOUND_BUILDER_H_

#include <map>
#include <string>

namespace gouji::parse {

// A compound file ([MS-CFB], sectors of 512 bytes) with these streams in its root. At most about 7 MB in all.
std::string BuildCompoundFile(const std::map<std::string, std::string>& streams);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_TESTING_COMPOUND_BUILDER_H_
