import type { LaneBatch, LaneHandler, LaneItem, LaneVerdict, ManagedLane } from "@gitops/github-reporter";
import type { OpenLane, OpenLaneRequest } from "@gitops/github-reporter/testing";

import { memoryLane } from "@gitops/github-reporter";
import Database from "libsql";
import { okAsync } from "neverthrow";

import { openFile } from "./sqlite-file.ts";

type Lane = ManagedLane<unknown>;

/** Lanes that break a law each; the query of the URL of this module says which. */
const sabotages: Readonly<Record<string, (request: OpenLaneRequest) => Lane>> = {
  "resolves before it stores": (request) => {
    const lane = openLibsql(request);
    const put = (item: LaneItem<unknown>) => {
      setTimeout(() => void lane.put(item), 100);
      return okAsync("stored" as const);
    };
    return { ...lane, put };
  },
  "forgets with its process": ({ capacity }) => memoryLane({ ...(capacity !== undefined && { capacity }) }),
  "changes the body": (request) => withItems(openLibsql(request), (item) => ({ ...item, body: String(item.body) })),
  "knows no ids": (request) => {
    let count = 0;
    return withItems(openLibsql(request), (item) => ({ ...item, id: `${item.id}-${count++}` }));
  },
  "forgets ids at a restart": (request) => openLibsql(request, "UPDATE items SET id = id || '-old' WHERE state = 2"),
  "drops what is too much": (request) => {
    const lane = openLibsql(request);
    return { ...lane, put: (item) => lane.put(item).orElse(() => okAsync("stored" as const)) };
  },
  "handles each item alone": (request) => {
    const lane = withItems(openLibsql(request), (item) => ({ ...item, key: `${item.key}#${item.id}` }));
    return withHandler(lane, (handle) => (batch) => handle(restoreKey(batch)));
  },
  "handles one key at a time": (request) => {
    let turn: Promise<unknown> = Promise.resolve();
    return withHandler(openLibsql(request), (handle) => (batch) => {
      const verdict = turn.then(() => handle(batch));
      turn = verdict.catch(() => undefined);
      return verdict;
    });
  },
  "serves one key only": (request) => {
    const lane = openLibsql(request);
    let first: string | undefined;
    const put = (item: LaneItem<unknown>) => {
      first ??= item.key;
      return item.key === first ? lane.put(item) : okAsync("stored" as const);
    };
    return { ...lane, put };
  },
  "keeps nothing": (request) => withVerdicts(openLibsql(request), (verdict) => ({ ...verdict, keep: [] })),
  "loses what is kept at a restart": (request) => openLibsql(request, "UPDATE items SET state = 2 WHERE state = 1"),
  "stops at once": (request) => {
    const lane = openLibsql(request);
    return {
      ...lane,
      run: async (handle) => {
        const running = await lane.run(handle);
        return {
          stop: () => {
            void running.stop();
            return Promise.resolve();
          },
        };
      },
    };
  },
  "comes again at once": (request) =>
    withVerdicts(openLibsql(request), (verdict) => (verdict.code === "retry" ? { ...verdict, afterMs: 0 } : verdict)),
  "forgets delays at a restart": (request) => openLibsql(request, "UPDATE keys SET retry_at = 0, due_at = 0"),
  "pauses the key alone": (request) =>
    withVerdicts(openLibsql(request), (verdict) => (verdict.code === "retry" ? { ...verdict, scope: "key" } : verdict)),
  "pauses everything": (request) =>
    withVerdicts(
      withItems(openLibsql(request), (item) => ({ ...item, group: "all" })),
      (verdict) => verdict,
    ),
  "counts no attempts": (request) =>
    withHandler(openLibsql(request), (handle) => (batch) => handle({ ...batch, attempt: 1 })),
  "forgets attempts at a restart": (request) => openLibsql(request, "UPDATE keys SET attempt = 0"),
  "takes a throw for success": (request) =>
    withHandler(openLibsql(request), (handle) => (batch) => handle(batch).catch(() => ({ code: "done" }) as const)),
  "drops what is rejected": (request) =>
    withVerdicts(openLibsql(request), (verdict) => (verdict.code === "reject" ? { code: "done" } : verdict)),
  "drops what is rejected alone": (request) =>
    withVerdicts(openLibsql(request), (verdict) => ({ ...verdict, reject: [] })),
  "repeats what is rejected": (request) =>
    withVerdicts(openLibsql(request), (verdict) =>
      verdict.code === "reject" ? { code: "retry", scope: "key", afterMs: 0, why: verdict.why } : verdict,
    ),
  "replays nothing": (request) => ({ ...openLibsql(request), replay: () => okAsync(1) }),
  "has no patience": (request) => withItems(openLibsql(request), (item) => ({ ...item, notBefore: 0 })),
};

export const openLane: OpenLane = (request) => {
  const name = decodeURIComponent(new URL(import.meta.url).search.slice(1));
  const sabotage = sabotages[name];
  if (sabotage === undefined) throw new Error(`There is no lane that ${name}.`);
  return sabotage(request);
};

/** Opens a lane, after the file was tampered with. */
function openLibsql(request: OpenLaneRequest, tampering?: string): Lane {
  return openFile(request, (file) => {
    const database = new Database(file);
    const { n } = database.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as { readonly n: number };
    if (tampering !== undefined && n > 0) database.exec(tampering);
    return database;
  });
}

function withItems(lane: Lane, change: (item: LaneItem<unknown>) => LaneItem<unknown>): Lane {
  return { ...lane, put: (item) => lane.put(change(item)) };
}

function withHandler(lane: Lane, change: (handle: LaneHandler<unknown>) => LaneHandler<unknown>): Lane {
  return { ...lane, run: (handle) => lane.run(change(handle)) };
}

function withVerdicts(lane: Lane, change: (verdict: LaneVerdict) => LaneVerdict): Lane {
  return withHandler(lane, (handle) => async (batch) => change(await handle(batch)));
}

function restoreKey(batch: LaneBatch<unknown>): LaneBatch<unknown> {
  const key = batch.key.replace(/#.*/, "");
  const [first, ...rest] = batch.items;
  return { ...batch, key, items: [{ ...first, key }, ...rest.map((item) => ({ ...item, key }))] };
}
