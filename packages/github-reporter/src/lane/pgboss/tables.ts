import type { PgBossDatabase } from "./driver.ts";

import { DEAD, DONE, KEPT, WAITING } from "../item-state.ts";
/**
 * One entry per version of the tables; `version` counts those that a schema has had.
 *
 * pg-boss holds one job per key that has something to do: the lease of the key. What is to do stands in tables of our own,
 * which change in the transaction that changes the job: the items of a key, its delay and its attempts belong together.
 * `due_at` of a key is when its waiting job starts; infinite while there is none.
 */
function migrations(schema: string): readonly string[] {
  return [
    `
    CREATE TABLE ${schema}.items (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text NOT NULL UNIQUE,
      key text NOT NULL,
      grp text NOT NULL,
      body text,
      state smallint NOT NULL,
      not_before timestamptz NOT NULL,
      ended_at timestamptz,
      why text
    );
    CREATE INDEX items_waiting ON ${schema}.items (key, not_before) WHERE state = ${WAITING};
    CREATE INDEX items_kept ON ${schema}.items (key) WHERE state = ${KEPT};
    CREATE INDEX items_done ON ${schema}.items (ended_at) WHERE state = ${DONE};
    CREATE INDEX items_dead ON ${schema}.items (ended_at) WHERE state = ${DEAD};
    CREATE TABLE ${schema}.keys (
      key text PRIMARY KEY,
      grp text NOT NULL,
      attempt integer NOT NULL DEFAULT 0,
      retry_at timestamptz NOT NULL DEFAULT '-infinity',
      due_at timestamptz NOT NULL DEFAULT 'infinity'
    );
    CREATE TABLE ${schema}.groups (grp text PRIMARY KEY, paused_until timestamptz NOT NULL);
    `,
  ];
}

/** Creates or updates the tables; several replicas may do so at once. */
export async function migrate(db: PgBossDatabase, schema: string): Promise<"current" | "too-new"> {
  await db.executeSql("SELECT pg_advisory_xact_lock(hashtext($1))", [`gitops-lane ${schema}`]);
  await db.executeSql(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await db.executeSql(`CREATE TABLE IF NOT EXISTS ${schema}.version (version integer NOT NULL)`);
  const { rows } = await db.executeSql(`SELECT version FROM ${schema}.version`);
  const known = migrations(schema);
  const version = (rows as { readonly version: number }[])[0]?.version ?? 0;
  if (version > known.length) return "too-new";
  for (const sql of known.slice(version)) await db.executeSql(sql);
  if (rows.length === 0) await db.executeSql(`INSERT INTO ${schema}.version VALUES ($1)`, [known.length]);
  else await db.executeSql(`UPDATE ${schema}.version SET version = $1`, [known.length]);
  return "current";
}
