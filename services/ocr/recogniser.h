#ifndef GOUJI_SERVICES_OCR_RECOGNISER_H_
#define GOUJI_SERVICES_OCR_RECOGNISER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/ocr/image.h"

namespace gouji::ocr {

// A text and how sure the engine is of it, from 0 to 1.
struct Recognised {
  std::string text;
  double confidence = 0;
  std::string first_reading = {};  // what the engine read before another reading took its place; empty: none did
};

// What the engine does with a line before its network sees it: two ways that err differently.
enum class LineMode : uint8_t {
  kRaw,   // nothing
  kWord,  // looks for the baseline and cuts the image to it
};

// The engine (tesseract), once for digits and once for Chinese text. Not thread-safe.
class Recogniser {
 public:
  // FAILED_PRECONDITION: language data are not installed. `data_folder` empty: where Debian puts them.
  static absl::StatusOr<Recogniser> Create(const std::string& data_folder);
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;
  ~Recogniser();

  // A line of digits, points and commas; nothing else can come out. `line` is a grey image of it with a white border.
  Recognised ReadNumber(Pix* line, LineMode mode, double dpi);
  // A line of text of any kind, likewise.
  Recognised ReadLabel(Pix* line, double dpi);

 private:
  struct Engines;
  explicit Recogniser(std::unique_ptr<Engines> engines);

  std::unique_ptr<Engines> engines_;
};

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_RECOGNISER_H_
