import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("api-report.mjs", import.meta.url));

describe("api-report", () => {
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), "api-report-"));
    write("packages/shop/package.json", {
      name: "@acme/shop",
      version: "1.0.0",
      exports: {
        ".": { types: "./dist/index.d.ts" },
        "./lane": { types: "./dist/lane.d.ts" },
        "./package.json": "./package.json",
      },
    });
    // What the bundler makes of two entries that share a type: a chunk with a content hash and shortened names.
    write(
      "packages/shop/dist/index.d.ts",
      `import { L as Lane } from './lane-BWx1.js';
       export { Ok } from 'neverthrow';
       /** Where orders wait. */
       interface Queue { readonly lane: Lane; }
       /** Opens the shop. */
       declare function open(queue: Queue): Promise<void>;
       export { type Lane, open };`,
    );
    write("packages/shop/dist/lane.d.ts", `export { L as Lane } from './lane-BWx1.js';`);
    write("packages/shop/dist/lane-BWx1.d.ts", `interface Lane { readonly key: string; }\nexport type { Lane as L };`);
  });
  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  it("writes one report per exported module", () => {
    expect(run().status).toBe(0);

    expect(readdirSync(join(workspace, "etc"))).toEqual(["shop.api.d.ts", "shop.lane.api.d.ts"]);
  });

  it("prints exported declarations, then the ones they mention, without comments and chunks", () => {
    run();

    expect(readFileSync(join(workspace, "etc/shop.api.d.ts"), "utf8"))
      .toBe(`// What @acme/shop exports. Written by npm run api.

interface Lane {
    readonly key: string;
}

export { Ok } from 'neverthrow';

declare function open(queue: Queue): Promise<void>;

// Not exported, but part of the types above.

interface Queue {
    readonly lane: Lane;
}
`);
  });

  it("accepts a comment that changed and refuses a member that did", () => {
    run();
    const chunk = "packages/shop/dist/lane-BWx1.d.ts";

    write(chunk, `/** A queue. */\ninterface Lane { readonly key: string; }\nexport type { Lane as L };`);
    expect(run("--check").status).toBe(0);

    write(chunk, `interface Lane { readonly key: number; }\nexport type { Lane as L };`);
    const { status, stderr } = run("--check");
    expect(status).toBe(1);
    expect(stderr).toContain("etc/shop.api.d.ts differs");
    expect(stderr).toContain("etc/shop.lane.api.d.ts differs");
  });

  it("refuses the report of a module that is no longer exported", () => {
    run();
    write("etc/shop.old.api.d.ts", "");

    expect(run("--check").stderr).toContain("etc/shop.old.api.d.ts belongs to no exported module");
  });

  it("asks for a build when the declarations are missing", () => {
    rmSync(join(workspace, "packages/shop/dist"), { recursive: true });

    expect(run().stderr).toContain("run npm run build first");
  });

  function run(...args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
    return spawnSync(process.execPath, [script, ...args], { cwd: workspace, encoding: "utf8" });
  }

  function write(file: string, content: string | object): void {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    writeFileSync(join(workspace, file), typeof content === "string" ? content : JSON.stringify(content));
  }
});
