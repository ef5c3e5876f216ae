import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

const execute = promisify(execFile);

describe("npm run demo", () => {
  it("meets all of its expectations and exits with 0", async () => {
    const demo = ["--conditions=@gitops/source", "--import", "tsx", "examples/demo/src/main.ts"];
    const { stdout } = await execute(process.execPath, demo, { timeout: 110_000 });
    expect(stdout).toMatch(/\n\d\d expectations met, 0 missed\n/);
    expect(stdout).not.toContain("\u001b[");
  });
});
