// File: serve/packed.h
//
// gzip, for clients that take it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ratione::serve {

// Does an Accept-Encoding take gzip? "gzip;q=0" does not.
bool takes_gzip(std::string_view accept_encoding);
// Fast rather than small: answers are made for one reader.
std::string packed(std::string_view bytes);
// Nothing when it is not gzip, or more than `most` bytes.
std::optional<std::string> unpacked(std::string_view bytes, std::size_t most = 64u << 20);

}  // namespace ratione::serve
