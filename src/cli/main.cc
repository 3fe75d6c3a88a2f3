#include "cli/app.h"
#include "cli/large_pages.h"

int main(int count, char** words) {
  ratione::cli::take_large_pages();
  return ratione::cli::run(count, words);
}
