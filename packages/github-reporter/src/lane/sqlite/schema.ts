/** Marks a file as a lane, https://www.sqlite.org/pragma.html#pragma_application_id: "lane" in ASCII. */
export const APPLICATION_ID = 0x6c616e65;

/**
 * One entry per version of the schema; `PRAGMA user_version` counts those that a file has had.
 *
 * A finished item stays as a row without a body, so that its id is known. A key has a row while items of it wait. Each
 * question has a partial index that holds only what it asks for. The states are those of `item-state.ts`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE items (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    grp TEXT NOT NULL,
    body TEXT NOT NULL,
    state INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    ended_at INTEGER,
    why TEXT
  );
  CREATE INDEX items_waiting ON items (key, not_before) WHERE state = 0;
  CREATE INDEX items_later ON items (not_before) WHERE state = 0 AND not_before > 0;
  CREATE INDEX items_kept ON items (key) WHERE state = 1;
  CREATE INDEX items_done ON items (ended_at) WHERE state = 2;
  CREATE INDEX items_dead ON items (ended_at) WHERE state = 3;

  CREATE TABLE keys (
    key TEXT PRIMARY KEY,
    grp TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    retry_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX keys_due ON keys (grp, due_at);

  CREATE TABLE groups (
    grp TEXT PRIMARY KEY,
    paused_until INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
];
