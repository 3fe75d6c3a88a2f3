// The program's lines for reading: codes of States as names, days in full, ids
// of acts as links. What is said stays as it is.
import { daysInFull } from "../days";
import { names } from "../meta.svelte";

export interface Piece { text: string; act?: string }

// "special acceptance by UKR of 2015-09-08"
export function inWords(text: string): string {
  return daysInFull(text.replaceAll("_", " "))
    .replace(/(?<![\w/-])[A-Z]{3}(?![\w/-])/g, (code) => (names.isState(code) ? names.state(code) : code));
}

// The same, with "treaty/UKR-2015-1" apart.
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(/\b[a-z][a-z0-9-]*\/[A-Z]{3,}-\d{4}-\d+\b|\b[a-z][a-z0-9-]*\/[a-z0-9]+-\d{4}-\d+\b/gi)) {
    if (found.index > from) out.push({ text: inWords(text.slice(from, found.index)) });
    out.push({ text: found[0].split("/")[1]!, act: found[0] });
    from = found.index + found[0].length;
  }
  if (from < text.length) out.push({ text: inWords(text.slice(from)) });
  return out;
}

// "12.2.a" of the record as lawyers write it: 12(2)(a).
export function written(provision: string): string {
  return provision.replace(/\.(\w+)/g, "($1)");
}

export interface Cited { instrument: string; provision: string; shown: string }

// "12(2)(a), vienna-convention 7(2)" of one instrument's answer.
export function cited(citation: string, instrument: string): Cited[] {
  return citation.split(", ").filter((each) => each !== "").map((each) => {
    const gap = each.indexOf(" ");
    const slug = gap > 0 ? each.slice(0, gap) : "";
    return names.isInstrument(slug)
      ? { instrument: slug, provision: each.slice(gap + 1), shown: each }
      : { instrument, provision: each, shown: each };
  });
}

export function provisionAt(instrument: string, provision: string): string {
  return `/law/${instrument}/${encodeURIComponent(provision).replaceAll("%28", "(").replaceAll("%29", ")")}`;
}
export const provisionApi = (instrument: string, provision: string) =>
  `/api/v1/law/${instrument}/${encodeURIComponent(provision)}`;
