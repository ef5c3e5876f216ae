import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test, vi } from "vitest";

import { runProcess } from "./run-process.ts";
import {
  contextWith,
  fakeEngine,
  fakeNodeEngine,
  removeFakeEngines,
  scratchFolder,
} from "../../../fixtures/fake-engine.ts";

removeFakeEngines();
const directory = scratchFolder();
const linux = process.platform === "linux";

function run(binary: string, options: Partial<Parameters<typeof runProcess>[0]> = {}) {
  return runProcess({ engine: "fake", binary, args: [], directory, context: contextWith(), ...options });
}

async function failureOf(result: ReturnType<typeof run>) {
  return (await result)._unsafeUnwrapErr();
}

async function outputOf(result: ReturnType<typeof run>) {
  return (await result)._unsafeUnwrap();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A killed process without a parent stays as a zombie until the init of a container takes it.
  return !linux || !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

async function died(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(20);
  return !isAlive(pid);
}

describe("a program", () => {
  test("gets the environment that it is given, and nothing of ours", async () => {
    vi.stubEnv("GITOPS_TEST_TOKEN", "token of the parent");
    const { stdout } = await outputOf(run(fakeEngine("/usr/bin/env"), { environment: { GREETING: "hello" } }));
    vi.unstubAllEnvs();

    // The shell sets these by itself.
    const names = stdout
      .trim()
      .split("\n")
      .filter((line) => !/^(?:PWD|SHLVL|_|OLDPWD)=/.test(line));
    expect(names).toEqual(["GREETING=hello"]);
  });

  test("gets arguments that no shell reads", async () => {
    const args = ["$HOME", "a b", "; exit 3", "*"];
    const { stdout } = await outputOf(run(fakeEngine(`printf '%s|' "$@"`), { args }));

    expect(stdout).toBe("$HOME|a b|; exit 3|*|");
  });

  test("reads its standard input to the end", async () => {
    const stdin = "x".repeat(1_000_000);
    const { stdout } = await outputOf(run(fakeEngine("cat"), { stdin }));

    expect(stdout === stdin).toBe(true);
  });

  test("may leave its standard input unread", async () => {
    const { stdout } = await outputOf(run(fakeEngine("echo done"), { stdin: "x".repeat(5_000_000) }));

    expect(stdout).toBe("done\n");
  });

  test("that fails gives its exit code and its words", async () => {
    const failure = await failureOf(run(fakeEngine("echo 'no such chart' >&2; exit 3")));

    expect(failure).toMatchObject({ code: "ENGINE_FAILED", exitCode: 3, stderr: "no such chart\n" });
    expect(failure.message).toBe("fake failed with exit code 3:\nno such chart");
  });

  test("that a signal ends says which", async () => {
    const failure = await failureOf(run(fakeEngine("kill -SEGV $$")));

    expect(failure).toMatchObject({ code: "ENGINE_FAILED", exitCode: undefined });
    expect(failure.message).toContain("was ended by SIGSEGV");
  });

  test("that cannot be started says so", async () => {
    const absent = await failureOf(run(join(directory, "absent")));
    const badArgument = await failureOf(run(fakeEngine("true"), { args: ["a\0b"] }));

    expect([absent.code, badArgument.code]).toEqual(["ENGINE_FAILED", "ENGINE_FAILED"]);
  });

  test("that prints something else than UTF-8 is an error, not a question mark in a manifest", async () => {
    const failure = await failureOf(run(fakeEngine(String.raw`printf 'name: caf\351\n'`)));

    expect(failure.code).toBe("ENGINE_FAILED");
    expect(failure.message).toContain("not UTF-8");
  });
});

describe("secrets in the words of a program", () => {
  const secret = 'pa"ss\nword-of-the-database';
  const context = contextWith({}, { secrets: [secret] });

  test("are masked in every spelling", async () => {
    const base64 = Buffer.from(secret).toString("base64");
    const script = `console.error(${JSON.stringify([secret, base64, JSON.stringify(secret)].join("\n"))}); process.exit(1)`;
    const failure = await failureOf(run(fakeNodeEngine(script), { context }));

    expect(failure.message).toContain('***\n***\n"***"');
    expect(failure.message + JSON.stringify(failure)).not.toMatch(/word-of-the-database|cGEic3M/);
  });

  test("are masked when a message names one line of them", async () => {
    const failure = await failureOf(run(fakeEngine("echo 'near word-of-the-database' >&2; exit 1"), { context }));

    expect(failure.message).toContain("near ***");
  });

  test("do not come out in pieces where a long message is cut", async () => {
    const flood = `process.stderr.write("s3cr3t-t0ken/".repeat(20000), () => process.exit(1))`;
    const failure = await failureOf(
      run(fakeNodeEngine(flood), { context: contextWith({}, { secrets: ["s3cr3t-t0ken/"] }) }),
    );

    expect(failure.message + JSON.stringify(failure)).not.toMatch(/s3cr|t0ken|en\//);
  });
});

describe("a program that does not end", () => {
  const context = contextWith({ engineTimeoutMs: 300 });

  test("is killed when its time is over, even if it ignores SIGTERM", async () => {
    const failure = await failureOf(run(fakeEngine("trap '' TERM INT HUP; while :; do :; done"), { context }));

    expect(failure).toMatchObject({ code: "ENGINE_TIMEOUT", timeoutMs: 300 });
  });

  test("is killed with everything that it started", async () => {
    const pidFile = join(directory, "grandchild");
    const script = fakeEngine(`sleep 300 & echo $! > ${pidFile}; wait`);
    await failureOf(run(script, { context, environment: { PATH: "/usr/bin:/bin" } }));

    expect(await died(Number(readFileSync(pidFile, "utf8")))).toBe(true);
  });

  test("is killed when the caller aborts", async () => {
    const controller = new AbortController();
    const pidFile = join(directory, "aborted");
    const script = fakeEngine(`echo $$ > ${pidFile}; while :; do :; done`);
    const running = failureOf(run(script, { context: contextWith({}, { signal: controller.signal }) }));
    while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") await sleep(10);
    controller.abort();

    expect((await running).code).toBe("RENDER_ABORTED");
    expect(await died(Number(readFileSync(pidFile, "utf8")))).toBe(true);
  });

  test("is not even started when the caller has aborted before", async () => {
    const marker = join(directory, "started");
    const failure = await failureOf(
      run(fakeEngine(`echo > ${marker}`), { context: contextWith({}, { signal: AbortSignal.abort() }) }),
    );

    expect(failure.code).toBe("RENDER_ABORTED");
    expect(existsSync(marker)).toBe(false);
  });
});

describe("a program that leaves something behind", () => {
  test("ends when it ends; what it started in the background is killed", async () => {
    const pidFile = join(directory, "background");
    const { stdout } = await outputOf(run(fakeEngine(`/bin/sleep 300 & echo $! > ${pidFile}; echo done`)));

    expect(stdout).toBe("done\n");
    expect(await died(Number(readFileSync(pidFile, "utf8")))).toBe(true);
  });

  test.runIf(linux)("ends even when a daemon of it keeps the pipes open", async () => {
    const pidFile = join(directory, "daemon");
    const script = fakeEngine(`/usr/bin/setsid /bin/sh -c 'echo $$ > ${pidFile}; exec /bin/sleep 300' &
      while [ ! -s ${pidFile} ]; do :; done; echo done`);
    const { stdout } = await outputOf(run(script));
    process.kill(Number(readFileSync(pidFile, "utf8")), "SIGKILL");

    expect(stdout).toBe("done\n");
  });

  test("loses no output, however busy this process is when it ends", async () => {
    const running = outputOf(run(fakeNodeEngine(`process.stdout.write("x".repeat(60000))`)));
    await sleep(20);
    const until = Date.now() + 1_000;
    while (Date.now() < until);

    expect((await running).stdout).toHaveLength(60_000);
  });
});

describe("a program that takes too much", () => {
  test("is killed while it floods its output", async () => {
    const context = contextWith({ maxOutputBytes: 1_000_000 });
    const failure = await failureOf(
      run(fakeEngine("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"), { context }),
    );

    expect(failure).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxOutputBytes" });
  });

  test("may print exactly as much as the limit", async () => {
    const context = contextWith({ maxOutputBytes: 5 });
    const [fits, exceeds] = await Promise.all([
      run(fakeEngine("printf 12345"), { context }),
      run(fakeEngine("printf 123456"), { context }),
    ]);

    expect([fits.isOk(), exceeds.isOk()]).toEqual([true, false]);
  });

  test("keeps the start and the end of a flood of messages, in 64 KiB", async () => {
    const script = `process.stderr.write("first" + "x".repeat(5e6) + "last", () => process.exit(1))`;
    const failure = await failureOf(run(fakeNodeEngine(script)));
    const { stderr } = failure as { stderr: string };

    expect(stderr).toMatch(/^first.*last$/s);
    expect(stderr.length).toBeLessThan(66 * 1024);
  });

  test.runIf(existsSync("/usr/bin/prlimit"))("gets no more memory than the limit, and cannot raise it", async () => {
    const context = contextWith({ engineMemoryBytes: 256 * 1024 ** 2 });
    const { stdout } = await outputOf(run(fakeEngine("ulimit -v; ulimit -Hv; ulimit -c"), { context }));

    expect(stdout.split("\n", 3)).toEqual(["262144", "262144", "0"]);
  });

  test.runIf(existsSync("/usr/bin/prlimit")).each([
    ["fatal error: out of memory", "LIMIT_EXCEEDED"],
    ["runtime: cannot allocate memory", "LIMIT_EXCEEDED"],
    ["terminate called after throwing an instance of 'std::bad_alloc'", "LIMIT_EXCEEDED"],
    ["Error: the chart says out of memory", "ENGINE_FAILED"],
  ])("that ends with %j gives %s", async (words, code) => {
    const failure = await failureOf(run(fakeEngine(`echo "${words}" >&2; exit 2`)));

    expect(failure.code).toBe(code);
  });
});
