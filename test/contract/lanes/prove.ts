import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { LaneLaw, LaneLawsOptions } from "@gitops/github-reporter/testing";

import { laneLaws } from "@gitops/github-reporter/testing";
import { afterAll, beforeAll, it } from "vitest";

/** The processes of a lane run on the sources, as the tests do. */
const ON_SOURCES = ["--conditions=@gitops/source", "--import", "tsx", "--disable-warning=ExperimentalWarning"];

/** Lists the laws for a module of `./modules`, which may get a query. */
export function lawsFor(module: string, options: Omit<LaneLawsOptions, "module"> = {}): readonly LaneLaw[] {
  return laneLaws({ module: new URL(`./modules/${module}`, import.meta.url), execArgv: ON_SOURCES, ...options });
}

/** Makes each law a test. */
export function proveLaws(module: string, options: Omit<LaneLawsOptions, "module"> = {}): void {
  useFolder();
  for (const law of lawsFor(module, options)) it.concurrent(law.name, () => law.run(), 120_000);
}

/** Gives lanes a folder for their files, and removes it afterwards. */
export function useFolder(): void {
  beforeAll(() => {
    process.env["LANES_FOLDER"] = mkdtempSync(join(tmpdir(), "lanes-"));
  });
  afterAll(() => {
    rmSync(process.env["LANES_FOLDER"] ?? "", { recursive: true, force: true });
  });
}
