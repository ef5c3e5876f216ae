import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CONNECTOR = fileURLToPath(new URL("../../express/src/main.ts", import.meta.url));

/** The Express connector, started as its users start it: a process with environment variables. */
export interface ConnectorProcess {
  readonly url: string;
  readonly pid: number;
  /** What it logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Sends a signal, waits for the end, and returns the exit code; null when the signal itself ended the process. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export async function startConnector(settings: Readonly<Record<string, string>>): Promise<ConnectorProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--conditions=@gitops/source", "--import", "tsx", CONNECTOR], {
    env: { PATH: process.env["PATH"], ...settings, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", (line) => log.push(line));
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, child);
  } catch (error) {
    child.kill();
    throw new Error(`the connector did not start:\n${log.join("\n")}`, { cause: error });
  }
  return {
    url,
    pid: child.pid ?? 0,
    log,
    end: async (signal) => {
      // What it printed last is read as well.
      const closed = once(child, "close");
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(child.exitCode === null ? "not ready after 30 s" : `exited with ${child.exitCode}`);
}

/**
 * A port that nobody listens on at this moment, below those that the system gives to connections: one of these may be taken
 * again before it is used.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return freePort();
  }
  server.close();
  await once(server, "close");
  return port;
}
