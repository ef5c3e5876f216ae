import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";

interface Recording {
  readonly version: string;
}

const FIXTURES = new URL("../../../packages/manifest-renderer/fixtures/patches/", import.meta.url);
const kubectl = fetchEngines().kubectl[0]?.path;

test.skipIf(kubectl === undefined)("kubectl and kustomize still answer as it is recorded", { timeout: 300_000 }, () => {
  const script = new URL("record-patches.mjs", FIXTURES);
  const printed = execFileSync(process.execPath, [fileURLToPath(script), "--print"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], KUBECTL: kubectl },
  });
  const now = JSON.parse(printed) as Recording;
  const recording = JSON.parse(readFileSync(new URL("recorded-patches.json", FIXTURES), "utf8")) as Recording;
  expect({ ...now, version: "" }).toEqual({ ...recording, version: "" });
});
