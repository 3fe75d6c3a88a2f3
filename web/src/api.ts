// What the server answers, by its contract; the page adds nothing to it.

export interface MadeWith { program: string; law: string; record: string; complete_to: string | null; atlas?: string }

export interface Meta {
  program: string; law: string; record: string; today: string;
  default_court: string; default_instrument: string;
  instruments: { slug: string; title: string; complete_to: string | null; first_day: string | null; court: string | null; members?: boolean }[];
  states: { code: string; name: string; from: string | null; until: string | null }[];
  crimes: { provision: string; name: string; title: string; within: string | null }[];
  triggers: { word: string; title: string }[];
  findings: { name: string; question: string; citation: string; about?: string[] }[];
  places: { code: string; name: string; names: string[]; within: string | null; kind: string }[];
  made_with: MadeWith;
}

export interface StatusRow {
  state: string; name: string; status: string; signed: string | null; bound_from: string | null;
  bound_until: string | null; notes: string[]; acts: string[];
}
export interface Status {
  instrument: string; on: string; known: string; rows: StatusRow[]; counts?: Record<string, number>;
  warnings?: string[]; proof?: Proof; made_with: MadeWith;
}
export interface StatusDifference {
  instrument: string; on: string; known: string; diff_known: string;
  rows: { state: string; name: string; before: StatusRow; after: StatusRow; acts: string[] }[]; made_with: MadeWith;
}

export interface DateRow {
  act_id: string | null; state: string | null; kind: string; deposited: string; effective: string | null;
  outcome: string; named_effective: string | null; citation: string; confirmed: boolean; note: string;
}
export interface Dates { instrument: string; known: string; rows: DateRow[]; warnings?: string[]; made_with: MadeWith }

export interface HistoryAct {
  act_id: string; kind: string; actor: string; deposited: string; known: string; effective: string | null;
  outcome: string; citation: string; confirmed: boolean; source: string; note: string;
}
export interface History {
  instrument: string; state: string; name: string; known: string; acts: HistoryAct[];
  statuses: { from: string | null; until: string | null; status: string }[]; made_with: MadeWith;
}

export interface StateSheet {
  state: string; name: string; on: string; known: string; made_with: MadeWith;
  rows: { instrument: string; status: string; signed: string | null; bound_from: string | null; bound_until: string | null; notes: string }[];
}

export interface Proof {
  rule: string; citation: string; value: string | null; because: Proof[]; acts: string[]; says: string;
  change: string; missing?: string; unconfirmed?: boolean;
}
export interface Reading { reading: string; holders: string[]; conclusion: string; says: string }
export interface Verdict {
  question: {
    court: string; instrument: string; asks: string; date: { from: string; until: string }; place: string[];
    territory: string[] | null; registered_in: string[] | null; suspect: string[] | null; age: number | null;
    crime: string | null; trigger: string | null; finding: Record<string, string>;
  };
  known: string; conclusion: string; court_reading: { reading: string; conclusion: string } | null;
  by_reading: Reading[]; bases: { kind: string; citation: string; state: string | null; value: string }[];
  limits: { citation: string; value: string; rule: string }[]; missing: string[];
  residual: { says: string; any_of: string[] } | null; covered: { from: string; until: string | null }[];
  exercise: { triggered: string; suspended: string }; admissibility: string; notes: string[]; why: string;
  proof: Proof; made_with: MadeWith;
}
export interface PlaceAnswer { place: string; conclusion: string; basis: string | null; state: string | null }

export interface Claim { state: string; since: string | null; basis: string }
export interface Attribution { state: string; since: string | null; reading: string | null; basis: string }
export interface Place {
  code: string; name: string; kind: string; attribution: string | null; attributions?: Attribution[]; claims: Claim[];
}
export interface ReadingOfPlaces { reading: string; dispute: string; says: string; held_by: string; court_follows: boolean }
export interface Places {
  on: string; known: string; reading: string | null; readings: ReadingOfPlaces[]; places: Place[]; made_with: MadeWith;
}
export interface Located {
  latitude: number; longitude: number; territory: string | null; name: string | null; attribution: string | null;
  near_border_km: number | null; beyond: string | null; accuracy_km: number | null; sea: boolean; notes: string[];
}

export interface LawList {
  instruments: { instrument: string; title: string; court: string | null; provisions: number; rules: number; complete_to: string; source: string }[];
  made_with: MadeWith;
}
export interface LawOfInstrument {
  instrument: string; provisions: { provision: string; title: string; restatement?: string; rules: string[] }[]; made_with: MadeWith;
}
export interface LawShown {
  instrument: string; provisions: { provision: string; title: string; restatement: string; law: string[]; file: string; line: number }[];
  cited_by: { instrument: string; rule: string; provision: string }[]; made_with: MadeWith;
}
export type ActRow = Record<string, string | boolean | null>;
export interface Hit { kind: string; id: string; title: string; where: string }

// What went wrong, in the server's own sentence.
export class Problem extends Error {
  constructor(readonly status: number, says: string) {
    super(says);
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  let says = `The server answered ${response.status} ${response.statusText}.`;
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    says = problem.detail ?? problem.title ?? says;
  } catch {
    // Not a problem document: the status line is all there is.
  }
  throw new Problem(response.status, says);
}

const kept = new Map<string, Promise<unknown>>();
const most = 300;

// An answer of the server; asked once, then kept. A failure is not kept.
export function ask<T>(address: string): Promise<T> {
  let answer = kept.get(address);
  if (!answer) {
    answer = fetch(address, { headers: { Accept: "application/json" } }).then(read).catch((error: unknown) => {
      kept.delete(address);
      throw error instanceof Problem ? error : new Problem(0, "The server cannot be reached; is it still running?");
    });
    kept.set(address, answer);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
  }
  return answer as Promise<T>;
}

// Answers that come line by line (NDJSON), each handed over as it comes.
export async function askLines<T>(address: string, each: (line: T) => void, signal: AbortSignal): Promise<void> {
  const response = await fetch(address, { headers: { Accept: "application/x-ndjson" }, signal });
  if (!response.ok || !response.body) {
    await read(response);
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = done ? "" : lines.pop()!;
    for (const line of lines) if (line.trim() !== "") each(JSON.parse(line) as T);
    if (done) return;
  }
}
