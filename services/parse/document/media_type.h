#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_MEDIA_TYPE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_MEDIA_TYPE_H_

#include <string_view>

namespace gouji::parse::media_type {

// The media types of the kinds of file that are told apart: those with a name at IANA by it, the others by that which
// is in use.
inline constexpr std::string_view kText = "text/plain";
inline constexpr std::string_view kMarkdown = "text/markdown";
inline constexpr std::string_view kHtml = "text/html";
inline constexpr std::string_view kMhtml = "multipart/related";
inline constexpr std::string_view kRtf = "application/rtf";
inline constexpr std::string_view kPdf = "application/pdf";
inline constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kPptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
inline constexpr std::string_view kOfd = "application/ofd";
inline constexpr std::string_view kOpenDocument = "application/vnd.oasis.opendocument";
inline constexpr std::string_view kZip = "application/zip";
inline constexpr std::string_view kDoc = "application/msword";
inline constexpr std::string_view kWord95 = "application/x-msword-95";
inline constexpr std::string_view kXls = "application/vnd.ms-excel";
inline constexpr std::string_view kPpt = "application/vnd.ms-powerpoint";
inline constexpr std::string_view kWorks = "application/vnd.ms-works";
inline constexpr std::string_view kCompoundFile = "application/x-ole-storage";
inline constexpr std::string_view kOfficeXml = "application/vnd.ms-office+xml";
inline constexpr std::string_view kXml = "application/xml";
inline constexpr std::string_view kPng = "image/png";
inline constexpr std::string_view kJpeg = "image/jpeg";
inline constexpr std::string_view kTiff = "image/tiff";
inline constexpr std::string_view kBmp = "image/bmp";
inline constexpr std::string_view kGif = "image/gif";
inline constexpr std::string_view kWebp = "image/webp";
inline constexpr std::string_view kRar = "application/vnd.rar";
inline constexpr std::string_view kSevenZip = "application/x-7z-compressed";
inline constexpr std::string_view kGzip = "application/gzip";
inline constexpr std::string_view kCeb = "application/x-ceb";
inline constexpr std::string_view kUnknown = "application/octet-stream";

}  // namespace gouji::parse::media_type

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_MEDIA_TYPE_H_
