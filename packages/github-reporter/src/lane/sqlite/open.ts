import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";

import { LaneTooNewError } from "../errors.ts";
import type { SqliteDatabase } from "./driver.ts";
import type { OpenLaneError } from "./errors.ts";
import { LaneUnreadableError } from "./errors.ts";
import { openFailure } from "./failure.ts";
import { APPLICATION_ID, MIGRATIONS } from "./schema.ts";

/** A database, or a function that opens one. */
export type SqliteSource = SqliteDatabase | (() => SqliteDatabase);

/** A file that this process has alone. */
export interface OpenFile {
  readonly database: SqliteDatabase;
  /** Closes the file if the lane opened it, else gives up the lock. */
  readonly close: () => void;
}

/** Takes the file for this process alone, and brings its schema up to date. */
export function openFile(source: SqliteSource): Result<OpenFile, OpenLaneError> {
  const isOurs = typeof source === "function";
  let database: SqliteDatabase | undefined;
  try {
    database = isOurs ? source() : source;
    lock(database);
    const problem = migrate(database);
    if (problem === undefined) return ok({ database, close: closer(database, isOurs) });
    closer(database, isOurs)();
    return err(problem);
  } catch (error) {
    // What was opened half is of no use to anybody.
    if (isOurs) closeQuietly(database);
    return err(openFailure(error));
  }
}

/**
 * SQLite itself holds the lock, for as long as the connection lives: the system drops it with the process, however that
 * ends. In this mode SQLite keeps the index of the log in memory, so the file works where shared memory does not.
 */
function lock(database: SqliteDatabase): void {
  database.prepare("PRAGMA busy_timeout = 0").get();
  database.prepare("PRAGMA locking_mode = EXCLUSIVE").get();
  const mode = database.prepare("PRAGMA journal_mode = WAL").get() as { readonly journal_mode: string };
  if (mode.journal_mode !== "wal") throw new Error("it is no file on a disk, and a lane must outlive the process");
  database.exec("PRAGMA synchronous = FULL");
}

function migrate(database: SqliteDatabase): OpenLaneError | undefined {
  const owner = readNumber(database, "application_id");
  const version = readNumber(database, "user_version");
  const { tables } = database.prepare("SELECT count(*) AS tables FROM sqlite_schema").get() as { tables: number };
  if (owner !== APPLICATION_ID && (owner !== 0 || version !== 0 || tables > 0)) {
    return new LaneUnreadableError("The lane's file is the database of another program. Name another file.");
  }
  if (version > MIGRATIONS.length) {
    return new LaneTooNewError(
      `The lane's file has version ${version}, and this program knows versions up to ${MIGRATIONS.length}. ` +
        "Update @gitops/github-reporter, or name another file.",
    );
  }
  // One transaction, also when nothing is to do: whoever has written has the lock.
  database.exec("BEGIN IMMEDIATE");
  try {
    MIGRATIONS.slice(version).forEach((sql) => database.exec(sql));
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    rollBack(database);
    throw error;
  }
  return undefined;
}

function readNumber(database: SqliteDatabase, pragma: "application_id" | "user_version"): number {
  const row = database.prepare(`PRAGMA ${pragma}`).get() as Readonly<Record<string, number>>;
  return row[pragma] ?? 0;
}

/** Undoes what is open; SQLite may have done so itself. */
export function rollBack(database: SqliteDatabase): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // No transaction is open: that is what was wanted.
  }
}

/** A connection that is closed may live on for as long as its statements do (libsql), so its lock is given up first. */
function closer(database: SqliteDatabase, isOurs: boolean): () => void {
  return () => {
    try {
      // Whoever locked before the first use of the log stays locked while there is a log.
      database.prepare("PRAGMA journal_mode = DELETE").get();
      database.prepare("PRAGMA locking_mode = NORMAL").get();
      database.prepare("SELECT count(*) FROM sqlite_schema").get();
    } catch {
      // Its owner closed it before us, or the disk is full: the lock goes with the connection.
    }
    if (isOurs) closeQuietly(database);
  };
}

function closeQuietly(database: SqliteDatabase | undefined): void {
  try {
    database?.close();
  } catch {
    // It is closed already, or cannot be: the system frees its lock with the process.
  }
}
