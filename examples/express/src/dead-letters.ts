// Shows and replays what no attempt could report, through the connector that runs on this machine or in this pod:
//
//   node --import tsx src/dead-letters.ts list
//   node --import tsx src/dead-letters.ts replay ID...     or: replay --all
import type { ToldDeadLetter } from "./admin.ts";

const [command, ...given] = process.argv.slice(2);
const port = process.env["ADMIN_PORT"] ?? "";

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init).catch(() => undefined);
  if (answer === undefined) throw new Error(`No connector listens on 127.0.0.1:${port}, which ADMIN_PORT names.`);
  if (!answer.ok) throw new Error(`The connector answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function list(): Promise<readonly ToldDeadLetter[]> {
  return ask<readonly ToldDeadLetter[]>("/dead-letters");
}

async function replay(ids: readonly string[]): Promise<number> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify({ ids }) };
  return (await ask<{ readonly replayed: number }>("/dead-letters/replay", init)).replayed;
}

async function run(): Promise<void> {
  if (port === "") throw new Error("Set ADMIN_PORT, as for the connector.");
  if (command === "list") {
    for (const letter of await list()) console.log(JSON.stringify(letter));
  } else if (command === "replay" && given.length > 0) {
    const ids = given.includes("--all") ? (await list()).map(({ id }) => id) : given;
    console.log(`${await replay(ids)} replayed`);
  } else throw new Error("Usage: dead-letters.ts list | replay ID... | replay --all");
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
