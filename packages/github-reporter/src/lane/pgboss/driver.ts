/** Runs statements, within a transaction or each on its own. */
export interface PgBossDatabase {
  /** Runs one statement. */
  executeSql(text: string, values?: unknown[]): Promise<PgBossRows>;
  /** Begins a transaction on a connection of its own; the pool of pg-boss can. */
  beginTransaction?(): Promise<PgBossTransaction>;
}

/** What a statement returned. */
export interface PgBossRows {
  /** Rows, by name of column. */
  readonly rows: unknown[];
}

/** A transaction that is open. */
export interface PgBossTransaction {
  /** Runs statements in it. */
  readonly db: PgBossDatabase;
  /** Ends it with effect. */
  commit(): Promise<void>;
  /** Ends it without. */
  rollback(): Promise<void>;
}

/**
 * What the lane needs of a started `PgBoss`, https://pgboss.io/api/jobs.html. Written out, because the declarations of
 * pg-boss compile with `skipLibCheck` only.
 */
export interface PgBossClient {
  /** Its connections. */
  getDb(): PgBossDatabase;
  /** Listens to errors of its own work. */
  on(event: "error", listener: (error: Error) => void): unknown;
  /** Looks a queue up. */
  getQueue(name: string): Promise<unknown>;
  /** Creates a queue. */
  createQueue(name: string, options: object): Promise<void>;
  /** Changes a queue. */
  updateQueue(name: string, options: object): Promise<void>;
  /** Makes jobs active, and ours. */
  fetch(name: string, options: object): Promise<readonly unknown[]>;
  /** Creates the waiting job of a key, or changes it. */
  upsert(name: string, data: object, options: object): Promise<unknown>;
  /** Ends a job. */
  complete(name: string, job: { id: string; retryCount: number }, data: null, options: object): Promise<unknown>;
  /** Gives a sign of life for a job. */
  touch(name: string, job: { id: string; retryCount: number }): Promise<unknown>;
}
