// File: text/sha256.h
//
// The fingerprint by which outputs name the record, the law and their input.
//
//   sha256_hex("abc")   // "ba7816bf...f20015ad", 64 lower-case digits
//
// Source: FIPS 180-4, computed by OpenSSL. Empty only if the OpenSSL found on
// the machine is set up without SHA-256.
#pragma once

#include <string>
#include <string_view>

namespace ratione {

std::string sha256_hex(std::string_view bytes);

}  // namespace ratione
