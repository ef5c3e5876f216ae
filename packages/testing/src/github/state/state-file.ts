import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { createRecords, type RepositoryRecords } from "../records/repository-records.ts";

/** What is kept on disk besides the Git repositories. Tokens, webhooks and handlers are not. */
export interface SavedState {
  readonly lastId: number;
  /** Ids of the accounts by login. */
  readonly accountIds: Readonly<Record<string, number>>;
  readonly repositories: readonly RepositoryRecords[];
}

/** The file that keeps the records over restarts. */
export interface StateFile {
  /** Reads what an earlier run left. */
  load(): SavedState | undefined;
  /** Writes within a moment; many changes become one write. */
  saveSoon(): void;
  /** Writes now what is not written yet. */
  flush(): void;
}

/** How long changes are gathered, in milliseconds. */
const DELAY = 25;

export function createStateFile(path: string, current: () => SavedState): StateFile {
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(encode(current())));
    renameSync(`${path}.new`, path);
  };

  return {
    load: () => (existsSync(path) ? decode(readFileSync(path, "utf8")) : undefined),
    saveSoon() {
      timer ??= setTimeout(flush, DELAY);
    },
    flush,
  };
}

type StoredMap<M> = M extends Map<infer Key, infer Value> ? readonly (readonly [Key, Value])[] : never;
type StoredRecords = { readonly [Name in keyof RepositoryRecords]: StoredMap<RepositoryRecords[Name]> };

function encode(state: SavedState): unknown {
  const repositories = state.repositories.map((records) =>
    Object.fromEntries(Object.entries(records).map(([name, map]) => [name, [...(map as Map<unknown, unknown>)]])),
  );
  return { ...state, repositories };
}

function decode(text: string): SavedState {
  // This file is written by nobody else.
  const stored = JSON.parse(text) as Omit<SavedState, "repositories"> & { readonly repositories: StoredRecords[] };
  const repositories = stored.repositories.flatMap((maps) => {
    const settings = maps.settings[0]?.[1];
    if (settings === undefined) return [];
    return {
      ...createRecords(settings),
      ...Object.fromEntries(Object.entries(maps).map(([name, entries]) => [name, new Map<unknown, unknown>(entries)])),
    };
  });
  return { ...stored, repositories };
}
