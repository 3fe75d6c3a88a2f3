// A question to the court, as it stands in the address: the names are those of
// the command's options.
import { addressOf } from "../address.svelte";
import { inFull } from "../days";
import { names } from "../meta.svelte";
import { allOf, plain } from "../words";
import list from "../words.json";

export const premises = ["date", "place", "at", "registered_in", "suspect", "age", "crime", "trigger", "finding", "field", "known", "court"] as const;
export type Premise = (typeof premises)[number];

export const titles: Record<Premise, string> = {
  date: "Day of the act", place: "Place", at: "Point", registered_in: "Ship or aircraft registered in", suspect: "Suspect's nationality",
  age: "Suspect's age", crime: "Crime", trigger: "How it comes to the court", finding: "Found", field: "Also given", known: "As known on", court: "Court",
};

// Only what belongs to the question.
export function questionOf(query: URLSearchParams): URLSearchParams {
  const question = new URLSearchParams();
  for (const name of premises) for (const value of query.getAll(name)) if (value !== "") question.append(name, value);
  return question;
}

export function complete(question: URLSearchParams): boolean {
  return question.has("date") && (question.has("place") || question.has("at") || question.has("registered_in"));
}

export function assessAt(question: URLSearchParams): string {
  return addressOf("/api/v1/assess", question);
}

// A premise's values in plain words; "not said" when it is left open.
export function saidOf(question: URLSearchParams, name: Premise): string {
  const values = question.getAll(name);
  if (values.length === 0) return "not said";
  switch (name) {
    case "date": case "known": return values.map(inFull).join(", ");
    case "place": return allOf(values.map((each) => names.place(each)));
    case "registered_in": case "suspect": return allOf(values.map((each) => (each === "none" ? "none" : names.state(each))));
    case "crime": return allOf(values.map(crimeName));
    case "trigger": return allOf(values.map(wayName));
    case "finding": return values.map((each) => {
      const [finding, value] = each.split("=") as [string, string];
      return `${names.meta?.findings.find((one) => one.name === finding)?.question ?? plain(finding)} ${value}`;
    }).join("; ");
    default: return values.map(plain).join(", ");
  }
}

export function crimeName(code: string): string {
  const found = names.meta?.crimes.find((each) => each.name === code || each.provision === code);
  if (!found) return plain(code);
  return found.within === null ? plain(found.name) : `${found.provision} ${found.title}`;
}

// How a situation comes to the court, for a reader; else as the law calls it.
export function wayName(word: string): string {
  return list.ways.find((each) => each.word === word)?.name ?? plain(word);
}

// "Crimea on 18 March 2014, suspect's nationality Russia, crime war crimes"
export function inOneLine(question: URLSearchParams): string {
  const where = question.has("place") ? saidOf(question, "place") : question.has("at") ? `point ${saidOf(question, "at")}` : "no place said";
  const rest = (["registered_in", "suspect", "age", "crime", "trigger"] as const).filter((name) => question.has(name))
    .map((name) => `${titles[name].toLowerCase()} ${saidOf(question, name)}`);
  const when = question.get("date")?.includes("/") ? "from" : "on";
  return [`${where} ${when} ${saidOf(question, "date")}`, ...rest].join(", ");
}
