#include "cli/large_pages.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace ratione::cli {

#if defined(__GLIBC__)

void take_large_pages() {
  constexpr std::size_t page = std::size_t{2} << 20, room = std::size_t{64} << 20;
  // The heap grows by so much at a time. Saying so stops the allocator from raising
  // its limit for blocks of their own as it goes: it is set to where that ends.
  mallopt(M_TOP_PAD, static_cast<int>(room));
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  const auto before = reinterpret_cast<std::uintptr_t>(sbrk(0));
  constexpr std::size_t some = page / 8;     // more than the heap has at its beginning
  void* volatile grown = std::malloc(some);  // volatile: or it is taken for no use
  std::free(grown);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  // What lies behind `grown` is written to already, so no large page can be there.
  const std::uintptr_t begin = (before + some + page) / page * page;
  if (end <= begin) return;
  // No matter whether it is granted. What lies before is taken at once: a fault for
  // each of its pages is most of what a short answer costs.
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#if defined(MADV_POPULATE_WRITE)
  const auto small = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const std::uintptr_t first = (before + small - 1) / small * small;
  madvise(reinterpret_cast<void*>(first), begin - first, MADV_POPULATE_WRITE);
#endif
}

#else

void take_large_pages() {}

#endif

}  // namespace ratione::cli
