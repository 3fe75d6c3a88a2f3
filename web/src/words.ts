// Words, marks and colours of every answer: one list, words.json, whose words
// and hues are those of the terminal and the printed report.
import list from "./words.json";

export interface Face {
  word: string;     // as the command writes it: party_withdrawing
  name: string;     // as the page writes it: Party, leaving
  mark: string;
  colour: string;   // class of a token: green, red, yellow, violet or none
  paint: string;    // fill of a map
  pattern: string;  // drawn over the fill: plain, stripes, dots, lines, crosses, waves
  says: string;     // one line for a legend
}

type Entry = Partial<Face> & { word: string };

function faces(entries: Entry[]): Map<string, Face> {
  return new Map(entries.map((each) => [each.word, {
    name: each.word, mark: "", colour: "", paint: "none", pattern: "plain", says: "", ...each,
  }]));
}

export const conclusions = faces(list.conclusions);
export const statuses = faces(list.statuses);
export const outcomes = faces(list.outcomes);

export function plain(word: string): string {
  return word.replaceAll("_", " ");
}

export function faceOf(word: string): Face {
  return conclusions.get(word) ?? statuses.get(word) ?? outcomes.get(word) ??
    { word, name: plain(word), mark: "", colour: "", paint: "none", pattern: "plain", says: "" };
}

// The fill of a face, among the patterns of MapPaints.svelte.
export function paintOf(face: Face, name = "paint"): string {
  return face.pattern === "plain" ? `var(--fill-${face.paint})` : `url(#${name}-${face.paint}-${face.pattern})`;
}

// "a", "a and b", "a, b and c".
export function allOf(words: string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export function counted(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
