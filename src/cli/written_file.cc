#include "cli/written_file.h"

#include "cli/screen_errors.h"
#include "screen/output_file.h"

namespace ratione::cli {

void write_file(std::string_view option, const std::string& file, std::string_view text) {
  Result<OutputFile> out = OutputFile::make(file, option);
  if (!out) stop_with(out.error());
  Result<bool> done = out->write(text);
  if (done) done = out->commit();
  if (!done) stop_with(done.error());
}

}  // namespace ratione::cli
