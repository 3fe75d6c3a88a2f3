// `npm run dev` without the server: /api/v1/... is answered by the command
// itself, whose JSON is that of the server, and what has no command is read from
// the folders. With RATIONE_SERVER=http://127.0.0.1:PORT all is passed on to a
// running `ratione serve` instead.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Plugin } from "vite";

const home = join(import.meta.dirname, "..", "..");
const program = process.env["RATIONE"] ?? join(home, "build/release/ratione");
const run = promisify(execFile);

type Row = Record<string, string>;

function table(file: string): Row[] {
  const text = readFileSync(join(home, file), "utf8");
  const rows: string[][] = [[]];
  let cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      rows.at(-1)!.push(cell);
      cell = "";
      if (c === "\n") rows.push([]);
    } else cell += c;
  }
  const [head, ...rest] = rows.filter((row) => row.length > 1);
  return rest.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i] ?? ""])));
}

const within = (row: Row, on: string) => (row["from"] === "" || row["from"]! <= on) && (row["until"] === "" || on < row["until"]!);
const today = () => process.env["RATIONE_TODAY"] ?? new Date().toISOString().slice(0, 10);

async function command(args: string[]): Promise<unknown> {
  const { stdout } = await run(program, [...args, "--format", "json", "--home", home], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

// Options of the command, from the parameters of the address.
function options(query: URLSearchParams, allowed: string[]): string[] {
  return [...query].filter(([name]) => allowed.includes(name)).flatMap(([name, value]) => [`--${name.replaceAll("_", "-")}`, value]);
}

const assessed = ["date", "place", "at", "registered_in", "suspect", "age", "crime", "trigger", "known", "court", "finding", "field"];

async function meta() {
  const { instruments, made_with } = (await command(["law", "list"])) as {
    instruments: { instrument: string; title: string; court: string | null; complete_to: string }[]; made_with: Row;
  };
  const main = instruments.find((each) => each.court)!;
  const { provisions } = (await command(["law", "list", main.instrument])) as { provisions: { provision: string; title: string }[] };
  const index = readFileSync(join(home, `law/${main.instrument}/crimes.md`), "utf8");
  const findings = ["exercise", "jurisdiction", "notes", "participation"].flatMap((file) =>
    [...readFileSync(join(home, `law/${main.instrument}/${file}.md`), "utf8").matchAll(/^finding (\w+)(?:\([^)]*\))? "([^"]+)"/gm)]
      .map(([, name, question]) => ({ name: name!, question: question!, citation: "" })));
  const words = [...index.matchAll(/^crime (\w+) is (\S+)/gm)];
  const crimes = [["genocide", "6"], ["crimes_against_humanity", "7"], ["war_crimes", "8"], ["aggression", "8bis"]] as const;
  void words;
  const names = table("atlas/place_names.csv");
  const states = table("record/states.csv");
  return {
    ...made_with, today: today(), default_court: main.court, default_instrument: main.instrument,
    instruments: instruments.map(({ instrument, ...rest }) => {
      const acts = existsSync(join(home, `record/acts/${instrument}.csv`)) ? table(`record/acts/${instrument}.csv`) : [];
      const days = acts.map((act) => act["day"]!).filter((day) => day >= "1990").sort();
      return { slug: instrument, ...rest, members: acts.length > 0, first_day: acts.find((act) => act["kind"] === "signature")?.["day"] ?? days[0] ?? null };
    }),
    states: states.map((row) => ({ code: row["code"], name: row["name"], from: row["from"] || null, until: row["until"] || null })),
    crimes: crimes.flatMap(([name, article]) => [
      { provision: article, name, title: name.replaceAll("_", " "), within: null },
      ...provisions.filter((each) => each.provision.startsWith(`${article}(`))
        .map((each) => ({ provision: each.provision, name: each.provision, title: each.title, within: article })),
    ]),
    triggers: [{ word: "state_referral", title: "A State Party referred the situation" }, { word: "proprio_motu", title: "The Prosecutor acted on his or her own motion" }, { word: "sc_referral", title: "The Security Council referred the situation" }],
    findings,
    places: table("atlas/places.csv").map((row) => ({
      code: row["id"], name: row["name"], within: row["within"] || null, kind: row["kind"],
      names: names.filter((each) => each["place"] === row["id"]).map((each) => each["name"]),
    })),
    made_with,
  };
}

function places(on: string, known: string) {
  const states = table("record/states.csv");
  const rows = table("atlas/places.csv");
  const all = table("atlas/attributions.csv");
  const claims = table("atlas/claims.csv");
  const inside = new Map(rows.map((row) => [row["id"]!, row["within"]!]));
  const follows: Record<string, boolean> = { palestine_is_party: known >= "2021-02-05" };
  const attributions = (code: string): Row[] => {
    const own = all.filter((row) => row["place"] === code);
    if (own.length > 0) return own.filter((row) => within(row, on));
    const state = states.find((row) => row["code"] === code);
    if (state) return within(state, on) ? [{ state: code, from: state["from"]!, only_on: "", basis: "the State's own territory" }] : [];
    const parent = inside.get(code);
    return parent ? attributions(parent) : [];
  };
  const claimed = (code: string): Row[] => {
    const own = claims.filter((row) => row["place"] === code);
    const parent = inside.get(code);
    return own.length > 0 || !parent ? own.filter((row) => within(row, on)) : claimed(parent);
  };
  return {
    on, known,
    places: [...states.map((row) => ({ code: row["code"]!, name: row["name"]!, kind: "state" })),
      ...rows.map((row) => ({ code: row["id"]!, name: row["name"]!, kind: row["kind"]! }))].map((place) => {
      const found = attributions(place.code);
      const settled = found.filter((row) => row["only_on"] === "" || follows[row["only_on"]!]);
      return {
        ...place, attribution: settled.length === 1 ? settled[0]!["state"] : null,
        attributions: found.map((row) => ({ state: row["state"], since: row["from"] || null, reading: row["only_on"] || null, basis: row["basis"] })),
        claims: claimed(place.code).map((row) => ({ state: row["state"], since: row["from"] || null, basis: row["basis"] })),
      };
    }),
    made_with: {},
  };
}

async function search(q: string) {
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return [];
  const { instruments } = (await command(["law", "list"])) as { instruments: { instrument: string; title: string }[] };
  const hits = instruments.filter((each) => `${each.instrument} ${each.title}`.toLowerCase().includes(wanted))
    .map((each) => ({ kind: "instrument", id: each.instrument, title: each.title, where: each.instrument }));
  for (const { instrument } of instruments) {
    const { provisions } = (await command(["law", "list", instrument]).catch(() => ({ provisions: [] }))) as { provisions: { provision: string; title: string }[] };
    hits.push(...provisions.filter((each) => `${each.provision} ${each.title}`.toLowerCase().includes(wanted))
      .map((each) => ({ kind: "provision", id: each.provision, title: each.title, where: instrument })));
    if (existsSync(join(home, `record/acts/${instrument}.csv`))) {
      hits.push(...table(`record/acts/${instrument}.csv`).filter((act) => Object.values(act).join(" ").toLowerCase().includes(wanted))
        .map((act) => ({ kind: "act", id: `${instrument}/${act["id"]}`, title: `${act["kind"]} by ${act["state"]} on ${act["day"]}`, where: instrument })));
    }
  }
  hits.push(...table("record/states.csv").filter((row) => `${row["code"]} ${row["name"]}`.toLowerCase().includes(wanted))
    .map((row) => ({ kind: "state", id: row["code"]!, title: row["name"]!, where: "state" })));
  return hits.slice(0, 50);
}

async function answer(path: string, query: URLSearchParams, response: ServerResponse): Promise<unknown> {
  const [what, first, second] = path.split("/").map(decodeURIComponent) as [string, string, string];
  switch (what) {
    case "meta": return meta();
    case "status": return command(["status", first, ...options(query, ["on", "known", "state", "diff_known"]), ...(query.has("proof") ? ["--proof"] : [])]);
    case "dates": return command(["dates", first, ...options(query, ["known", "state"])]);
    case "history": return command(["history", first, ...options(query, ["state", "known"])]);
    case "state": return command(["state", first, ...options(query, ["on", "known"])]);
    case "assess":
      if (first === "world") {
        response.setHeader("Content-Type", "application/x-ndjson");
        for (const { code } of places(query.get("date")!.split("/")[0]!, query.get("known") ?? today()).places) {
          const verdict = (await command(["assess", "--place", code, ...options(query, assessed.filter((name) => name !== "place" && name !== "at"))])
            .catch(() => null)) as { conclusion: string; bases: Row[] } | null;
          const basis = verdict?.bases[0];
          if (verdict) response.write(JSON.stringify({ place: code, conclusion: verdict.conclusion, basis: basis?.["kind"] ?? null, state: basis?.["state"] ?? null }) + "\n");
        }
        response.end();
        return undefined;
      }
      return command(["assess", ...options(query, assessed)]);
    case "law":
      if (!first) return command(["law", "list"]);
      if (second) return command(["law", "show", first, second]);
      return command(["law", "list", first]);
    case "atlas":
      if (first === "locate") return command(["atlas", "locate", query.get("at") ?? "", ...options(query, ["on", "known"])]);
      return places(query.get("on") ?? today(), query.get("known") ?? today());
    case "record": {
      const [, , instrument, id] = path.split("/").map(decodeURIComponent);
      const found = table(`record/acts/${instrument}.csv`).find((act) => act["id"] === id);
      if (found) return { instrument, ...found };
      throw new Error("no such act");
    }
    case "search": return search(query.get("q") ?? "");
    default: throw new Error(`no such thing: ${path}`);
  }
}

export function commandApi(): Plugin {
  const server = process.env["RATIONE_SERVER"];
  return {
    name: "ratione-command-api",
    apply: "serve",
    config: () => (server ? { server: { proxy: { "/api": server } } } : {}),
    configureServer(vite) {
      if (server) return;
      vite.middlewares.use("/api/v1", (request: IncomingMessage, response: ServerResponse) => {
        const url = new URL(request.url ?? "/", "http://here");
        answer(url.pathname.slice(1), url.searchParams, response).then((body) => {
          if (body === undefined) return;
          response.setHeader("Content-Type", "application/json");
          response.end(JSON.stringify(body));
        }, (error: { stderr?: string; message: string }) => {
          response.statusCode = 400;
          response.setHeader("Content-Type", "application/problem+json");
          response.end(JSON.stringify({ title: "Bad request", status: 400, detail: (error.stderr ?? error.message).trim() }));
        });
      });
    },
  };
}
