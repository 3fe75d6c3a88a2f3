// What starting a program in C++ costs before it does anything: the streams and
// the library are there, as in ours, and main returns.
#include <iostream>

int main() { return std::cout.good() ? 0 : 1; }
