import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

import { fetchEngines } from "../../scripts/fetch-engines.mjs";

const execute = promisify(execFile);
const { helm, kubectl } = fetchEngines();
const engines = [helm[0], kubectl[0]].flatMap((found) => (found === undefined ? [] : [dirname(found.path)]));
const PATH = process.env["PATH"] ?? "";

async function demo(path: string, ...options: readonly string[]): Promise<string> {
  const args = ["--conditions=@gitops/source", "--import", "tsx", "examples/demo/src/main.ts", ...options];
  const { stdout } = await execute(process.execPath, args, { timeout: 110_000, env: { ...process.env, PATH: path } });
  return stdout;
}

describe("npm run demo", () => {
  it("meets all of its expectations and exits with 0", async () => {
    const stdout = await demo(PATH);
    expect(stdout).toMatch(/\n\d\d expectations met, 0 missed\n/);
    expect(stdout).not.toContain("\u001b[");
  });

  it("ends in the same state when GitHub loses one answer in ten after it did what was asked", async () => {
    const stdout = await demo(PATH, "--lose-answers");
    expect(stdout).toMatch(/\n\d\d expectations met, 0 missed\n/);
  });

  it.runIf(engines.length === 2)(
    "renders a service through helm and kustomize where the machine has them",
    async () => {
      const stdout = await demo([...engines, PATH].join(delimiter));
      expect(stdout).toContain("come from its chart, through helm and kustomize");
      expect(stdout).toMatch(/\n\d\d expectations met, 0 missed\n/);
    },
  );
});
