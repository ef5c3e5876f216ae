import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

interface Recording {
  readonly version: string;
}

const FIXTURES = new URL("../../../packages/manifest-renderer/fixtures/patches/", import.meta.url);
const kubectl = findKubectl();

test.skipIf(kubectl === undefined)("kubectl and kustomize still answer as it is recorded", { timeout: 300_000 }, () => {
  const script = new URL("record-patches.mjs", FIXTURES);
  const printed = execFileSync(process.execPath, [script.pathname, "--print"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], KUBECTL: kubectl },
  });
  const now = JSON.parse(printed) as Recording;
  const recording = JSON.parse(readFileSync(new URL("recorded-patches.json", FIXTURES), "utf8")) as Recording;
  expect({ ...now, version: "" }).toEqual({ ...recording, version: "" });
});

function findKubectl(): string | undefined {
  const engines = resolve("node_modules/.cache/engines");
  const versions = existsSync(engines) ? readdirSync(engines) : [];
  const cached = versions.map((version) => join(engines, version, "layer/kubectl/kubectl")).find(existsSync);
  if (cached !== undefined) return cached;
  const installed = process.env["KUBECTL"] ?? "kubectl";
  return spawnSync(installed, ["version", "--client"]).status === 0 ? installed : undefined;
}
