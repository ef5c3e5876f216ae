import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

// One file per rule, each with the one import that the rule forbids.
const FORBIDDEN = {
  "packages/flux-events/src/up.ts": ["flux-events-stands-on-its-floor", "../../promotion/src/index.ts"],
  "packages/manifest-renderer/src/up.ts": ["manifest-renderer-stands-on-its-floor", "../../flux-events/src/index.ts"],
  "packages/github-reporter/src/up.ts": ["github-reporter-stands-on-its-floor", "../../promotion/src/index.ts"],
  "packages/promotion/src/aside.ts": ["promotion-stands-on-its-floor", "../../testing/src/index.ts"],
  "packages/testing/src/aside.ts": ["testing-stands-on-its-floor", "../../flux-events/src/index.ts"],
  "packages/promotion/src/user.ts": ["packages-do-not-know-their-users", "../../../examples/express/src/app.ts"],
  "packages/promotion/src/deep.ts": ["no-deep-imports-across-packages", "../../flux-events/src/event/parse.ts"],
  "examples/express/src/deep.ts": ["examples-use-public-entries", "../../../packages/flux-events/src/event/parse.ts"],
  "examples/express/src/shallow.ts": ["examples-use-public-entries", "../../../packages/flux-events/src/errors.ts"],
  "packages/promotion/src/octokit.ts": ["octokit-is-wrapped-once", "@octokit/core"],
  "packages/promotion/src/yaml.ts": ["yaml-is-read-by-the-renderer-and-the-pipeline-parser", "yaml"],
  "packages/flux-events/src/circle-a.ts": ["no-circular", "./circle-b.ts"],
} as const;

const ALLOWED = {
  "packages/flux-events/src/index.ts": "./event/parse.ts",
  "packages/flux-events/src/errors.ts": "node:util",
  "packages/flux-events/src/event/parse.ts": "node:crypto",
  "packages/flux-events/src/circle-b.ts": "./circle-a.ts",
  "packages/manifest-renderer/src/index.ts": "yaml",
  "packages/github-reporter/src/index.ts": "../../flux-events/src/index.ts",
  "packages/github-reporter/src/client.ts": "@octokit/core",
  "packages/promotion/src/index.ts": "../../github-reporter/src/index.ts",
  "packages/promotion/src/pipeline/parse.ts": "yaml",
  "packages/testing/src/index.ts": "node:http",
  "examples/express/src/app.ts": "../../../packages/promotion/src/index.ts",
} as const;

describe("dependency floors", () => {
  let house: string;
  let report: Report;

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), "floors-"));
    for (const [file, [, target]] of Object.entries(FORBIDDEN)) writeImport(file, target);
    for (const [file, target] of Object.entries(ALLOWED)) writeImport(file, target);
    for (const name of ["yaml", "@octokit/core"]) write(`node_modules/${name}/index.js`, "export const value = 1;\n");
    copyFileSync("tsconfig.json", join(house, "tsconfig.json"));

    const cruiser = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const rules = resolve(".dependency-cruiser.cjs");
    const options = ["packages", "examples", "--config", rules, "--output-type", "json"];
    const { stdout } = spawnSync(process.execPath, [cruiser, ...options], { cwd: house, encoding: "utf8" });
    report = JSON.parse(stdout) as Report;
  });
  afterAll(() => {
    rmSync(house, { recursive: true });
  });

  it.each(Object.entries(FORBIDDEN))("refuses what %s imports", (file, [rule]) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it("accepts imports that point down", () => {
    const circle = "packages/flux-events/src/circle-b.ts";
    const files = Object.keys(ALLOWED).filter((file) => file !== circle);

    expect(files.flatMap(rulesBrokenBy)).toEqual([]);
  });

  function rulesBrokenBy(file: string): readonly string[] {
    return report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  }

  function writeImport(file: string, target: string): void {
    write(file, `import * as target from "${target}";\nexport const value = target;\n`);
  }

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), content);
  }
});
