/* Preloaded by tests/ledger/steps_test.py: at the n-th call that changes a file,
 * counted from 1 (RATIONE_STEP), the process is killed (RATIONE_STEP_DOES=kill),
 * killed in the middle of the write (torn), or every such call fails from there on
 * as on a full disk (full). The number of calls goes to the file RATIONE_STEPS_TO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long steps;

static const char* does(void) {
  const char* word = getenv("RATIONE_STEP_DOES");
  return word ? word : "";
}

/* 1: it is to happen at this call, or (full) from this call on. */
static int now(void) {
  const char* at = getenv("RATIONE_STEP");
  ++steps;
  if (!at) return 0;
  if (!strcmp(does(), "full")) return steps >= atol(at);
  return steps == atol(at);
}

__attribute__((destructor)) static void tell(void) {
  const char* file = getenv("RATIONE_STEPS_TO");
  if (!file) return;
  FILE* out = fopen(file, "w");
  if (!out) return;
  fprintf(out, "%ld\n", steps);
  fclose(out);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t at_write(int file, const void* bytes, size_t size, off64_t offset,
                        ssize_t (*real)(int, const void*, size_t, off64_t)) {
  if (now()) {
    if (!strcmp(does(), "torn")) real(file, bytes, size / 2, offset);
    if (!strcmp(does(), "full")) {
      errno = ENOSPC;
      return -1;
    }
    raise(SIGKILL);
  }
  return real(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
  return at_write(file, bytes, size, offset, REAL(pwrite64));
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  return at_write(file, bytes, size, offset,
                  (ssize_t(*)(int, const void*, size_t, off64_t))REAL(pwrite));
}

/* A full disk still lets a file be synced, shortened and removed. */
static void other(void) {
  if (now() && strcmp(does(), "full")) raise(SIGKILL);
}
int fsync(int file) {
  other();
  return REAL(fsync)(file);
}
int fdatasync(int file) {
  other();
  return REAL(fdatasync)(file);
}
int ftruncate64(int file, off64_t size) {
  other();
  return REAL(ftruncate64)(file, size);
}
int ftruncate(int file, off_t size) {
  other();
  return REAL(ftruncate)(file, size);
}
int unlink(const char* file) {
  other();
  return REAL(unlink)(file);
}
