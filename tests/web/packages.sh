# Read by the tests beside it, in the project's folder: Node and the page's
# packages, or one line that says why the test is skipped. CI may not skip.
skip() {
  echo "skipped: $1"
  [ -z "${CI:-}" ] || { echo "CI may not skip it."; exit 1; }
  exit 0
}
scripts/with_node node --version >/dev/null 2>&1 || skip "neither Node 20.19 nor npm is here."
scripts/fetch_page_packages >/dev/null || skip "npm could not fetch the page's packages."
