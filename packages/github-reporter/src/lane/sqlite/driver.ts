/** A value that a statement takes. */
export type SqliteValue = string | number | null;

/** What a statement did. */
export interface SqliteRunResult {
  /** Rows that it changed. */
  readonly changes: number | bigint;
}

/** A prepared statement, as both `node:sqlite` and better-sqlite3 have it. */
export interface SqliteStatement {
  /** Runs it, and counts the rows that it changed. */
  run(...values: SqliteValue[]): SqliteRunResult;
  /** Returns the first row, by name of column. */
  get(...values: SqliteValue[]): unknown;
  /** Returns all rows. */
  all(...values: SqliteValue[]): unknown[];
}

/** What `DatabaseSync` of `node:sqlite`, `libsql` and `better-sqlite3` have in common. */
export interface SqliteDatabase {
  /** Runs statements that return nothing. */
  exec(sql: string): unknown;
  /** Prepares one statement. */
  prepare(sql: string): SqliteStatement;
  /** Closes the file. */
  close(): unknown;
}
