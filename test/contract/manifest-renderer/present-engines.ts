import type { Engine } from "@gitops/manifest-renderer";
import { helm } from "@gitops/manifest-renderer/engines/helm";
import { jsonnet } from "@gitops/manifest-renderer/engines/jsonnet";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";
import { test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";

/** An engine with a real program, and the version of that. */
export interface PresentEngine {
  readonly version: string;
  readonly engine: Engine;
}

/** The real engines that can be had on this machine. */
export function presentEngines(): {
  readonly helm: readonly PresentEngine[];
  readonly kustomize: readonly PresentEngine[];
  readonly jsonnet: readonly Engine[];
  /** Names of those that cannot. */
  readonly missing: readonly string[];
} {
  const found = fetchEngines();
  const present = {
    helm: found.helm.map(({ version, path }) => ({ version, engine: helm({ binary: path }) })),
    kustomize: found.kubectl.map(({ version, path }) => ({ version, engine: kustomize({ binary: path }) })),
    jsonnet: found.jsonnet === undefined ? [] : [jsonnet({ binary: found.jsonnet })],
  };
  const missing = Object.entries(present).flatMap(([name, engines]) => (engines.length === 0 ? [name] : []));
  return { ...present, missing };
}

/** Puts a skipped test where those of a program would stand, so that the report says what was not tried. */
export function skipWithout(name: string, found: readonly unknown[]): void {
  if (found.length === 0) test.skip(`no ${name} can be had on this machine; the lines above say why`);
}
