// `npm run dev` asks `ratione serve`: the one at RATIONE_SERVER, such as
// http://127.0.0.1:8080, else one that is started for it (RATIONE, or the release
// build).
import { spawn } from "node:child_process";
import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Plugin } from "vite";

async function started(): Promise<string> {
  const home = join(import.meta.dirname, "..", "..");
  const program = process.env["RATIONE"] ?? join(home, "build/release/ratione");
  const server = spawn(program, ["serve", "--port", "0", "--home", home], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => server.kill());
  server.on("error", (error) => { console.error(`${program} could not be started: ${error.message}`); process.exit(1); });
  for await (const line of createInterface(server.stdout)) {
    const address = /^Listening on (http:\S+)\/$/.exec(line);
    if (address) return address[1]!;
  }
  throw new Error("ratione serve ended before it was ready.");
}

export function api(): Plugin {
  return {
    name: "api",
    async configureServer({ middlewares }) {
      const address = process.env["RATIONE_SERVER"] ?? (await started());
      middlewares.use("/api", (request, response) => {
        const asked = get(address + request.originalUrl, { headers: request.headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        asked.on("error", (error) => { response.statusCode = 502; response.end(error.message); });
      });
    },
  };
}
