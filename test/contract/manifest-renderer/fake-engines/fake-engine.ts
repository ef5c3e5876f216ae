import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll } from "vitest";

import type { EngineContext } from "../../../../packages/manifest-renderer/src/engines/engine.ts";
import { defaultLimits, type Limits } from "../../../../packages/manifest-renderer/src/limits.ts";

const folder = mkdtempSync(join(tmpdir(), "fake-engines-"));
let made = 0;

/** Removes all fake engines when the tests of the file are done. */
export function removeFakeEngines(): void {
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Writes a shell script that stands for the program of an engine; gives its path. */
export function fakeEngine(script: string): string {
  return writeEngine(`#!/bin/sh\n${script}\n`);
}

/** Writes a Node script that stands for the program of an engine; gives its path. */
export function fakeNodeEngine(script: string): string {
  return writeEngine(`#!${process.execPath}\n${script}\n`);
}

/** A context whose limits are small enough for a test to reach them. */
export function contextWith(
  limits: Partial<Limits> = {},
  rest: Partial<Omit<EngineContext, "limits">> = {},
): EngineContext {
  return { limits: { ...defaultLimits, ...limits }, signal: undefined, secrets: [], ...rest };
}

/** A new folder that is removed with the fake engines. */
export function scratchFolder(): string {
  return mkdtempSync(join(folder, "scratch-"));
}

function writeEngine(text: string): string {
  const path = join(folder, `engine-${made++}`);
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}
