#include "cli/app.h"

int main(int count, char** words) { return ratione::cli::run(count, words); }
