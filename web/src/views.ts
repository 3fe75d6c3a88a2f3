// The page's addresses. The server has the same list, and answers 404 elsewhere.
import patterns from "./views.json";

const expressions = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll("{}", "[^/]+")}/?$`));

// The view at an address, "law" at /law/rome-statute; null: there is none.
export function viewAt(path: string): string | null {
  return expressions.some((each) => each.test(path)) ? path.split("/")[1] || "map" : null;
}
